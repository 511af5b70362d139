import type { Page } from "@playwright/test";
import { expect, expectAccessible, exploreDemo, test } from "./fixtures";

/** Addresses of a page of each kind in the demo life. */
async function demoPages(page: Page): Promise<string[]> {
  const first = async (list: string, table: string) => {
    await page.goto(list);
    const link = page.getByRole("table", { name: table, exact: true }).locator("tbody th a").first();
    return (await link.getAttribute("href")) ?? list;
  };
  const run = await first("/runs?q=long+run&type=Outdoor+Run", "Runs");
  const ride = await first("/rides", "Rides and other activities");
  const shoe = await first("/shoes", "Pace by shoe");
  return [
    "/",
    "/runs",
    "/runs?view=calendar",
    "/runs?view=pace&by=month",
    "/runs?q=nothing+like+this",
    "/runs/new",
    "/runs/records",
    "/runs/deleted",
    run,
    `${run}/edit`,
    `${run}/history`,
    "/rides",
    ride,
    "/shoes",
    "/shoes/new",
    shoe,
    `${shoe}/edit`,
  ];
}

/** Waits until late drawings are there: charts take over once the page is idle. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
}

for (const theme of ["light", "dark"] as const) {
  test(`axe finds nothing on any page, ${theme} @phone`, async ({ page }) => {
    test.setTimeout(240_000);
    await page.emulateMedia({ colorScheme: theme });
    await exploreDemo(page);
    for (const address of await demoPages(page)) {
      await test.step(address, async () => {
        await page.goto(address);
        await settled(page);
        await expectAccessible(page);
      });
    }
  });
}

test("nothing moves while pages load, and nothing is wider than the screen @phone", async ({ page }) => {
  test.setTimeout(180_000);
  await page.addInitScript(() => {
    Object.assign(window, { moved: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const shift = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
        if (!shift.hadRecentInput) Object.assign(window, { moved: Number(Reflect.get(window, "moved")) + shift.value });
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  await exploreDemo(page);
  for (const address of await demoPages(page)) {
    await page.goto(address);
    await settled(page);
    const found = await page.evaluate(() => ({
      moved: Number(Reflect.get(window, "moved")),
      wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    }));
    expect.soft(found.moved, `layout shift on ${address}`).toBeLessThan(0.01);
    expect.soft(found.wider, `sideways scroll on ${address}`).toBeLessThanOrEqual(0);
  }
});

test("everything can be read without scripts", async ({ page, browser, baseURL }) => {
  test.setTimeout(120_000);
  await exploreDemo(page);
  const addresses = await demoPages(page);
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

test("a new account is shown three ways to begin", async ({ page, person }) => {
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

test("what is not there, or another person's, is not found", async ({ page, person }) => {
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
  await exploreDemo(page);
  await page.goto("/");
  const figures = page.getByLabel("Running", { exact: true });
  await figures.getByRole("link").nth(4).click();
  await expect(page).toHaveURL(/\/runs\?from=\d{4}-01-01&to=/);
  await expect(page.getByRole("table", { name: "Runs", exact: true }).locator("tfoot")).toContainText(/\d+ runs?/);
});
