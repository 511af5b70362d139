import type { Browser, BrowserContext, Page } from "@playwright/test";
import { expect, test, toast } from "./fixtures";

/** A page of the same person whose scripts come when they are let in, as on a slow line. */
async function slowPage(context: BrowserContext, browser: Browser, address: string): Promise<{ page: Page; letIn: () => void }> {
  const { origin } = new URL(context.pages()[0]?.url() ?? "");
  const slow = await browser.newContext({ baseURL: origin, locale: "en-GB", storageState: await context.storageState() });
  const page = await slow.newPage();
  let letIn = () => {};
  const here = new Promise<void>((resolve) => {
    letIn = resolve;
  });
  await page.route("**/_next/static/**/*.js", async (route) => {
    await here;
    await route.continue();
  });
  await page.goto(address, { waitUntil: "commit" });
  return { page, letIn };
}

test("what is pressed before the scripts come is done, and said once they are there", async ({ context, browser, person }) => {
  const { page, letIn } = await slowPage(context, browser, "/settings/profile");
  await page.getByLabel("Name", { exact: true }).fill(`${person.name} the Quick`);
  await page.getByLabel("Units").selectOption("Miles");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  letIn();
  await toast(page, "Saved.").waitFor();
  await page.goto("/settings/profile");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue(`${person.name} the Quick`);
  await expect(page.getByLabel("Units")).toHaveValue("mi");
  await page.context().close();
});

test("what is chosen and typed before the scripts come is heard by them", async ({ context, browser, person }) => {
  expect(person.name).toBeTruthy();
  const habit = await slowPage(context, browser, "/habits/new");
  await habit.page.getByLabel("What a day says").selectOption({ label: "A number a day" });
  await expect(habit.page.getByLabel("How much")).toBeHidden();
  habit.letIn();
  await expect(habit.page.getByLabel("How much")).toBeVisible();

  const files = await slowPage(context, browser, "/import");
  await files.page.getByLabel("Files").setInputFiles({ name: "early.gpx", mimeType: "", buffer: Buffer.from("<gpx></gpx>") });
  files.letIn();
  await expect(files.page.getByRole("region", { name: "Chosen files" })).toContainText("early.gpx");

  const tasks = await slowPage(context, browser, "/tasks");
  await tasks.page.getByLabel("Add a task").fill("Oil the hinges p1");
  tasks.letIn();
  await expect(tasks.page.locator("#quick-add-read")).toContainText("Priority high");
  await tasks.page.getByLabel("Add a task").press("Enter");
  await expect(tasks.page.getByRole("link", { name: "Oil the hinges", exact: true })).toBeVisible();
  await expect(tasks.page.getByLabel("Add a task")).toHaveValue("");
  for (const { page } of [habit, files, tasks]) await page.context().close();
});
