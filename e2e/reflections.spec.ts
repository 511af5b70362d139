import type { Page } from "@playwright/test";
import { demoTest, expect, expectAccessible, test, toast } from "./fixtures";

/** Opens the day that is today where the person lives, through the page's own button. */
async function openToday(page: Page): Promise<void> {
  await page.goto("/reflections");
  await page.getByRole("link", { name: "Write today" }).first().click();
  await expect(page).toHaveURL(/\/reflections\/\d{4}-\d\d-\d\d$/);
}

test("a day is written, found by a word of it, changed, restored, deleted and brought back @phone", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  await openToday(page);
  await page.getByRole("radio", { name: "4 Good" }).check({ force: true });
  await page.getByLabel("Text").fill("The heron stood by the weir.\nהאנפה עמדה 🪶");
  await page.getByRole("button", { name: "Save" }).click();
  await toast(page, "Saved.").waitFor();
  await expectAccessible(page);

  await page.goto("/reflections");
  await page.getByRole("searchbox", { name: "Search what you wrote" }).fill("her");
  await page.keyboard.press("Enter");
  await expect(page.locator("mark")).toHaveText(["heron"]);
  await expectAccessible(page);
  await page
    .getByRole("list")
    .filter({ has: page.locator("mark") })
    .getByRole("link")
    .first()
    .click();

  await page.getByLabel("Text").fill("It flew.");
  await page.getByRole("radio", { name: "Not said" }).check({ force: true });
  await page.getByRole("button", { name: "Save" }).click();
  await toast(page, "Saved.").waitFor();
  await page.getByRole("link", { name: /History/ }).click();
  await page.getByRole("button", { name: "Restore version 1" }).click();
  await toast(page, "Version 1 is the day again.").waitFor();
  await page.getByRole("link", { name: "Day", exact: true }).click();
  await expect(page.getByLabel("Text")).toHaveValue(/The heron stood/);
  await expect(page.getByRole("radio", { name: "4 Good" })).toBeChecked();

  await page.getByRole("button", { name: "Delete this day" }).click();
  await expect(page.getByLabel("Text")).toHaveValue("");
  await toast(page, "Deleted.").getByRole("button", { name: "Undo" }).click();
  await expect(page.getByLabel("Text")).toHaveValue(/The heron stood/);
});

test("words that were not saved come back, once, and never over saved ones @phone", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  await openToday(page);
  const day = page.url();
  const text = page.getByLabel("Text");
  await text.fill("Half a thought");
  await page.getByRole("radio", { name: "2 Low" }).check({ force: true });
  await page.getByRole("link", { name: "Day before" }).click();
  await expect(page).not.toHaveURL(day);
  await expect(text).toHaveValue("");
  await page.goBack();
  await expect(text).toHaveValue("Half a thought");
  await expect(page.getByRole("radio", { name: "2 Low" })).toBeChecked();
  await page.reload();
  await expect(page.getByText("What you had not saved is here again.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Drop it" }).click();
  await expect(text).toHaveValue("");
  await page.reload();
  await expect(text).toHaveValue("");

  // Meanwhile the day gets a mood elsewhere: the words come back over it, the mood is the one that was saved.
  await text.fill("A whole thought");
  await page.evaluate(async (date) => {
    const headers = { "content-type": "application/json" };
    const answer = await fetch("/api/reflections", { method: "POST", headers, body: JSON.stringify({ date, mood: 5 }) });
    if (!answer.ok) throw new Error(`The mood was refused: ${answer.status}`);
  }, day.slice(-10));
  await page.reload();
  await expect(text).toHaveValue("A whole thought");
  await expect(page.getByRole("radio", { name: "5 Very good" })).toBeChecked();
  await text.press("Control+Enter");
  await toast(page, "Saved.").waitFor();
  await page.reload();
  await expect(text).toHaveValue("A whole thought");
  await expect(page.getByText("What you had not saved is here again.")).toBeHidden();
});

test("words that were not saved outlive their window, and go with the person", async ({ page, person, context }) => {
  await openToday(page);
  const day = page.url();
  await page.getByLabel("Text").fill("Only mine");
  await expect(page.getByText("this is kept in this browser alone")).toBeVisible();
  const again = await context.newPage();
  await page.close();
  await again.goto(day);
  await expect(again.getByLabel("Text")).toHaveValue("Only mine");
  const kept = () => again.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("words ")).length);
  expect(await kept()).toBe(1);
  // What lies there too long, or is somebody else's, is gone once a page of words is opened.
  await again.evaluate(() => {
    for (const [key, value] of Object.entries(localStorage)) {
      const old = { ...JSON.parse(value), at: Date.now() - 15 * 86_400_000 };
      localStorage.setItem(`${key} of long ago`, JSON.stringify(old));
      localStorage.setItem(key.replace(/words \S+/, "words 00000000-0000-4000-8000-000000000000"), value);
    }
  });
  expect(await kept()).toBe(3);
  await again.reload();
  await expect(again.getByLabel("Text")).toHaveValue("Only mine");
  await expect.poll(kept).toBe(1);
  const main = again.getByRole("navigation", { name: "Main" });
  await main.getByText(person.name).click();
  await main.getByRole("button", { name: "Sign out" }).click();
  await expect(again).toHaveURL(/\/sign-in/);
  await expect.poll(kept).toBe(0);
});

test("a day that two windows write is lost in neither", async ({ page, person, context }) => {
  expect(person.name).toBeTruthy();
  await openToday(page);
  const second = await context.newPage();
  await second.goto(page.url());
  await page.getByLabel("Text").fill("From the first");
  await page.getByRole("button", { name: "Save" }).click();
  await toast(page, "Saved.").waitFor();
  await second.getByLabel("Text").fill("From the second");
  await second.getByRole("button", { name: "Save" }).click();
  await expect(second.getByRole("alert").filter({ hasText: "written in another window" })).toBeVisible();
  await second.reload();
  await expect(second.getByLabel("Text")).toHaveValue("From the second");
  await second.getByRole("button", { name: "Drop it" }).click();
  await expect(second.getByLabel("Text")).toHaveValue("From the first");
  await second.close();
});

test("a text that is too long is refused beside the field and nothing is lost", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  await openToday(page);
  await page.getByLabel("Text").fill("x".repeat(50_001));
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Text")).toHaveAccessibleDescription(/At most 50,000 characters/);
  await expect(page.getByLabel("Text")).toHaveValue(/^x{50001}$/);
});

test("the mood of today by one press, taken back by another @phone", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  await page.goto("/");
  await page.getByRole("button", { name: "Very good, 5" }).click();
  const felt = page.getByRole("link", { name: /, \d of 5$/ });
  await expect(felt).toHaveText("Very good, 5 of 5");
  await toast(page, "Saved.").getByRole("button", { name: "Undo" }).click();
  await expect(felt).toHaveCount(0);
  await toast(page, "Deleted.").waitFor();
  // What was said covers the foot of a short page on a phone; the page can be moved out from under it.
  // Another press is another mood, and the way back takes the one before.
  await page.getByRole("button", { name: "Very good, 5" }).click();
  await expect(felt).toHaveText("Very good, 5 of 5");
  await toast(page, "Saved.").getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Low, 2", exact: true }).click();
  await expect(felt).toHaveText("Low, 2 of 5");
  await toast(page, "Saved.").waitFor();
  await page.locator("h1").click();
  await page.keyboard.press("z");
  await expect(felt).toHaveText("Very good, 5 of 5");
});

test("a day keeps its link to a task that was done long ago", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  await page.goto("/tasks");
  await page.getByLabel("Add a task").fill("Mend the gate");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Mend the gate" }).waitFor();
  await page.goto("/reflections/2025-01-05");
  await page.getByText("Links to tasks, goals and habits").click();
  await page.getByLabel("Mend the gate").check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert").first()).toContainText("choose a mood, or write a few words");
  await page.getByRole("radio", { name: "2 Low" }).check({ force: true });
  await page.getByRole("button", { name: "Save" }).click();
  await toast(page, "Saved.").waitFor();
  await page.goto("/tasks");
  await page.getByRole("button", { name: "Done: Mend the gate" }).click();
  await toast(page, "1 task done.").waitFor();
  await page.goto("/reflections/2025-01-05");
  await page.getByLabel("Text").fill("A year begins.");
  await page.getByRole("button", { name: "Save" }).click();
  await toast(page, "Saved.").waitFor();
  await page.reload();
  await expect(page.getByLabel("Mend the gate")).toBeChecked();
});

test("days that are none, or to come, are not there", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  for (const day of ["2026-02-30", "2199-01-01", "1799-01-01", "tomorrow"]) {
    const answer = await page.goto(`/reflections/${day}`);
    expect(answer?.status(), day).toBe(404);
  }
});

demoTest("the calendar of moods leads to its days, by key as well @phone", async ({ page }) => {
  await page.goto("/reflections");
  const calendar = page.getByRole("figure", { name: /Mood by day/ });
  const last = calendar.getByRole("link").last();
  await last.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(last).not.toBeFocused();
  await expect(calendar.locator("a:focus")).toHaveCount(1);
  const name = (await calendar.locator("a:focus").textContent()) ?? "";
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/reflections\/\d{4}-\d\d-\d\d$/);
  const mood = /: (\d) of 5/.exec(name)?.[1] ?? "none";
  await expect(page.locator('input[name="mood"]:checked')).toHaveValue(mood);
  await expect(page.getByRole("heading", { name: "What happened" })).toBeVisible();
});
