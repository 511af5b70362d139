import type { Page } from "@playwright/test";
import { demoTest, expect, expectAccessible, test, toast } from "./fixtures";

/** Where a part of the page begins and ends, in pixels from the top of the page as it is opened. */
async function placeOf(page: Page, heading: string): Promise<{ top: number; bottom: number }> {
  const part = page.locator("section").filter({ has: page.getByRole("heading", { name: heading, exact: true }) });
  const box = await part.boundingBox();
  if (!box) throw new Error(`${heading} is not shown`);
  return { top: box.y, bottom: box.y + box.height };
}

/** Makes things through the API, as the page itself may. */
async function make(page: Page, path: string, bodies: object[]): Promise<{ id: string }[]> {
  return page.evaluate(
    async ([to, all]) => {
      const made: { id: string }[] = [];
      for (const body of all) {
        const headers = { "content-type": "application/json" };
        const answer = await fetch(`/api${to}`, { method: "POST", headers, body: JSON.stringify(body) });
        if (!answer.ok) throw new Error(`${to}: ${answer.status}`);
        made.push(await answer.json());
      }
      return made;
    },
    [path, bodies] as const,
  );
}

demoTest("today is one screen: what is to be done, this week, the last run and coding @phone", async ({ page, isMobile }) => {
  await page.goto("/");
  const screen = page.viewportSize()?.height ?? 0;
  // On a phone the day itself; what was done comes with one stroke of the thumb.
  for (const part of ["Next tasks", "Mood", ...(isMobile ? [] : ["Habits", "Last run", "Coding today"])]) {
    await expect.poll(async () => (await placeOf(page, part)).bottom, { message: part }).toBeLessThanOrEqual(screen);
  }
  await expect.poll(async () => (await placeOf(page, "Habits")).top).toBeLessThan(screen);
  const bar = page.getByRole("navigation", { name: "Places" });
  if (isMobile) {
    for (const name of ["Tasks", "Habits"]) await expect(bar.getByRole("link", { name })).toBeVisible();
  }
  await expectAccessible(page);
});

test("the day of somebody who only plans begins with the plan @phone", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  await page.goto("/");
  const steps = page.getByRole("link", { name: "Import what you have" });
  const line = page.getByLabel("Add a task");
  /** How far the first steps are below the line; above it the figure is negative. */
  const below = async () => ((await steps.boundingBox())?.y ?? Number.NaN) - ((await line.boundingBox())?.y ?? Number.NaN);
  await expect.poll(below).toBeLessThan(0);
  await line.fill("Pay the rent tomorrow at 9 p1");
  await expect(page.locator("#quick-add-read")).toContainText("Priority high");
  await line.press("Enter");
  await expect(page.getByRole("link", { name: "Pay the rent at 9" })).toBeVisible();
  await page.reload();
  await expect.poll(below).toBeGreaterThan(0);
});

test("of many habits the settled ones are folded, and what is ticked stays under the thumb @phone", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  const names = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight"];
  const habits = await make(
    page,
    "/habits",
    names.map((name) => ({ name })),
  );
  for (const { id } of habits.slice(0, 3)) await make(page, `/habits/${id}/logs`, [{}]);
  await page.goto("/");
  const part = page.getByRole("region", { name: "Habits" });
  await expect(part.getByText("5 of 8 open")).toBeVisible();
  await expect(part.getByRole("button", { name: "Done today: One" })).toBeHidden();
  const four = part.getByRole("button", { name: "Done today: Four" });
  await four.click();
  await expect(four).toHaveAttribute("aria-pressed", "true");
  await toast(page, "Four: noted for today.").waitFor();
  await expect(four).toBeVisible();
  await part.getByText("Settled: 3").click();
  await expect(part.getByRole("button", { name: "Done today: One" })).toBeVisible();
  await expectAccessible(page);
});

test("names without a space widen no page @phone", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  const long = "Verfassungsbeschwerdeverfahrensordnungsänderungsgesetz";
  const [goal] = await make(page, "/goals", [{ title: long, target: 5 }]);
  const [task] = await make(page, "/tasks", [{ title: long.repeat(2), dueDate: "2026-01-01", priority: 3, goalIds: [goal?.id] }]);
  for (const path of ["/", "/tasks", `/tasks/${task?.id}`, "/goals", `/goals/${goal?.id}`]) {
    await page.goto(path);
    await expect(page.getByText(long).first()).toBeAttached();
    const over = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await expect.poll(over, { message: path }).toBeLessThanOrEqual(0);
  }
});
