import { daysOfIsoWeek, isoWeekOf } from "@/domain/iso-weeks";
import { formatDate } from "@/domain/units";
import { demoTest, expect, expectAccessible, test } from "./fixtures";

/** A week of the demo life, so many days ago: its address, its name and its days. */
function weekAgo(days: number) {
  const week = isoWeekOf(new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10));
  const { from, to } = daysOfIsoWeek(week) ?? { from: "", to: "" };
  return { address: `/weekly/${week}`, name: `Week ${Number(week.slice(6))}, ${week.slice(0, 4)}`, from, to };
}

const LAST_MONTH = weekAgo(21);

test("a new person sees an empty week, and a week to come is not there @phone", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  await page.goto("/weekly");
  await expect(page.getByText("No week yet")).toBeVisible();
  await expectAccessible(page);
  await expect(page.getByRole("button", { name: /^Write / })).toHaveCount(0);
  for (const week of ["2199-W01", "2026-W54", "last"]) {
    const answer = await page.goto(`/weekly/${week}`);
    expect(answer?.status(), week).toBe(404);
  }
});

test("a week of the past is written by a button that goes with it", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  // Three weeks ago: what ended last is written by itself, whenever that is.
  const day = new Date(Date.now() - 20 * 86_400_000).toISOString().slice(0, 10);
  await page.goto(`/reflections/${day}`);
  await page.getByLabel("Text").fill("A good one.");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: "Delete this day" })).toBeVisible();
  await page.goto("/weekly");
  await page.getByRole("button", { name: "Write the week that is missing" }).click();
  await expect(page.locator(".week-list li")).toHaveCount(1);
  await expect(page.getByRole("button", { name: /^Write / })).toHaveCount(0);
});

demoTest("a week leads to its rows, to the weeks beside it, and can be kept @phone", async ({ page }) => {
  await page.goto(LAST_MONTH.address);
  await expect(page.getByRole("heading", { name: LAST_MONTH.name })).toBeVisible();
  await expectAccessible(page);
  const done = page.getByRole("link", { name: /^Planning, tasks done: / });
  const count = Number((await done.innerText()).trim());
  expect(count).toBeGreaterThan(0);
  await done.click();
  await expect(page).toHaveURL(new RegExp(`completedFrom=${LAST_MONTH.from}&completedTo=${LAST_MONTH.to}`));
  const [from, to] = [LAST_MONTH.from, LAST_MONTH.to].map((day) => formatDate(day, "en-GB"));
  await expect(page.getByRole("list", { name: "Filtered by" })).toContainText(`Done from ${from} to ${to}`);
  await expect(page.locator(".tasks .task-title")).toHaveCount(count);
  await page.goBack();

  await page.getByRole("link", { name: "Week after" }).click();
  await expect(page.getByRole("heading", { name: weekAgo(14).name })).toBeVisible();

  await page.goto("/weekly");
  await expect(page.getByRole("link", { name: /^Week \d+, \d{4}/ }).nth(11)).toBeVisible();
  const unwritten = weekAgo(27 * 7);
  await page.goto(unwritten.address);
  await page.getByRole("button", { name: "Keep this week" }).click();
  await expect(page.getByText(/^Written /)).toBeVisible();
  await page.goto("/weekly");
  await expect(page.getByRole("link", { name: unwritten.name })).toBeVisible();
});

demoTest("this week is held against the week before as Today holds it", async ({ page }) => {
  await page.goto("/");
  const said = await page
    .locator(".today-figures")
    .getByText(/ last week by \p{L}+$/u)
    .first()
    .innerText();
  const km = /(\S+)\s?km last week by/.exec(said)?.[1];
  expect(km).toBeTruthy();
  await page.goto("/weekly");
  await expect(page.getByRole("link", { name: /^Runs, distance in the week before: / })).toHaveAccessibleName(
    new RegExp(`: ${km?.replace(".", "\\.")}\\skm$`),
  );
});

test("a week that was written before its end is no week in review", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  await page.goto("/weekly");
  const address = (await page.getByRole("link", { name: /^Week \d+, \d{4} so far$/ }).getAttribute("href")) ?? "";
  const make = async (path: string) => (await fetch(path, { method: "POST" })).json();
  expect(await page.evaluate(make, address.replace("/weekly", "/api/digests"))).toMatchObject({ soFar: true });
  await page.reload();
  await expect(page.getByText("No week yet")).toBeVisible();
  await page.goto(address);
  await expect(page.getByText("The week is not over")).toBeVisible();
});

demoTest("on paper a week takes the whole sheet and leaves out what cannot be pressed", async ({ page }) => {
  await page.goto(LAST_MONTH.address);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation", { name: "Weeks" })).toBeHidden();
  await expect(page.getByText("You are looking at demo data")).toBeHidden();
  const width = page.viewportSize()?.width ?? 0;
  const place = () => page.getByRole("table", { name: "The week by area" }).boundingBox();
  await expect.poll(async () => (await place())?.x ?? width).toBeLessThan(64);
  await expect.poll(async () => ((await place())?.x ?? width) + ((await place())?.width ?? width)).toBeLessThanOrEqual(width);
});

demoTest("two moments side by side; ids that are none are not there", async ({ page }) => {
  await page.goto("/snapshots");
  for (const name of ["Before the gate", "Behind the gate"]) {
    await page.getByLabel("Name").fill(name);
    await page.getByRole("button", { name: "Take a snapshot" }).click();
    await expect(page.getByRole("link", { name })).toBeVisible();
  }
  await expectAccessible(page);
  await page.getByRole("radio", { name: "From Before the gate" }).check();
  await page.getByRole("radio", { name: "To Behind the gate" }).check();
  await page.getByRole("button", { name: "Compare the two" }).click();
  await expect(page.getByRole("heading", { name: "What changed" })).toBeVisible();
  for (const ids of ["a=x&b=y", "a=&b=", "a=00000000-0000-7000-8000-000000000000&b=00000000-0000-7000-8000-000000000000"]) {
    const answer = await page.goto(`/snapshots/compare?${ids}`);
    expect(answer?.status(), ids).toBe(404);
  }
});

demoTest(
  "a snapshot says goals in the person's units, leads to them, and comes back from the deleted ones @phone",
  async ({ page }) => {
    const name = `Before the thaw ${Date.now()}`;
    await page.goto("/snapshots");
    await page.getByLabel("Name").fill(name);
    await page.getByRole("button", { name: "Take a snapshot" }).click();
    await page.getByRole("link", { name }).click();
    const goal = page.getByRole("listitem").filter({ hasText: `Run 2,500 km in ${new Date().getFullYear()}` });
    await expect(goal).toContainText(/target 2,500 km, progress [\d,.]+ km/);
    await expect(goal.getByRole("link")).toHaveAttribute("href", /^\/goals\/[\da-f-]{36}$/);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Delete snapshot" }).click();
    await expect(page).toHaveURL(/\/snapshots\?removed=/);
    await page.getByRole("link", { name: "Deleted snapshots" }).click();
    const row = page.getByRole("listitem").filter({ hasText: name });
    await row.getByRole("button", { name: "Bring it back" }).click();
    await expect(row).toHaveCount(0);
    await expectAccessible(page);
    await page.getByRole("link", { name: "Snapshots" }).first().click();
    await expect(page.getByRole("link", { name })).toBeVisible();
  },
);

test("the timeline tells what was done, by kind and by day @phone", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  await page.goto("/timeline");
  await expect(page.getByText("Nothing happened yet")).toBeVisible();
  await page.goto("/tasks");
  await page.getByLabel("Add a task").fill("Oil the hinges");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Oil the hinges" }).waitFor();
  await page.goto("/timeline");
  const line = page.getByRole("listitem").filter({ hasText: "Oil the hinges" });
  await expect(line).toContainText("task made");
  await expectAccessible(page);
  await page.getByRole("navigation", { name: "What" }).getByRole("link", { name: "Runs" }).click();
  await expect(page.getByText("Nothing of this kind happened then")).toBeVisible();
  await page.goto("/timeline?noun=tasks");
  await expect(line).toBeVisible();
  await page.goto("/timeline?day=2020-01-01&noun=constructor&next=nonsense");
  await expect(page.getByText("Nothing of this kind happened then")).toBeVisible();
  await page.getByRole("link", { name: "Show everything" }).click();
  await expect(line).toBeVisible();
});
