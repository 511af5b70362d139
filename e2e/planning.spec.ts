import type { Page } from "@playwright/test";
import { demoTest, expect, expectAccessible, test, toast } from "./fixtures";

async function addHabit(page: Page, name: string, fill?: () => Promise<void>): Promise<void> {
  await page.goto("/habits/new");
  await page.getByLabel("Name").fill(name);
  await fill?.();
  await page.getByRole("button", { name: "Add habit" }).click();
  await expect(page).toHaveURL(/\/habits$/);
  await expect(page.getByRole("link", { name, exact: true }).first()).toBeVisible();
}

test("a habit is added, ticked by one press, taken back, skipped, archived and taken up again @phone", async ({
  page,
  person,
}) => {
  expect(person.name).toBeTruthy();
  await page.goto("/habits");
  await expect(page.getByText("No habit yet")).toBeVisible();
  await addHabit(page, "Read");
  const today = page.getByRole("region", { name: "Today" });
  const tick = today.getByRole("button", { name: "Done today: Read" });
  await tick.click();
  await expect(tick).toHaveAttribute("aria-pressed", "true");
  await toast(page, "Read: noted for today.").getByRole("button", { name: "Undo" }).click();
  await expect(tick).toHaveAttribute("aria-pressed", "false");
  await tick.click();
  await toast(page, "noted").waitFor();
  await page.reload();
  await expect(tick).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("button", { name: /^Read, .*: done$/ })).toHaveCount(1);

  await today.getByRole("button", { name: "Skip today: Read" }).click();
  await toast(page, "Read: skipped for today.").waitFor();
  await expect(page.getByRole("button", { name: /^Read, .*: skipped$/ })).toHaveCount(1);
  await today.getByRole("link", { name: "Read" }).click();
  await page.getByRole("button", { name: "Archive" }).click();
  await expect(page.getByRole("button", { name: "Take up again" })).toBeVisible();
  await page.goto("/habits");
  await expect(page.getByText("All habits are archived")).toBeVisible();
  await page.getByRole("button", { name: "Take up again" }).click();
  await expect(today.getByRole("link", { name: "Read" })).toBeVisible();
});

test("days are ticked, skipped and ordered by key", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  await addHabit(page, "First");
  await addHabit(page, "Second");
  const grid = page.getByRole("table", { name: "Habits by day" });
  const names = grid.locator("tbody th a");
  await expect(names).toHaveText(["First", "Second"]);
  await grid.locator('button[tabindex="0"]').focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowDown");
  await expect(page.locator(":focus")).toHaveAccessibleName(/^Second, .*/);
  await page.keyboard.press(" ");
  await expect(page.locator(":focus")).toHaveAccessibleName(/: done$/);
  await toast(page, /Second: noted for \d/).waitFor();
  await page.keyboard.press("s");
  await expect(page.locator(":focus")).toHaveAccessibleName(/: skipped$/);
  await toast(page, /Second: skipped/).waitFor();
  await page.keyboard.press("Delete");
  await expect(page.locator(":focus")).toHaveAccessibleName(/^Second, .*: (?:nothing known|not asked for)$/);
  await toast(page, /Second: taken back/).waitFor();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(names).toHaveText(["Second", "First"]);
  await toast(page, "Order saved.").waitFor();
  await page.reload();
  await expect(names).toHaveText(["Second", "First"]);
});

test("a habit of a number counts towards what a day asks for @phone", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  await page.goto("/habits/new");
  await page.getByLabel("Name").fill("Water");
  const days = await page.getByRole("group", { name: "Weekdays" }).locator("label").all();
  const places = await Promise.all(days.map((day) => day.boundingBox()));
  expect(places).toHaveLength(7);
  for (const [at, place] of places.slice(1).entries()) {
    const before = places[at];
    const isBehind = (place?.x ?? 0) >= (before?.x ?? 0) + 60;
    const isBelow = (place?.y ?? 0) >= (before?.y ?? 0) + 16;
    expect([at, isBehind || isBelow]).toEqual([at, true]);
  }
  await page.getByLabel("What a day says").selectOption({ label: "A number a day" });
  await page.getByRole("button", { name: "Add habit" }).click();
  await expect(page.getByLabel("How much")).toHaveAccessibleDescription(/Say how much a day asks for/);
  await page.getByLabel("How much").fill("3");
  await page.getByLabel("Of what").fill("glasses");
  await page.getByRole("button", { name: "Add habit" }).click();
  const today = page.getByRole("region", { name: "Today" });
  const number = today.getByLabel("Water: number of glasses");
  await number.fill("2");
  await number.press("Enter");
  await expect(today.getByText("2 of 3 glasses")).toBeVisible();
  await expect(today.getByRole("button", { name: "Done today: Water" })).toHaveAttribute("aria-pressed", "false");
  await toast(page, "noted").waitFor();
  await today.getByRole("button", { name: "One more: Water" }).click();
  await expect(today.getByRole("button", { name: "Done today: Water" })).toHaveAttribute("aria-pressed", "true");
  await expectAccessible(page);
});

test("a run ticks a habit, whose day leads to it, and fills a goal in the person's unit", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  await page.goto("/runs/new");
  await page.getByLabel("Name").fill("Along the weir");
  await page.getByLabel("Distance").fill("12");
  await page.getByLabel("Duration").fill("1:00:00");
  await page.getByRole("button", { name: "Add run" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Along the weir");

  await addHabit(page, "Run 5 km", async () => {
    await page.getByLabel("Ticks itself").selectOption({ label: "By distance run" });
    await page.getByLabel("From this much on a day").fill("5");
  });
  const today = page.getByRole("region", { name: "Today" });
  const tick = today.getByRole("button", { name: "Done today: Run 5 km" });
  await expect(tick).toHaveAttribute("aria-pressed", "true");
  // What is said by hand wins over the fact; taking that back lets the fact speak again.
  await tick.click();
  await expect(tick).toHaveAttribute("aria-pressed", "false");
  await toast(page, "not done for today").getByRole("button", { name: "Undo" }).click();
  await expect(tick).toHaveAttribute("aria-pressed", "true");

  await page.goto("/goals/new");
  await page.getByLabel("Title").fill("Run a little");
  await page.getByLabel("Target").fill("10");
  await page.getByRole("button", { name: "Add goal" }).click();
  const figures = page.getByLabel("Figures of this goal");
  await expect(figures).toContainText("12 km");
  await expect(page.getByText("Reached, distance run")).toBeVisible();
  await figures.getByRole("link").first().click();
  await expect(page).toHaveURL(/\/runs\?from=/);
  await expect(page.getByRole("link", { name: "Along the weir" })).toBeVisible();
  await page.goto("/goals");
  await expect(page.getByText("No goal yet")).toBeVisible();
  await page.getByRole("link", { name: "Reached", exact: true }).click();
  await expect(page).toHaveURL(/status=reached/);
  await expect(page.getByRole("list", { name: "Goals" })).toContainText("12 of 10 km");

  await page.goto("/habits");
  await today.getByRole("link", { name: "the run" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Along the weir");
});

test("a goal of tasks fills as they are done; tasks are added, linked and unlinked @phone", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  await page.goto("/goals/new");
  await page.getByLabel("Title").fill("Move house");
  await page.getByLabel("Counts").selectOption({ label: "Tasks done" });
  await page.getByRole("button", { name: "Add goal" }).click();
  await expect(page.getByText("no task linked yet").first()).toBeVisible();
  for (const [line, title] of [
    ["Pack books", "Pack books"],
    ["Call the landlord tomorrow", "Call the landlord"],
  ] as const) {
    await page.getByLabel("Add a task to this goal").fill(line);
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(page.getByLabel("Add a task to this goal")).toHaveValue("");
    await expect(page.getByRole("button", { name: `Done: ${title}` })).toBeVisible();
  }
  const figures = page.getByLabel("Figures of this goal");
  await expect(figures).toContainText("of 2, 0 %");
  await page.getByRole("button", { name: "Done: Pack books" }).click();
  await expect(figures).toContainText("of 2, 50 %");
  await page.getByRole("button", { name: /^Unlink Call the landlord/ }).click();
  await expect(figures).toContainText("of 1, 100 %");
  await page.getByLabel("Or link one of your open tasks").selectOption({ label: "Call the landlord" });
  await page.getByRole("button", { name: "Link", exact: true }).click();
  await expect(figures).toContainText("of 2, 50 %");
  await expectAccessible(page);
});

test("a goal that is counted by hand is set, edited, restored and deleted", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  const figures = page.getByLabel("Figures of this goal");
  await page.goto("/goals/new");
  await page.getByLabel("Title").fill("Read 12 books");
  await page.getByLabel("Counts").selectOption({ label: "A number I set" });
  await page.getByRole("button", { name: "Add goal" }).click();
  await expect(page.getByLabel("Target")).toHaveAccessibleDescription(/Say how much you go for/);
  await page.getByLabel("Target").fill("12");
  await page.getByRole("button", { name: "Add goal" }).click();
  await page.getByLabel("How far is it now?").fill("3");
  await page.getByRole("button", { name: "Set progress" }).click();
  await expect(figures).toContainText("of 12, 25 %");
  await page.getByRole("link", { name: "Edit", exact: true }).click();
  await page.getByLabel("Target").fill("6");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(figures).toContainText("of 6, 50 %");
  await page.getByRole("link", { name: /^History/ }).click();
  await page.getByRole("button", { name: "Restore version 2" }).click();
  await expect(page.getByRole("heading", { name: "Version 4" })).toBeVisible();
  await page.getByRole("link", { name: "Goal", exact: true }).click();
  await expect(figures).toContainText("of 12, 25 %");
  await page.getByRole("link", { name: "Edit", exact: true }).click();
  await page.getByRole("button", { name: "Delete goal" }).click();
  await toast(page, "Goal deleted.").getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("link", { name: "Read 12 books" })).toBeVisible();
  await page.goto("/goals");
  await expect(page.getByRole("link", { name: "Read 12 books" })).toBeVisible();
});

demoTest("a demo life has goals on their pace and habits with a past @phone", async ({ page }) => {
  await page.goto("/goals");
  await expectAccessible(page);
  for (const line of await page.locator(".goal-line").all()) {
    const apart = async () => {
      const [progress, share] = [await line.locator("a").last().boundingBox(), await line.locator(".goal-share").boundingBox()];
      return (share?.y ?? Number.NaN) - (progress?.y ?? Number.NaN);
    };
    await expect.poll(apart).toBe(0);
  }
  await page
    .getByRole("list", { name: "Goals" })
    .getByRole("link", { name: /^Run [\d,]+ km/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { name: /^Progress/ })).toBeVisible();
  await expect(page.getByLabel("Figures of this goal")).toContainText("of a steady pace");
  await expectAccessible(page);
  await page.goto("/habits");
  await expectAccessible(page);
  await page.getByRole("table", { name: "Habits by day" }).getByRole("link", { name: "Read before bed" }).click();
  await expect(page.getByRole("table", { name: "Longest streaks" })).toBeVisible();
  await expectAccessible(page);
  const first = page
    .getByRole("figure", { name: /^Read before bed by day/ })
    .getByRole("link")
    .first();
  // Not under the bar at the bottom of a phone, which a forced click would press instead.
  await first.evaluate((day) => day.scrollIntoView({ block: "center" }));
  await first.click({ force: true });
  await expect(page).toHaveURL(/day=\d{4}-\d{2}-\d{2}#day$/);
  await expect(page.getByRole("button", { name: "Not done" })).toBeVisible();
});
