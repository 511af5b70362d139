import type { Page } from "@playwright/test";
import { expect, expectAccessible, test as freshTest, demoTest as test } from "./fixtures";

/** The address of the first thing in a list of the demo life. */
async function first(page: Page, list: string, table: string): Promise<string> {
  await page.goto(list);
  const link = page.getByRole("table", { name: table, exact: true }).locator("tbody th a").first();
  return (await link.getAttribute("href")) ?? list;
}

const expectSoftly = expect.configure({ soft: true });

/** Phones, tablets upright and across, small and large screens. */
const WIDTHS = [360, 390, 640, 768, 1024, 1280, 1440];

/** Fails when the page that is open can be scrolled sideways as wide as it is, or at any of the widths. */
async function expectFits(page: Page, widths: readonly number[] = WIDTHS): Promise<void> {
  const before = page.viewportSize();
  const over = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  for (const width of [before?.width ?? 0, ...widths]) {
    if (width !== before?.width) await page.setViewportSize({ width, height: 900 });
    await expectSoftly
      .poll(over, { message: `sideways scroll on ${page.url()} at ${width}`, timeout: 5_000 })
      .toBeLessThanOrEqual(0);
  }
  if (before) await page.setViewportSize(before);
}

/** Switches the theme, and fails when a colour takes its time: what is half light and half dark cannot be read. */
async function goDark(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: "dark" });
  const moving = await page.evaluate(async () => {
    const dark = matchMedia("(prefers-color-scheme: dark)");
    while (!dark.matches) await new Promise((resolve) => dark.addEventListener("change", resolve, { once: true }));
    return document.getAnimations().filter((one) => one instanceof CSSTransition && /color/.test(one.transitionProperty)).length;
  });
  expect(moving, "colours in transition").toBe(0);
}

const settings = async () => ["profile", "security", "keys", "audit", "data"].map((name) => `/settings/${name}`);

const lists = async () => [
  "/",
  "/runs",
  "/runs?view=calendar&limit=25",
  "/runs?view=pace&by=month&limit=25",
  "/runs?q=nothing+like+this",
  "/runs/records",
  "/runs/deleted",
  "/rides",
  "/rides/deleted",
  "/strength",
  "/strength/exercises",
  "/strength/deleted",
  "/shoes",
  "/import",
];

const coding = async (page: Page) => {
  const day = await first(page, "/coding/days", "Coding days");
  return [
    ...[
      "/coding",
      "/coding?range=12m&view=language",
      "/coding?range=all&work=agent",
      "/coding?range=today",
      "/coding?project=nothing",
    ],
    ...["/coding/days", day, "/coding/projects", "/coding/projects/harbour-web", "/coding/languages", "/coding/setup"],
  ];
};

const things = async (page: Page) => {
  const run = await first(page, "/runs?q=long+run&type=Outdoor+Run", "Runs");
  const ride = await first(page, "/rides", "Rides and other activities");
  const shoe = await first(page, "/shoes", "Pace by shoe");
  const session = await first(page, "/strength", "Strength sessions");
  const exercise = await first(page, "/strength/exercises", "Exercises");
  return [
    ...["/runs/new", run, `${run}/edit`, `${run}/history`],
    ...[ride, `${ride}/edit`, `${ride}/history`],
    ...[session, `${session}/edit`, `${session}/history`, exercise],
    ...["/shoes/new", shoe, `${shoe}/edit`],
  ];
};

const planning = async (page: Page) => {
  await page.goto("/goals");
  const goal = await page.getByRole("list", { name: "Goals" }).getByRole("link").first().getAttribute("href");
  await page.goto("/habits");
  const habit = await page
    .locator('main a[href^="/habits/"]:not([href$="/new"], [href$="/deleted"])')
    .first()
    .getAttribute("href");
  await page.goto("/tasks");
  const task = await page.locator('main a[href^="/tasks/"]:not([href$="/deleted"])').first().getAttribute("href");
  await page.goto("/reflections");
  const day = await page.locator('main a[href^="/reflections/2"]').first().getAttribute("href");
  await page.goto("/weekly");
  const week = await page
    .getByRole("link", { name: /^Week \d+, / })
    .first()
    .getAttribute("href");
  for (const found of [goal, habit, task, day, week]) expect(found).not.toBeNull();
  return [
    ...["/tasks", "/tasks?q=nothing+like+this", `${task}`, `${task}/history`, "/tasks/deleted"],
    ...["/goals", "/goals/new", `${goal}`, `${goal}/edit`, `${goal}/history`],
    ...["/habits", "/habits/new", `${habit}`, `${habit}/edit`],
    ...["/reflections", `${day}`, "/snapshots", "/timeline", "/weekly", `${week}`],
  ];
};

type Watching = { hasMoved: () => number };

/** Adds up what moves while pages load. */
function watchShifts(): void {
  let moved = 0;
  const add = (entries: PerformanceEntryList) => {
    for (const entry of entries) {
      const shift = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
      if (!shift.hadRecentInput) moved += shift.value;
    }
  };
  const observer = new PerformanceObserver((list) => add(list.getEntries()));
  observer.observe({ type: "layout-shift", buffered: true });
  const watching: Watching = {
    hasMoved: () => {
      add(observer.takeRecords());
      return moved;
    },
  };
  Object.assign(window, watching);
}

/** Waits until the fonts are there and the charts in sight can be worked with, which they can once the page is idle. @returns how much moved */
async function standsStill(page: Page): Promise<number> {
  await page.waitForFunction(() => {
    const charts = [...document.querySelectorAll(".chart.course, .chart > :has(> .plot)")];
    const inSight = charts.filter((one) => {
      const { top, bottom } = one.getBoundingClientRect();
      return top < innerHeight && bottom > 0;
    });
    return inSight.every((one) => one.querySelector(".recharts-wrapper"));
  });
  return page.evaluate(async () => {
    await document.fonts.ready;
    // What a frame moves is noted at its end, before the next begins.
    for (let frame = 0; frame < 3; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
    return (window as Window & Partial<Watching>).hasMoved?.() ?? Number.NaN;
  });
}

for (const [name, addresses] of Object.entries({ lists, coding, planning, things, settings })) {
  test(`pages of ${name}: nothing moves, nothing is too wide, axe finds nothing by day and by night @phone`, async ({ page }, {
    project,
  }) => {
    test.setTimeout(600_000);
    // The widths are tried from the largest to the smallest: once is enough.
    const thorough = project.name === "desktop";
    await page.addInitScript(watchShifts);
    for (const [place, address] of (await addresses(page)).entries()) {
      // Colours are the same on all screens; what only a phone has, its bar, is on every page of it.
      const colours = thorough || place === 0;
      await test.step(address, async () => {
        await page.emulateMedia({ colorScheme: "light" });
        await page.goto(address);
        const moved = await standsStill(page);
        expect.soft(moved, `layout shift on ${address}`).toBeLessThan(0.01);
        await expectAccessible(page, colours ? {} : { without: ["color-contrast"] });
        if (colours) {
          await goDark(page);
          await expectAccessible(page, { only: ["color-contrast"] });
        }
        await expectFits(page, thorough ? WIDTHS : []);
      });
    }
  });
}

freshTest("a page holds the longest names and the most columns", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  const name = `${"a_very_long_name_of_a_recording_without_a_space_".repeat(3)}.gpx`;
  await page.goto("/import");
  await page.getByLabel("Files").setInputFiles({ name, mimeType: "application/gpx+xml", buffer: Buffer.from("<gpx></gpx>") });
  await expect(page.getByRole("region", { name: "Chosen files" })).toContainText(name);
  await expectFits(page);
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.waitForURL(/\/import\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("table", { name: "Results" })).toContainText("Failed", { timeout: 60_000 });
  await expectFits(page);
  await page.goto("/");
  await expectFits(page);
  await page.goto("/import");
  await expectFits(page);
  await page.goto("/settings/audit");
  await expectFits(page);
});

test("every column at once fits from a tablet on", async ({ page }) => {
  for (const list of ["/runs", "/rides"]) {
    await page.goto(list);
    const keys = await page
      .locator('input[name="columns"]')
      .evaluateAll((boxes) => boxes.map((box) => box.getAttribute("value")));
    expect(keys.length).toBeGreaterThan(8);
    await page.goto(`${list}?${keys.map((key) => `columns=${key}`).join("&")}`);
    await expectFits(page);
  }
});

test("Escape leaves a form, and asks once when something was written", async ({ page }) => {
  const leave = () => page.getByLabel("Name").press("Escape");
  await page.goto("/runs/new");
  await leave();
  await expect(page).toHaveURL(/\/runs$/);
  await page.goto("/runs/new");
  await page.getByLabel("Name").fill("Not yet");
  await leave();
  await expect(page.getByRole("status")).toContainText("Press Escape again");
  await expect(page).toHaveURL(/\/runs\/new$/);
  await expect(page.getByLabel("Name")).toHaveValue("Not yet");
  await leave();
  await expect(page).toHaveURL(/\/runs$/);
});

test("? lists the keys wherever nobody is writing, and a question mark stays one where somebody is", async ({ page }) => {
  const keys = page.getByRole("dialog", { name: "Keys" });
  for (const address of ["/", "/runs", "/rides", "/shoes", "/import", "/settings/keys"]) {
    await page.goto(address);
    await page.keyboard.press("?");
    await expect(keys).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(keys).toBeHidden();
  }
  await page.goto("/runs");
  await page.getByText("Columns", { exact: true }).click();
  await page.getByRole("checkbox", { name: "Type" }).focus();
  await page.keyboard.press("?");
  await expect(keys).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("searchbox", { name: "Search runs" }).focus();
  await page.keyboard.type("?");
  await expect(page.getByRole("searchbox", { name: "Search runs" })).toHaveValue("?");
  await expect(keys).toBeHidden();
});

test("everything can be read without scripts", async ({ page, browser, baseURL }) => {
  test.setTimeout(300_000);
  const addresses = [...(await lists()), ...(await coding(page)), ...(await things(page))];
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
  await expect(plain).not.toHaveURL(/runs\/new/);
  await plain.goto("/runs?q=Without+scripts");
  await expect(plain.getByRole("link", { name: "Without scripts", exact: true }).first()).toBeVisible();
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
    "/strength/hevy_1/edit",
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
