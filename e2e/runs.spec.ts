import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { demoTest, expect, test } from "./fixtures";

type Written = { name: string; date: string; distance: string; duration: string; heartRate?: string };

/** Writes a run down through the page and ends on it. */
async function addRun(page: Page, { name, date, distance, duration, heartRate }: Written): Promise<void> {
  await page.goto("/runs/new");
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Start").fill(date);
  await page.getByLabel("Distance").fill(distance);
  await page.getByLabel("Duration").fill(duration);
  if (heartRate) await page.getByLabel("Average heart rate").fill(heartRate);
  await page.getByRole("button", { name: "Add run" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
}

const WET: Written = { name: "Wet leaves", date: "2024-11-02T06:42:10", distance: "10.02", duration: "52:06", heartRate: "151" };
const rows = (page: Page) => page.getByRole("table", { name: "Runs", exact: true }).locator("tbody tr");

test.describe("a run written down by hand", () => {
  test("appears with its figures, in the list and in the totals @phone", async ({ page, person }) => {
    expect(person.name).toBeTruthy();
    await addRun(page, WET);
    const figures = page.getByLabel("Figures of this run");
    await expect(figures).toContainText("10.02 km");
    await expect(figures).toContainText("5:12 min/km");
    await page.goto("/runs");
    await expect(rows(page)).toHaveCount(1);
    await rows(page).getByRole("link", { name: "Wet leaves" }).click();
    await expect(page).toHaveURL(/\/runs\/manual_/);
  });

  test("says beside the fields what cannot be read, and loses nothing", async ({ page, person }) => {
    expect(person.name).toBeTruthy();
    await page.goto("/runs/new");
    await page.getByLabel("Name").fill("Hasty");
    await page.getByLabel("Distance").fill("far");
    await page.getByLabel("Duration").fill("50:00");
    await page.getByLabel("Average heart rate").fill("900");
    await page.getByRole("button", { name: "Add run" }).click();
    await expect(page.getByLabel("Distance")).toHaveAccessibleDescription(/"far" is not a distance/);
    await expect(page.getByLabel("Average heart rate")).toHaveAccessibleDescription(/20 and 260/);
    await expect(page.getByLabel("Name")).toHaveValue("Hasty");
    await expect(page.getByLabel("Duration")).toHaveValue("50:00");
  });

  test("is edited, shows who changed what and why, and goes back to what it was", async ({ page, person }) => {
    expect(person.name).toBeTruthy();
    await addRun(page, WET);
    await page.getByRole("link", { name: "Edit" }).click();
    await page.getByLabel("Distance").fill("10.5");
    await page.getByLabel("Reason").fill("The watch lost the bridge");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByLabel("Figures of this run")).toContainText("10.50 km");
    await page.getByRole("link", { name: /^History/ }).click();
    await expect(page.getByText("The watch lost the bridge")).toBeVisible();
    const change = page.getByRole("row", { name: /^Distance/ }).first();
    await expect(change).toContainText("10.02 km");
    await expect(change).toContainText("10.50 km");
    await page.getByRole("button", { name: "Restore version 1" }).click();
    await expect(page.getByRole("heading", { name: "Version 3" })).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).last().click();
    await expect(page.getByRole("heading", { name: "Version 4" })).toBeVisible();
    await page.getByRole("link", { name: "Run", exact: true }).click();
    await expect(page.getByLabel("Figures of this run")).toContainText("10.50 km");
  });

  test("is deleted, undone from the toast, and leaves the totals while it is gone", async ({ page, person }) => {
    expect(person.name).toBeTruthy();
    await addRun(page, WET);
    await addRun(page, { ...WET, name: "Second", date: "2024-11-03T06:42:10", distance: "5" });
    await page.getByRole("button", { name: "Delete" }).click();
    await expect(page).toHaveURL(/\/runs\?removed=/);
    await expect(rows(page)).toHaveCount(1);
    await expect(page.getByRole("table", { name: "Runs", exact: true }).locator("tfoot")).toContainText("10.02");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(rows(page)).toHaveCount(2);
    await expect(page.getByRole("table", { name: "Runs", exact: true }).locator("tfoot")).toContainText("15.02");
  });

  test("comes back from the list of deleted runs", async ({ page, person }) => {
    expect(person.name).toBeTruthy();
    await addRun(page, WET);
    const address = page.url();
    await page.getByRole("button", { name: "Delete" }).click();
    await expect(page).toHaveURL(/removed=/);
    await page.goto("/runs/deleted");
    await page.getByRole("link", { name: "Wet leaves" }).click();
    await expect(page).toHaveURL(address);
    await page.getByRole("button", { name: "Undelete" }).click();
    await expect(page.getByLabel("Figures of this run")).toContainText("10.02 km");
  });
});

test("two people edit one run: the second sees both values, loses nothing, and decides", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  await addRun(page, WET);
  const edit = `${page.url().split("?")[0]}/edit`;
  const other = await page.context().newPage();
  await page.goto(edit);
  await other.goto(edit);
  await other.getByLabel("Distance").fill("10.20");
  await other.getByLabel("Average heart rate").fill("149");
  await other.getByRole("button", { name: "Save" }).click();
  await expect(other.getByLabel("Figures of this run")).toContainText("10.20 km");

  await page.getByLabel("Distance").fill("10.10");
  await page.getByLabel("Notes").fill("Mine");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Distance")).toHaveAccessibleDescription(/Now “10.20”; it was “10.02”/);
  await expect(page.getByRole("alert").filter({ hasText: "changed while" })).toContainText("Average heart rate is now “149”");
  await expect(page.getByLabel("Distance")).toHaveValue("10.10");
  await expect(page.getByLabel("Notes")).toHaveValue("Mine");
  await page.getByRole("button", { name: "Save" }).click();
  const figures = page.getByLabel("Figures of this run");
  await expect(figures).toContainText("10.10 km");
  await expect(figures).toContainText("149 bpm");
  await expect(page.getByText("Mine")).toBeVisible();
});

test.describe("ten years of runs", () => {
  demoTest("are filtered, sorted, paged and chosen columns of, all in the address", async ({ page }) => {
    await page.goto("/runs");
    await expect(rows(page)).toHaveCount(50);
    await page.getByText("Filter", { exact: true }).click();
    await page.getByLabel("At least").fill("20");
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await expect(page).toHaveURL(/minKm=20/);
    await expect(page.getByRole("list", { name: "Filtered by" })).toContainText("At least 20.0 km");
    const head = page.getByRole("columnheader", { name: /^Distance/ });
    await head.getByRole("link").click();
    await expect(page).toHaveURL(/sort=distance/);
    await expect(head).toHaveAttribute("aria-sort", "descending");
    const distances = async () => (await rows(page).locator("td:nth-child(3)").allInnerTexts()).map(Number);
    await expect.poll(async () => (await distances()).length).toBeGreaterThan(3);
    await expect.poll(async () => (await distances()).every((one, at, all) => one <= (all[at - 1] ?? one))).toBe(true);
    await expect.poll(async () => Math.min(...(await distances()))).toBeGreaterThanOrEqual(20);
    await page.goBack();
    await expect(page).not.toHaveURL(/sort=distance/);
    await page.goto("/runs?columns=name,distance,source&limit=25&page=2");
    await expect(rows(page)).toHaveCount(25);
    await expect(page.getByRole("columnheader")).toHaveText([/Name/, /Distance/, /Source/, /Actions/]);
    await expect(page.getByText(/page 2 of/)).toBeVisible();
  });

  demoTest("a bar leads to its own runs, and their totals are the bar", async ({ page }) => {
    await page.goto("/runs?by=month");
    await page.getByText("Table", { exact: true }).first().click();
    const month = page.getByRole("table", { name: "Distance by month" }).locator("tbody tr").nth(1);
    const said = Number(await month.locator("td").first().innerText());
    await month.getByRole("link").click();
    await expect(page.getByRole("list", { name: "Filtered by" })).toBeVisible();
    const total = page.getByRole("table", { name: "Runs", exact: true }).locator("tfoot td").nth(2);
    await expect.poll(async () => Math.abs(Number(await total.innerText()) - said)).toBeLessThan(0.06);
  });

  demoTest("come as a CSV of exactly what is shown, each run told apart by id, start and zone", async ({ page }) => {
    await page.goto("/runs?columns=name,startAt,distance&minKm=20&sort=distance&order=asc");
    await expect(rows(page)).not.toHaveCount(0);
    const shown = await rows(page).count();
    const downloading = page.waitForEvent("download");
    await page.getByRole("link", { name: "CSV" }).last().click();
    const lines = (await readFile(await (await downloading).path(), "utf8")).trim().split("\r\n");
    expect(lines[0]).toBe("Id,Start,Time zone,Name,Date,Distance (km),Type");
    expect(lines[1]).toMatch(/^demo_run_\d+,\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d,[A-Z]\w+\/\w+,/);
    expect(lines).toHaveLength(shown + 1);
    const distances = lines.slice(1).map((line) => Number(line.split(",").at(-2)));
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
  });

  demoTest(
    "a run shows its way, its courses with one cursor, splits, zones, best efforts and where it comes from",
    async ({ page }) => {
      await page.goto("/runs?q=long+run&type=Outdoor+Run");
      await rows(page).first().getByRole("link").click();
      await expect(page.getByRole("img", { name: /^Way of/ })).toBeVisible();
      for (const part of ["Splits", "Best efforts", "Heart-rate zones", "Sources"]) {
        await expect(page.getByRole("heading", { name: part })).toBeVisible();
      }
      const figures = page.getByLabel("Figures of this run");
      await expect(figures).toContainText(/[\d.]+\s*km/);
      const distance = Number(/([\d.]+)\s*km/.exec(await figures.innerText())?.[1]);
      const splits = page.getByRole("table", { name: "Splits" }).locator("tbody tr");
      await expect.poll(async () => Math.abs((await splits.count()) - Math.ceil(distance))).toBeLessThanOrEqual(1);
      await page.getByRole("link", { name: "10 km" }).first().click();
      await expect(page.getByRole("heading", { name: "10 km: how the best came about" })).toBeVisible();
    },
  );
});
