import { writeFile } from "node:fs/promises";
import type { Page, TestInfo } from "@playwright/test";
import { fitRun, gpxRun, mapMyFitnessRuns, type SentFile, tcxRun, zipOf } from "./activity-files";
import { expect, expectAccessible, test } from "./fixtures";

const BROKEN: SentFile = { name: "broken.gpx", mimeType: "application/gpx+xml", buffer: Buffer.from("<gpx><trk><trkseg>") };

/** Six runs on six days, and one entry that cannot be read. */
function manyKinds(info: TestInfo): SentFile[] {
  const entries = [gpxRun("loop.gpx", "Loop around the lake", { day: "2024-05-05", minutes: 30 }), BROKEN];
  return [
    fitRun("watch.fit", 1200),
    gpxRun("river.gpx", "Along the river", { day: "2024-05-02", minutes: 20 }),
    tcxRun("track.tcx", { day: "2024-05-03", minutes: 25 }),
    mapMyFitnessRuns(
      "user_workout_history.csv",
      { id: 71, day: "May 7, 2024", km: "8.1", seconds: "2700" },
      { id: 72, day: "May 8, 2024", km: "6.4", seconds: "2100" },
    ),
    zipOf(info.outputPath("bundle.zip"), "bundle.zip", entries),
  ];
}

const results = (page: Page) => page.getByRole("table", { name: "Results" });
const choice = (page: Page, name: RegExp) => page.getByRole("navigation", { name: "Which results" }).getByRole("link", { name });
const runs = (page: Page) => page.getByRole("table", { name: "Runs", exact: true }).locator("tbody tr");

/** Chooses files, sends them, and waits for their import's end. */
async function bring(page: Page, files: SentFile[]): Promise<void> {
  await page.goto("/import");
  await page.getByLabel("Files").setInputFiles(files);
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.waitForURL(/\/import\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("button", { name: "Undo import" })).toBeVisible({ timeout: 60_000 });
}

/** Takes an import back and waits until it is gone. */
async function undo(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole("button", { name: "Undo import" }).click();
  await expect(page.getByText(/^Undone on /)).toBeVisible({ timeout: 60_000 });
}

test("files of every kind become runs, each with its result; again changes nothing; undone takes them back @phone", async ({
  page,
  person,
}, info) => {
  expect(person.name).toBeTruthy();
  const files = manyKinds(info);
  await page.goto("/import");
  await page.getByLabel("Files").setInputFiles(files);
  const chosen = page.getByRole("region", { name: "Chosen files" });
  await expect(chosen).toContainText("5 files");
  for (const kind of ["FIT recording", "GPX recording", "TCX recording", "distances in kilometres", "Zip archive"]) {
    await expect(chosen).toContainText(kind);
  }
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.waitForURL(/\/import\/[0-9a-f-]{36}$/);
  await expect(page.getByText("Done", { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(choice(page, /^Imported 6$/)).toBeVisible();
  await choice(page, /^Failed 1$/).click();
  await expect(results(page).locator("tbody tr")).toHaveCount(1);
  await expect(results(page)).toContainText("broken.gpx");
  await expect(results(page)).toContainText("The file breaks off in the middle.");
  await expectAccessible(page);

  const address = page.url();
  await choice(page, /^Imported 6$/).click();
  await results(page).getByRole("link", { name: "Along the river" }).click();
  await expect(page.getByRole("heading", { name: "Along the river", level: 1 })).toBeVisible();
  await expect(page.getByLabel("Figures of this run")).toContainText("3.60 km");

  await bring(page, files);
  await expect(choice(page, /^Unchanged 6$/)).toBeVisible();
  await expect(choice(page, /^Imported/)).toHaveCount(0);
  const again = page.url();
  await page.goto("/runs");
  await expect(runs(page)).toHaveCount(6);

  // What the second import has confirmed stays until that one is undone, too.
  await undo(page, address);
  await page.goto("/runs");
  await expect(runs(page)).toHaveCount(6);
  await undo(page, again);
  await page.goto("/runs");
  await expect(page.getByText("No runs yet")).toBeVisible();
});

test("what was edited by hand outlives the undoing of its import, and an import after it brings the rest back", async ({
  page,
  person,
}) => {
  expect(person.name).toBeTruthy();
  const files = [
    gpxRun("a.gpx", "Kept", { day: "2024-05-02", minutes: 20 }),
    gpxRun("b.gpx", "Plain", { day: "2024-05-03", minutes: 20 }),
  ];
  await bring(page, files);
  const address = page.url();
  await results(page).getByRole("link", { name: "Kept" }).click();
  await page.getByRole("link", { name: "Edit" }).click();
  await page.getByLabel("Notes").fill("My best in spring");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("My best in spring")).toBeVisible();
  await undo(page, address);
  await page.goto("/runs");
  await expect(page.getByText("Plain", { exact: true })).toHaveCount(0);
  await bring(page, files);
  await page.goto("/runs");
  await expect(runs(page)).toHaveCount(2);
  await page.getByRole("link", { name: "Kept" }).click();
  await expect(page.getByText("My best in spring")).toBeVisible();
});

test("with the keyboard alone: choose, send, open the run, take it back", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  /** Presses Tab until the thing has the focus, as somebody without a mouse does. */
  async function tabTo(name: string, role: "button" | "link"): Promise<void> {
    const wanted = page.getByRole(role, { name, exact: true });
    await wanted.waitFor({ timeout: 60_000 });
    for (let presses = 0; presses < 80; presses++) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`Tab never reaches "${name}"`);
  }
  await page.goto("/import");
  await page.getByLabel("Files").focus();
  const choosing = page.waitForEvent("filechooser");
  await page.keyboard.press("Enter");
  await (await choosing).setFiles([gpxRun("hill.gpx", "Up the hill", { day: "2024-05-02", minutes: 20 })]);
  await expect(page.getByRole("region", { name: "Chosen files" })).toContainText("hill.gpx");
  await tabTo("Import", "button");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/import\/[0-9a-f-]{36}$/);
  // The page draws itself anew until the import has ended.
  await expect(page.getByText("Done", { exact: true })).toBeVisible({ timeout: 60_000 });
  await tabTo("Up the hill", "link");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Up the hill", level: 1 })).toBeVisible();
  await page.goBack();
  await tabTo("Undo import", "button");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^Undone on /)).toBeVisible({ timeout: 60_000 });
});

test("files are dropped on the field, and a large archive tells how far it is", async ({ page, person }, info) => {
  expect(person.name).toBeTruthy();
  const day = (index: number) => new Date(Date.UTC(2022, 0, 1 + index)).toISOString().slice(0, 10);
  const entries = Array.from({ length: 700 }, (_, index) =>
    gpxRun(`${index}.gpx`, `Day ${index}`, { day: day(index), minutes: 20 }),
  );
  const place = info.outputPath("two-years.zip");
  await writeFile(place, zipOf(place, "two-years.zip", entries).buffer);
  await page.goto("/import");
  const box = await page.getByLabel("Files").boundingBox();
  if (!box) throw new Error("the field is not shown");
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const devtools = await page.context().newCDPSession(page);
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await devtools.send("Input.dispatchDragEvent", { type, ...at, data: { items: [], files: [place], dragOperationsMask: 1 } });
  }
  await expect(page.getByRole("region", { name: "Chosen files" })).toContainText("two-years.zip");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.waitForURL(/\/import\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("progressbar", { name: "Import" })).toBeVisible();
  await expect(page.getByText(/^[\d,]+ of 700 files/)).toBeVisible();
  await expect(choice(page, /^Imported 700$/)).toBeVisible({ timeout: 120_000 });
});

test("what cannot be imported says so before anything is kept", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  await page.goto("/import");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Choose at least one file" })).toBeVisible();
  await page.getByLabel("Files").setInputFiles({ name: "empty.fit", mimeType: "", buffer: Buffer.alloc(0) });
  await expect(page.getByRole("region", { name: "Chosen files" })).toContainText("The file is empty.");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "The files are empty" })).toBeVisible();
  await page.reload();
  await expect(page.getByText("Nothing imported yet")).toBeVisible();
});

test("works without scripts", async ({ page, person, browser, baseURL }) => {
  expect(person.name).toBeTruthy();
  const storageState = await page.context().storageState();
  const context = await browser.newContext({ javaScriptEnabled: false, storageState, baseURL });
  const plain = await context.newPage();
  await plain.goto("/import");
  await plain.getByLabel("Files").setInputFiles([gpxRun("plain.gpx", "No scripts", { day: "2024-05-02", minutes: 20 })]);
  await plain.getByRole("button", { name: "Import", exact: true }).click();
  await plain.waitForURL(/\/import\/[0-9a-f-]{36}$/);
  // The page asks for itself again every few seconds.
  await expect(plain.getByRole("link", { name: "No scripts" })).toBeVisible({ timeout: 60_000 });
  await context.close();
});
