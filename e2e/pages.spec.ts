import type { Page } from "@playwright/test";
import { expect, expectAccessible, test as freshTest, demoTest as test } from "./fixtures";

/** The address of the first thing in a list of the demo life. */
async function first(page: Page, list: string, table: string): Promise<string> {
  await page.goto(list);
  const link = page.getByRole("table", { name: table, exact: true }).locator("tbody th a").first();
  return (await link.getAttribute("href")) ?? list;
}

const lists = async () => [
  "/",
  "/runs",
  "/runs?view=calendar&limit=25",
  "/runs?view=pace&by=month&limit=25",
  "/runs?q=nothing+like+this",
  "/runs/records",
  "/runs/deleted",
  "/rides",
  "/shoes",
  "/import",
];

const things = async (page: Page) => {
  const run = await first(page, "/runs?q=long+run&type=Outdoor+Run", "Runs");
  const ride = await first(page, "/rides", "Rides and other activities");
  const shoe = await first(page, "/shoes", "Pace by shoe");
  return [
    ...["/runs/new", run, `${run}/edit`, `${run}/history`],
    ...[ride, `${ride}/edit`, `${ride}/history`],
    ...["/shoes/new", shoe, `${shoe}/edit`],
  ];
};

/** Adds up what moves while pages load. */
function watchShifts(): void {
  Object.assign(window, { moved: 0 });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const shift = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
      if (!shift.hadRecentInput) Object.assign(window, { moved: Number(Reflect.get(window, "moved")) + shift.value });
    }
  }).observe({ type: "layout-shift", buffered: true });
}

for (const [name, addresses] of Object.entries({ lists, things })) {
  test(`pages of ${name}: nothing moves, nothing is too wide, axe finds nothing by day and by night @phone`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.addInitScript(watchShifts);
    for (const address of await addresses(page)) {
      await test.step(address, async () => {
        await page.emulateMedia({ colorScheme: "light" });
        await page.goto(address);
        // Charts take over once the page is idle.
        await page.waitForLoadState("networkidle");
        const found = await page.evaluate(() => ({
          moved: Number(Reflect.get(window, "moved")),
          wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        }));
        expect.soft(found.moved, `layout shift on ${address}`).toBeLessThan(0.01);
        expect.soft(found.wider, `sideways scroll on ${address}`).toBeLessThanOrEqual(0);
        await expectAccessible(page);
        await page.emulateMedia({ colorScheme: "dark" });
        await expectAccessible(page, ["color-contrast"]);
      });
    }
  });
}

test("everything can be read without scripts", async ({ page, browser, baseURL }) => {
  test.setTimeout(120_000);
  const addresses = [...(await lists()), ...(await things(page))];
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
    baseURL,
  });
  const plain = await context.newPage();
  for (const address of addresses) {
    await plain.goto(address);
    await expect.soft(plain.getByRole("heading", { level: 1 }), address).toBeVisible();
  }
  await plain.goto("/runs");
  await expect(plain.getByRole("table", { name: "Runs", exact: true }).locator("tbody tr")).toHaveCount(50);
  await expect(plain.locator(".plot-svg path").first()).toBeAttached();
  await plain
    .getByRole("columnheader", { name: /^Distance/ })
    .getByRole("link")
    .click();
  await expect(plain).toHaveURL(/sort=distance/);
  await plain.getByRole("searchbox", { name: "Search runs" }).fill("long run");
  await plain.getByRole("searchbox", { name: "Search runs" }).press("Enter");
  await expect(plain).toHaveURL(/q=long/);
  await plain.goto("/runs/new");
  await plain.getByLabel("Name").fill("Without scripts");
  await plain.getByLabel("Distance").fill("5");
  await plain.getByLabel("Duration").fill("25:00");
  await plain.getByRole("button", { name: "Add run" }).click();
  await plain.goto("/runs?q=Without+scripts");
  await expect(plain.getByRole("link", { name: "Without scripts", exact: true })).toBeVisible();
  await context.close();
});

freshTest("a new account is shown three ways to begin", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  for (const way of ["Import what you have", "Add a run by hand", "Set units and time zone"]) {
    await expect(page.getByRole("link", { name: way })).toBeVisible();
  }
  await page.goto("/runs");
  await expect(page.getByText("No runs yet")).toBeVisible();
  await page.goto("/rides");
  await expect(page.getByText("No rides yet")).toBeVisible();
  await page.goto("/shoes");
  await expect(page.getByText("No shoes yet")).toBeVisible();
});

freshTest("what is not there, or another person's, is not found", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  for (const address of [
    "/runs/strava_1",
    "/runs/strava_1/edit",
    "/runs/strava_1/history",
    "/rides/file_1",
    "/shoes/nobody",
    "/runs/%00",
  ]) {
    const answer = await page.goto(address);
    expect.soft(answer?.status(), address).toBe(404);
  }
});

test("Today's figures lead to the runs they count", async ({ page }) => {
  await page.goto("/");
  const figures = page.getByLabel("Running", { exact: true });
  await figures.getByRole("link").nth(4).click();
  await expect(page).toHaveURL(/\/runs\?from=\d{4}-01-01&to=/);
  await expect(page.getByRole("table", { name: "Runs", exact: true }).locator("tfoot")).toContainText(/\d+ runs?/);
});
