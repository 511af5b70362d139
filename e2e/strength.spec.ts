import type { Page } from "@playwright/test";
import { hevySessions, tcxLifting } from "./activity-files";
import { expect, expectAccessible, test as freshTest, demoTest as test } from "./fixtures";

const sessions = (page: Page) => page.getByRole("table", { name: "Strength sessions" });
const total = async (page: Page) =>
  Number(
    /[\d,]+/
      .exec(
        await page
          .locator("main")
          .getByText(/sessions?( match(es)?)?$/)
          .first()
          .innerText(),
      )?.[0]
      .replace(",", ""),
  );

/** Opens a session of the demo life, each test its own, and answers its address. */
async function openSession(page: Page, which: number): Promise<string> {
  await page.goto("/strength");
  await sessions(page).locator("tbody th a").nth(which).click();
  await expect(page).toHaveURL(/\/strength\/demo_strength_\d{8}$/);
  return new URL(page.url()).pathname;
}

test("sessions are filtered, sorted and counted in the address; the chart has its figures in a table", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Strength", exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Strength" })).toBeVisible();
  await expect.poll(() => total(page)).toBeGreaterThan(200);
  const all = await total(page);
  await page.getByRole("group").getByText("Table", { exact: true }).first().click();
  await expect(page.getByRole("table", { name: /^Volume by week/ })).toBeVisible();
  await page
    .getByRole("link", { name: /^Volume/ })
    .last()
    .click();
  await expect(page).toHaveURL(/sort=volume/);
  const volumes = async () => {
    const texts = await sessions(page).locator("tbody tr td:nth-child(5)").allInnerTexts();
    return texts.map((text) => Number(text.replace(",", "")));
  };
  await expect.poll(async () => (await volumes()).length).toBeGreaterThan(10);
  await expect.poll(async () => (await volumes()).every((one, at, all) => one <= (all[at - 1] ?? one))).toBe(true);
  await page.getByLabel("Search sessions and exercises").fill("deadlift");
  await page.getByLabel("Search sessions and exercises").press("Enter");
  await expect(page).toHaveURL(/q=deadlift/);
  await expect(page.getByText(/^\d+ sessions match$/)).toBeVisible();
  await expect.poll(() => total(page)).toBeLessThan(all);
  await expect(sessions(page).locator("tbody th").first()).toHaveText("Deadlift and press");
});

test("a session tells its sets with warm-ups apart, is deleted, taken back, and remembers both @phone", async ({ page }) => {
  const address = await openSession(page, 1);
  await expect(page.getByText(/^Warm-up: \d/).first()).toBeVisible();
  await expect(page.getByRole("table", { name: /^Sets of Squat|^Sets of Deadlift|^Sets of Bench/ }).first()).toBeVisible();
  await page.getByRole("button", { name: "Delete" }).click();
  await expect(page).toHaveURL(/\/strength\?removed=/);
  const deleted = page.getByRole("status").filter({ hasText: "Session deleted." });
  await deleted.getByRole("button", { name: "Undo" }).click();
  await expect(sessions(page).locator(`tbody a[href="${address}"]`)).toBeVisible();
  await page.goto(`${address}/history`);
  for (const version of [1, 2, 3]) await expect(page.getByRole("heading", { name: `Version ${version}` })).toBeVisible();
  await expectAccessible(page);
});

test("a session is edited set by set, undone, and restored from its history @phone", async ({ page }) => {
  const address = await openSession(page, 3);
  const first = page
    .locator("main section")
    .filter({ has: page.getByRole("table", { name: /^Sets of/ }) })
    .first();
  await expect(first).toBeVisible();
  const before = await first.getByRole("row").count();
  await page.getByRole("link", { name: "Edit", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Edit / })).toBeVisible();
  const group = page.locator("fieldset").first();
  await group
    .getByLabel(/^Weight of set/)
    .last()
    .fill("heavy");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(group.getByText("is not a number")).toBeVisible();
  await expect(group.getByLabel(/^Weight of set/).last()).toBeFocused();
  await group
    .getByLabel(/^Weight of set/)
    .last()
    .fill("101.5");
  await group.getByRole("button", { name: "Add set" }).click();
  await group
    .getByLabel(/^Weight of set/)
    .last()
    .fill("102,5");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page).toHaveURL(new RegExp(`${address}\\?done=\\d+$`));
  await expect(first).toContainText("102.5");
  await expect(first.getByRole("row")).toHaveCount(before + 1);

  await page.getByRole("status").filter({ hasText: "Session saved." }).getByRole("button", { name: "Undo" }).click();
  await expect(first.getByRole("row")).toHaveCount(before);
  await page.goto(`${address}/history`);
  const edited = page.locator("section").filter({ has: page.getByRole("heading", { name: "Version 2" }) });
  await expect(edited).toContainText("101.5 kg");
  await edited.getByRole("button", { name: "Restore version 2" }).click();
  await expect(page.getByRole("heading", { name: "Version 4" })).toBeVisible();
  await page.goto(`${address}/edit`);
  const set = page.locator("section").filter({ has: page.getByRole("heading", { name: "Set by you" }) });
  await expect(set).toContainText("The source says");
  await set.getByRole("button", { name: "Use the source’s exercises" }).click();
  await expect(set).toBeHidden();
  await page.goto(address);
  await expect(first.getByRole("row")).toHaveCount(before);
});

test("an exercise shows how strong it became and leads from its records to their sessions", async ({ page }) => {
  await page.goto("/strength/exercises");
  await page.getByRole("link", { name: "Squat (Barbell)" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Squat (Barbell)" })).toBeVisible();
  await expect(page.getByRole("heading", { name: /^Estimated one-repetition maximum and heaviest weight/ })).toBeVisible();
  const record = page.getByRole("table", { name: "Records" }).getByRole("row", { name: /^Heaviest weight/ });
  await expect(record).toContainText(/\d+(\.\d+)? kg × \d/);
  await record.getByRole("link").click();
  await expect(page.locator("section").filter({ hasText: "Squat (Barbell)" }).getByText("Record: heaviest ever")).toBeVisible();
});

freshTest("somebody without sessions imports Hevy's CSV, once and twice, and takes it back", async ({ page, person }) => {
  expect(person.name).not.toBe("");
  await page.goto("/strength");
  await expect(page.getByRole("link", { name: "Connect Hevy" })).toHaveAttribute("href", "/settings/connections");
  const file = hevySessions(
    "workout_data.csv",
    { title: "Legs", start: "28 Mar 2025, 17:29", end: "28 Mar 2025, 18:31", kg: 100 },
    { title: "Legs again", start: "4 Apr 2025, 17:30", end: "4 Apr 2025, 18:15", kg: 105 },
  );
  const bring = async () => {
    await page.goto("/import");
    await page.getByLabel("Files").setInputFiles([file]);
    await expect(page.getByText("Hevy workouts, weights in kilograms")).toBeVisible();
    await page.getByRole("button", { name: "Import", exact: true }).click();
    await expect(page.getByRole("button", { name: "Undo import" })).toBeVisible({ timeout: 60_000 });
  };
  await bring();
  const first = page.url();
  await page.getByRole("link", { name: "Legs", exact: true }).click();
  await expect(page.getByText("Friday, 28 March 2025, 17:29 · Hevy")).toBeVisible();
  const table = page.getByRole("table", { name: "Sets of Squat (Barbell)" });
  await expect(table.locator("tbody tr")).toHaveCount(1);
  await expect(table.locator("tbody tr")).toContainText("116.5");
  await expect(page.getByText("Warm-up: 50 kg × 8")).toBeVisible();
  await bring();
  const second = page.url();
  await expect(page.getByRole("table", { name: "Results" }).getByText("Unchanged")).toHaveCount(2);
  await page.goto("/settings/profile");
  await page.getByLabel("Units").selectOption("Miles");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("status").getByText("Saved.")).toBeVisible();
  await page.goto("/strength?from=2025-04-01&to=2025-04-30");
  await expect(sessions(page).locator("tbody tr")).toContainText("1,157");
  for (const address of [first, second]) {
    await page.goto(address);
    await page.getByRole("button", { name: "Undo import" }).click();
    await expect(page.getByText(/^Undone on/)).toBeVisible({ timeout: 60_000 });
  }
  await page.goto("/strength");
  await expect(page.getByText("No strength sessions yet")).toBeVisible();
});

test("without scripts one reads, filters, deletes and takes back", async ({ page, browser, baseURL }) => {
  const address = await openSession(page, 9);
  await expect(page.getByRole("button", { name: "Delete" })).toBeVisible();
  const title = await page.getByRole("heading", { level: 1 }).innerText();
  const storageState = await page.context().storageState();
  const context = await browser.newContext({ javaScriptEnabled: false, storageState, baseURL });
  const plain = await context.newPage();
  await plain.goto(address);
  await plain.getByRole("button", { name: "Delete" }).click();
  await expect(plain.getByRole("status").getByText("Session deleted.")).toBeVisible();
  await plain.getByRole("button", { name: "Undo" }).click();
  // That the words are gone is also true of a page that is still on its way.
  await expect(sessions(plain).locator(`tbody a[href="${address}"]`)).toBeVisible();
  await expect(plain.getByRole("status").getByText("Session deleted.")).toBeHidden();
  await plain.goto(address);
  await expect(plain.getByRole("heading", { level: 1 })).toHaveText(title);
  await expect(plain.getByRole("button", { name: "Delete" })).toBeVisible();
  await context.close();
});

/** The exercises of the form, in its order. */
const exercisesOf = (page: Page) => page.locator("fieldset").getByLabel("Exercise", { exact: true });
const titlesOf = (page: Page) => exercisesOf(page).evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));

test("exercises are moved, added and taken away by keyboard, and the session keeps the order", async ({ page }) => {
  const address = await openSession(page, 6);
  await page.goto(`${address}/edit`);
  await expect.poll(async () => (await titlesOf(page)).length).toBeGreaterThan(1);
  const before = await titlesOf(page);
  const [first, second] = before;
  const group = page.locator("fieldset").first();
  await group
    .getByLabel(/^Reps of set/)
    .first()
    .fill("7");
  await group.getByRole("button", { name: `Move ${first} down` }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await titlesOf(page)).slice(0, 2)).toEqual([second, first]);
  await expect(page.getByRole("status").filter({ hasText: `${first} is number 2 of ${before.length}.` })).toBeAttached();
  await expect(page.locator("fieldset").nth(1).getByRole("button", { name: /^Move/ }).and(page.locator(":focus"))).toBeVisible();
  await expect(
    page
      .locator("fieldset")
      .nth(1)
      .getByLabel(/^Reps of set/)
      .first(),
  ).toHaveValue("7");
  await expectAccessible(page);
  // Enter in a field saves.
  await exercisesOf(page).first().press("Enter");
  await expect(page).toHaveURL(new RegExp(`${address}\\?done=\\d+$`));
  const sections = page.locator("main section").filter({ has: page.getByRole("table", { name: /^Sets of/ }) });
  await expect(sections.first().getByRole("heading")).toHaveText(second ?? "");
  await expect(sections.nth(1).getByRole("heading")).toHaveText(first ?? "");
});

test("without scripts sets and exercises are added, moved and taken away, and nothing that was typed is lost", async ({
  page,
  browser,
  baseURL,
}) => {
  const address = await openSession(page, 7);
  const storageState = await page.context().storageState();
  const context = await browser.newContext({ javaScriptEnabled: false, storageState, baseURL });
  const plain = await context.newPage();
  await plain.goto(`${address}/edit`);
  await expect.poll(async () => (await titlesOf(plain)).length).toBeGreaterThan(1);
  const before = await titlesOf(plain);
  const sets = plain
    .locator("fieldset")
    .first()
    .getByLabel(/^Weight of set/);
  const count = await sets.count();
  await plain.getByLabel("Title").fill("Typed before");
  await plain.locator("fieldset").first().getByRole("button", { name: "Add set" }).click();
  await expect(sets).toHaveCount(count + 1);
  await expect(sets.last()).toBeFocused();
  await expect(plain.getByLabel("Title")).toHaveValue("Typed before");
  await sets.last().fill("heavy");
  // Every press brings another page: what is typed before it is there is typed into the last one.
  await plain.getByRole("button", { name: "Add exercise" }).click();
  await expect(exercisesOf(plain)).toHaveCount(before.length + 1);
  await expect(exercisesOf(plain).last()).toHaveValue("");
  await exercisesOf(plain).last().fill("Farmer's walk");
  await plain.locator("fieldset").last().getByLabel("Measured in").selectOption("Distance and time");
  await plain.locator("fieldset").last().getByRole("button", { name: "Show its columns" }).click();
  await plain.locator("fieldset").last().getByLabel("Distance of set 1").fill("0.1");
  await plain.getByRole("button", { name: "Move Farmer's walk up" }).click();
  const moved = [...before.slice(0, -1), "Farmer's walk", ...before.slice(-1)];
  await expect.poll(() => titlesOf(plain)).toEqual(moved);
  await plain.getByRole("button", { name: "Save" }).last().click();
  await expect(plain.getByText("is not a number")).toBeVisible();
  await expect.poll(() => titlesOf(plain)).toEqual(moved);
  await sets.last().fill("77");
  await plain.getByRole("button", { name: `Remove exercise ${before.at(-1)}` }).click();
  await expect.poll(() => titlesOf(plain)).toEqual(moved.slice(0, -1));
  await sets.last().press("Enter");
  await expect(plain.getByRole("heading", { level: 1, name: "Typed before" })).toBeVisible();
  const headings = plain
    .locator("main section")
    .filter({ has: plain.getByRole("table", { name: /^Sets of/ }) })
    .getByRole("heading");
  await expect(headings).toHaveText(moved.slice(0, -1));
  await expect(plain.getByRole("table", { name: /^Sets of/ }).first()).toContainText("77");
  await context.close();
});

freshTest("an hour that a watch recorded, too, counts once, with its heart rate, until separated", async ({ page, person }) => {
  expect(person.name).not.toBe("");
  await page.goto("/import");
  const files = [
    tcxLifting("gym.tcx", { day: "2025-04-02", minutes: 55 }),
    hevySessions("workout_data.csv", { title: "Legs", start: "2 Apr 2025, 08:01", end: "2 Apr 2025, 08:56", kg: 100 }),
  ];
  await page.getByLabel("Files").setInputFiles(files);
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByRole("button", { name: "Undo import" })).toBeVisible({ timeout: 60_000 });
  await page.getByRole("link", { name: "Legs", exact: true }).click();
  await expect(page.getByLabel("Figures of this session")).toContainText("117");
  const address = page.url();
  const recorded = page.locator("section").filter({ has: page.getByRole("heading", { name: "Recorded at the same time" }) });
  await expect(recorded).toContainText("it counts once");
  await page.goto("/rides");
  await expect(page.getByText("No rides yet")).toBeVisible();

  await page.goto(address);
  await recorded.getByRole("button", { name: /^Separate/ }).click();
  await expect(recorded).toContainText("both count");
  await page.goto("/rides");
  await page.getByRole("table", { name: "Rides and other activities" }).locator("tbody th a").click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText("This counts as the session")).toBeHidden();
  await page.goto(address);
  await recorded.getByRole("button", { name: /^It is this session/ }).click();
  await expect(recorded).toContainText("it counts once");
  await recorded.getByRole("link").click();
  await expect(page.getByText("This counts as the session “Legs”")).toBeVisible();
  await expectAccessible(page);
});
