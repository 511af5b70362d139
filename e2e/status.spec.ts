import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { type RunningApp, startApp } from "@/bin/test/app.mjs";
import { expect, expectAccessible, signUp, test } from "./fixtures";

/** A server of its own, whose first account is the owner's; its cron routes are the only schedule. */
test.describe.configure({ mode: "serial", timeout: 120_000 });

const CRON_SECRET = "a secret that the schedule outside knows";
let app: RunningApp;
test.beforeAll(async () => {
  app = await startApp({ CRON_SECRET, ALMANAC_WORKER: "off" });
});
test.afterAll(() => app.stop());

test("a job that fails is on the owner's status page with its reason, until it went well @phone", async ({
  browser,
  request,
}) => {
  const { viewport, isMobile, hasTouch, deviceScaleFactor } = test.info().project.use;
  const screen = { viewport, isMobile, hasTouch, deviceScaleFactor };
  const context = await browser.newContext({ baseURL: app.url, locale: "en-GB", ...screen });
  const page = await context.newPage();
  await signUp(page);
  const purge = () => request.post(`${app.url}/api/cron/purge`, { headers: { authorization: `Bearer ${CRON_SECRET}` } });
  const failures = page.getByRole("table", { name: "Failures of the last week" });

  await page.goto("/status");
  await expect(page.getByRole("heading", { name: "Schedules" })).toBeVisible();
  await expect(page.getByText("Nothing has failed in the last week.")).toBeVisible();

  // An upload that leads nowhere but to itself: the disk has no answer to what it is.
  const id = "00000000-0000-4000-8000-000000000001";
  const uploads = join(app.dataFolder, "uploads", id);
  mkdirSync(uploads, { recursive: true });
  symlinkSync(id, join(uploads, id));
  expect((await purge()).status()).toBe(500);
  await page.reload();
  await expect(failures.getByText("Sessions, guests and files past their days")).toBeVisible();
  await expect(failures.getByText(/ELOOP/)).toBeVisible();
  await expect(failures.getByText(/^Again /)).toBeVisible();
  await expect(page.getByText("Nothing has failed in the last week.")).toHaveCount(0);
  await expectAccessible(page);

  rmSync(uploads, { recursive: true });
  expect((await purge()).status()).toBe(200);
  await page.reload();
  await expect(page.getByText("Nothing has failed in the last week.")).toBeVisible();
  const jobs = page.getByRole("table", { name: "Schedules" });
  await expect(jobs.getByText("Sessions, guests and files past their days")).toBeVisible();
  await context.close();
});
