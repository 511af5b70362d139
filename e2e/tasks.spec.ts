import type { Page } from "@playwright/test";
import { demoTest, expect, expectAccessible, pressPair, test, toast } from "./fixtures";

const titles = (page: Page) => page.locator(".tasks .task-title");

/** Writes lines into quick add one after the other, without waiting for any; then waits until all of them stand in the list. */
async function addTasks(page: Page, lines: string[], shown: string[] = lines): Promise<void> {
  const line = page.getByLabel("Add a task");
  for (const text of lines) {
    await line.fill(text);
    await line.press("Enter");
  }
  for (const title of shown) await expect(page.getByRole("link", { name: title, exact: true })).toBeVisible();
}

test("tasks typed one after the other are all there; a tick ends one and is taken back @phone", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  await page.goto("/tasks");
  await expect(page.getByText("Nothing to do here")).toBeVisible();
  const line = page.getByLabel("Add a task");
  await line.fill("Call Ada tomorrow !2");
  await expect(page.locator("#quick-add-read")).toContainText("Priority medium");
  await line.press("Enter");
  await addTasks(
    page,
    ["Sow peas every weekday", "Paint 🎨 the fence", "لقاء مع ليلى"],
    ["Call Ada", "Paint 🎨 the fence", "لقاء مع ليلى"],
  );
  await expect(titles(page)).toHaveCount(4);
  await expect(page.getByRole("region", { name: "Tomorrow" })).toContainText("Call Ada");

  await page.getByRole("button", { name: "Done: Call Ada" }).click();
  await expect(page.getByRole("link", { name: "Call Ada" })).toHaveCount(0);
  await toast(page, "1 task done.").getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("link", { name: "Call Ada" })).toBeVisible();
  await expectAccessible(page);
});

test("what was understood is left in the title by a press, and read again by another @phone", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  await page.goto("/tasks");
  const line = page.getByLabel("Add a task");
  const read = page.getByRole("list", { name: "Understood" });
  await line.fill("Read chapter p1 tomorrow");
  await expect(read.getByRole("button")).toHaveText([/^Tomorrow, /, "Priority high"]);
  await read.getByRole("button", { name: "Priority high: leave “p1” in the title" }).click();
  await expect(read.getByRole("button")).toHaveText([/^Tomorrow, /, "“p1” is text"]);
  await expect(line).toBeFocused();
  await read.getByRole("button", { name: "“p1” is text: read it again" }).press("Enter");
  await expect(read.getByRole("button")).toHaveText([/^Tomorrow, /, "Priority high"]);
  await read.getByRole("button", { name: /^Priority high/ }).press("Enter");
  await expectAccessible(page);
  await line.press("Enter");
  await expect(titles(page)).toHaveText(["Read chapter p1"]);
  await expect(page.getByRole("region", { name: "Tomorrow" })).toContainText("Read chapter p1");
  // The next line is read from the beginning.
  await line.fill("Pay rent p1");
  await expect(read.getByRole("button")).toHaveText([/^Priority high/]);
});

test("a goal's name is completed behind #, by keys and by a tap @phone", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  for (const title of ["Grow peas", "Run 10 km, slowly!"]) {
    await page.goto("/goals/new");
    await page.getByLabel("Title").fill(title);
    await page.getByLabel("Target").fill("10");
    await page.getByRole("button", { name: "Add goal" }).click();
    await expect(page.getByRole("heading", { name: title, level: 1 })).toBeVisible();
  }
  await page.goto("/tasks");
  const line = page.getByRole("combobox", { name: "Add a task" });
  const goals = page.getByRole("listbox", { name: "Goals" });
  await line.pressSequentially("Dig #");
  await expect(goals.getByRole("option")).toHaveText(["Grow peas", "Run 10 km, slowly!"]);
  await expect(goals.getByRole("option", { selected: true })).toHaveText("Grow peas");
  await expectAccessible(page);
  await line.press("ArrowDown");
  await expect(goals.getByRole("option", { selected: true })).toHaveText("Run 10 km, slowly!");
  await line.press("Escape");
  await expect(goals).toHaveCount(0);
  await expect(line).toHaveValue("Dig #");
  await line.pressSequentially("pe");
  await expect(goals.getByRole("option")).toHaveText(["Grow peas"]);
  await line.press("Enter");
  await expect(line).toHaveValue("Dig #Grow-peas ");
  await line.pressSequentially("tomorrow #slow");
  await goals.getByRole("option", { name: "Run 10 km, slowly!" }).click();
  await expect(line).toHaveValue("Dig #Grow-peas tomorrow #Run-10-km-slowly ");
  await expect(line).toBeFocused();
  await line.press("Enter");
  await expect(titles(page)).toHaveText(["Dig"]);
  const linked = page.locator(".tasks .task-goal");
  await expect(linked).toHaveCount(2);
  for (const title of ["Grow peas", "Run 10 km, slowly!"]) await expect(linked.filter({ hasText: title })).toBeVisible();
});

test("a line that could not be sent comes back, and an empty one is no task", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  await page.goto("/tasks");
  const line = page.getByLabel("Add a task");
  await page.context().setOffline(true);
  await line.fill("Oil the hinges");
  await line.press("Enter");
  await toast(page, "Almanac could not be reached").waitFor();
  await expect(line).toHaveValue("Oil the hinges");
  await page.context().setOffline(false);
  await line.press("Enter");
  await expect(titles(page)).toHaveText(["Oil the hinges"]);
  await line.fill("   ");
  await line.press("Enter");
  await toast(page, /title|Write/).waitFor();
  await expect(titles(page)).toHaveCount(1);
});

test("many at once: chosen, put off, deleted and brought back @phone", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  await page.goto("/tasks");
  await addTasks(page, ["First", "Second", "Third"]);
  await page.getByLabel("Choose: First").check();
  await page.getByLabel("Choose: Third").check();
  const bar = page.getByRole("toolbar", { name: "Chosen tasks" });
  await expect(bar).toContainText("2 chosen");
  await expectAccessible(page);
  await bar.getByRole("button", { name: "Delete" }).click();
  await expect(titles(page)).toHaveText(["Second"]);
  await toast(page, "2 tasks deleted.").getByRole("button", { name: "Undo" }).click();
  await expect(titles(page)).toHaveCount(3);
  await expect(bar).toHaveCount(0);

  await page.getByLabel("Choose: Second").check();
  await bar.getByRole("button", { name: "Tomorrow" }).click();
  await expect(page.getByRole("region", { name: "Tomorrow" })).toContainText("Second");
});

test("everything by key: choose, end, order, delete, and the focus goes on", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  await page.goto("/tasks?view=own");
  await addTasks(page, ["First", "Second", "Third"]);
  await expect(titles(page)).toHaveText(["First", "Second", "Third"]);
  await page.getByRole("link", { name: "Third" }).focus();
  await expect(page.getByRole("link", { name: "Third" })).toBeFocused();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(titles(page)).toHaveText(["First", "Third", "Second"]);
  await expect(page.getByRole("link", { name: "Third" })).toBeFocused();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(titles(page)).toHaveText(["Third", "First", "Second"]);
  await expect(page.getByRole("form", { name: "Tasks" })).not.toHaveAttribute("aria-busy", "true");
  await page.reload();
  await expect(titles(page)).toHaveText(["Third", "First", "Second"]);

  await page.getByRole("link", { name: "First" }).focus();
  await page.keyboard.press("3");
  await expect(page.getByRole("listitem").filter({ hasText: "First" })).toContainText("High");
  await page.keyboard.press("x");
  await expect(titles(page)).toHaveText(["Third", "Second"]);
  await expect(page.getByRole("link", { name: "Second" })).toBeFocused();
  await page.keyboard.press("k");
  await expect(page.getByRole("link", { name: "Third" })).toBeFocused();
  await page.keyboard.press("Delete");
  await expect(titles(page)).toHaveText(["Second"]);
  await toast(page, "1 task deleted.").waitFor();
  // "g" and a letter go to a page; the letter does nothing to the task.
  await pressPair(page, "gt");
  await expect(page.getByRole("heading", { name: "Today", level: 1 })).toBeVisible();
  await page.goto("/tasks");
  await expect(page.getByRole("region", { name: "No date" })).toContainText("Second");
});

test("a key adds a task, another takes back what was done last", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  await page.goto("/");
  await page.keyboard.press("q");
  await expect(page.locator("[data-quick-add]")).toBeFocused();
  await page.keyboard.type("Oil the hinges weds");
  await page.keyboard.press("Enter");
  await toast(page, "Added").waitFor();
  const hinges = page.getByRole("link", { name: "Oil the hinges" });
  await hinges.focus();
  await expect(hinges).toBeFocused();
  await page.keyboard.press("x");
  await expect(page.getByRole("link", { name: "Oil the hinges" })).toHaveCount(0);
  await toast(page, "1 task done.").waitFor();
  await page.locator("h1").click();
  await page.keyboard.press("z");
  await expect(page.getByRole("link", { name: "Oil the hinges" })).toBeVisible();
});

test("a task is dropped before and behind another one", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  await page.goto("/tasks?view=own");
  await addTasks(page, ["First", "Second", "Third"]);
  const row = (name: string) => page.getByRole("listitem").filter({ hasText: name });
  await row("Third").dragTo(row("First"), { targetPosition: { x: 200, y: 4 } });
  await expect(titles(page)).toHaveText(["Third", "First", "Second"]);
  await expect(page.getByRole("form", { name: "Tasks" })).not.toHaveAttribute("aria-busy", "true");
  await row("Third").dragTo(row("First"), { targetPosition: { x: 200, y: 30 } });
  await expect(titles(page)).toHaveText(["First", "Third", "Second"]);
});

test("on a phone a chosen task moves by buttons @phone-only", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  await page.goto("/tasks?view=own");
  await addTasks(page, ["First", "Second"]);
  await page.getByLabel("Choose: Second").check();
  await page.getByRole("button", { name: "Move up" }).click();
  await expect(titles(page)).toHaveText(["Second", "First"]);
});

test("a task is changed, refused beside the field, restored from its history, deleted and brought back", async ({
  page,
  person,
}) => {
  expect(person.name).toBeTruthy();
  await page.goto("/tasks");
  await addTasks(page, ["Wax the chain every 2 weeks"], ["Wax the chain"]);
  await page.getByRole("link", { name: "Wax the chain" }).click();
  await expect(page.getByLabel("Repeat")).toHaveValue(/^Every 2 weeks/);
  const notes = "á🙂 ".repeat(4000);
  await page.getByLabel("Notes").fill(notes);
  await page.getByLabel("Due", { exact: true }).fill("whenever");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Due", { exact: true })).toHaveAccessibleDescription(/This is no day/);
  await expect(page.getByLabel("Due", { exact: true })).toBeFocused();
  await expect(page.getByLabel("Notes")).toHaveValue(notes);
  await page.getByLabel("Due", { exact: true }).fill("24 dec 2026");
  await page.getByLabel("Title").fill("Wax both chains");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Wax both chains" })).toBeVisible();
  await expect(page.getByLabel("Due", { exact: true })).toHaveValue("2026-12-24");
  await expectAccessible(page);

  await page.getByRole("link", { name: /History/ }).click();
  await page.getByRole("button", { name: "Restore version 1" }).click();
  await expect(page.getByRole("heading", { name: "Wax the chain" })).toBeVisible();
  await toast(page, "Version 1").getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("heading", { name: "Wax both chains" })).toBeVisible();

  await page.getByRole("link", { name: "Task", exact: true }).click();
  await page.getByRole("button", { name: "Delete task" }).click();
  await expect(page).toHaveURL(/\/tasks\?removed=/);
  await toast(page, "Task deleted.").waitFor();
  await page.getByRole("link", { name: "Deleted tasks" }).click();
  await page.getByRole("button", { name: "Bring it back" }).click();
  await expect(page.getByRole("button", { name: "Bring it back" })).toBeHidden();
  await page.goto("/tasks");
  await expect(page.getByRole("link", { name: "Wax both chains" })).toBeVisible();
});

test("the done task of a repeating one makes the next, and undo takes it back", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  await page.goto("/tasks");
  await addTasks(page, ["Water the fern every day"], []);
  const fern = titles(page).filter({ hasText: "Water the fern" });
  await expect(fern).toHaveCount(1);
  await page.getByRole("button", { name: /^Done: Water the fern/ }).click();
  await expect(page.getByRole("region", { name: "Tomorrow" })).toContainText("Water the fern");
  await toast(page, "1 task done.").getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("region", { name: "Tomorrow" })).toHaveCount(0);
  await expect(fern).toHaveCount(1);
});

demoTest("lists, filters and search stand in the address @phone", async ({ page }) => {
  await page.goto("/tasks");
  const lists = page.getByRole("navigation", { name: "Lists" });
  await lists.getByRole("link", { name: "Done" }).click();
  await expect(page).toHaveURL(/view=done/);
  await expect(lists.getByRole("link", { name: "Done" })).toHaveAttribute("aria-current", /page|true/);
  await page.getByRole("searchbox", { name: "Search tasks and notes" }).fill("no task says this");
  await page.keyboard.press("Enter");
  await expect(page.getByText("No task matches")).toBeVisible();
  await page.getByRole("link", { name: "Show the open ones" }).click();
  await expect(titles(page).first()).toBeVisible();
  await expectAccessible(page);
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });
  test("a task is added and ticked", async ({ page, person }) => {
    expect(person.name).toBeTruthy();
    await page.goto("/tasks");
    await page.getByLabel("Add a task").fill("By hand alone");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(page.getByRole("link", { name: "By hand alone" })).toBeVisible();
    await page.getByRole("button", { name: "Done: By hand alone" }).click();
    await expect(page.getByRole("link", { name: "By hand alone" })).toHaveCount(0);
    await page.goto("/tasks?view=done");
    await expect(page.getByRole("link", { name: "By hand alone" })).toBeVisible();
  });
});
