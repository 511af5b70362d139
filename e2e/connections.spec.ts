import type { BrowserContext, Page } from "@playwright/test";
import { type RunningApp, startApp } from "@/bin/test/app.mjs";
import { type Simulators, simulatorEnv, startSimulators } from "@/e2e/simulators/start-all";
import { startWakaTime } from "@/e2e/simulators/wakatime/start";
import { expect, expectAccessible, newPerson, patient, signUp as signUpAt, test, toast } from "./fixtures";

/** A server of its own whose providers are simulated: consent goes through real redirects to real pages. */
test.describe.configure({ mode: "serial", timeout: 300_000 });

let app: RunningApp;
let providers: Simulators;
const PLENTY = { overall: [100_000, 100_000], read: [100_000, 100_000] } as const;

test.beforeAll(async () => {
  providers = await startSimulators({
    strava: { athletes: [{ activities: 12, seed: 3 }], limits: { overall: [...PLENTY.overall], read: [...PLENTY.read] } },
    hevy: { accounts: [{ workouts: 6 }] },
    google: {},
    wakatime: { people: [{ days: 60, seed: 5, timezone: "Pacific/Auckland" }], dumpStep: 100 },
  });
  app = await startApp(simulatorEnv(providers));
});
test.afterAll(async () => {
  await app.stop();
  for (const one of Object.values(providers)) await one.stop();
});

/** A page on our server, with an account of its own. */
async function person(page: Page, colorScheme: "light" | "dark" = "light"): Promise<Page> {
  const { viewport, isMobile, hasTouch, deviceScaleFactor } = test.info().project.use;
  const screen = { viewport, isMobile, hasTouch, deviceScaleFactor };
  const context = await page
    .context()
    .browser()
    ?.newContext({ baseURL: app.url, locale: "en-GB", colorScheme, ...screen });
  if (!context) throw new Error("no browser");
  opened.push(context);
  const own = patient(await context.newPage());
  await signUpAt(own, newPerson());
  return own;
}

/** Pages of ours that were left open would go on asking. */
const opened: BrowserContext[] = [];
test.afterEach(async () => {
  for (const context of opened.splice(0)) await context.close();
});

async function connectStrava(page: Page): Promise<void> {
  await page.goto("/settings/connections");
  await page.getByRole("button", { name: "Connect Strava" }).click();
  // Strava does not ask again who has been asked before.
  const authorize = page.getByRole("button", { name: "Authorize" });
  await expect(authorize.or(page.getByText("Strava is connected"))).toBeVisible();
  if (await authorize.isVisible()) await authorize.click();
  await page.waitForURL((url) => url.pathname === "/settings/connections");
}

const strava = (page: Page) => page.locator("#strava");

/** The first sync has ended; the page draws itself anew until then. */
async function isInStep(page: Page): Promise<void> {
  await expect(strava(page).getByText(/\((just now|.* ago)\)/)).toBeVisible({ timeout: 90_000 });
}

test("Strava: consent, the first sync, an edit that stays, access withdrawn, connected again, disconnected", async ({
  page: outer,
}) => {
  const page = await person(outer);
  await connectStrava(page);
  await expect(page.getByText("Strava is connected")).toBeVisible();
  await isInStep(page);
  await page.goto("/settings/connections/health");
  await expect(page.getByText("12 new").first()).toBeVisible();
  await expectAccessible(page);

  const run = providers.strava.control.activities({}).find(({ sport_type }) => sport_type === "Run");
  if (!run) throw new Error("the simulated athlete never ran");
  await page.goto(`/runs/strava_${run.id}`);
  await expect(page.getByRole("heading", { level: 1, name: run.name })).toBeVisible();
  await page.getByRole("link", { name: "Edit", exact: true }).click();
  await page.getByLabel("Name").fill("Round the lake");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Round the lake" })).toBeVisible();

  providers.strava.control.editActivity({ id: run.id, name: "Strava's new name" });
  await page.goto("/settings/connections");
  await page.getByRole("button", { name: "Sync Strava now" }).click();
  await toast(page, /The sync has begun|A sync is under way/).waitFor();
  await expect(async () => {
    await page.goto(`/runs/strava_${run.id}`);
    await expect(page.getByText("Strava's new name")).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 90_000 });
  await expect(page.getByRole("heading", { level: 1, name: "Round the lake" })).toBeVisible();

  providers.strava.control.revokeAccess({});
  await page.goto("/settings/connections");
  await page.getByRole("button", { name: "Sync Strava now" }).click();
  const again = strava(page).getByRole("button", { name: "Connect Strava again" });
  await expect(strava(page).getByText("Needs to be connected again")).toBeVisible();
  await page.goto("/");
  await expect(page.getByRole("link", { name: /connection/i }).first()).toBeVisible();
  await page.goto("/settings/connections/health");
  await expect(page.getByText(/Press .*Connect Strava again/)).toBeVisible();
  await expectAccessible(page);
  await page.goto("/settings/connections");
  await expect(again.first()).toBeVisible();
  // What is to be pressed is where it is told of, too.
  await page.goto("/settings/connections/health");
  await page.getByRole("button", { name: "Connect Strava again" }).click();
  await page.getByRole("button", { name: "Authorize" }).click();
  await page.waitForURL((url) => url.pathname === "/settings/connections");
  await expect(strava(page).getByText("Connected", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: "Disconnect Strava" }).click();
  await expect(strava(page).getByRole("button", { name: "Connect Strava", exact: true })).toBeVisible();
  await page.goto(`/runs/strava_${run.id}`);
  await expect(page.getByRole("heading", { level: 1, name: "Round the lake" })).toBeVisible();
});

test("Strava: disconnected with its data, by name; what a sync has fetched so far is told while it is at it", async ({
  page: outer,
}) => {
  const page = await person(outer);
  providers.strava.control.latency({ ms: 1_000 });
  await connectStrava(page);
  await page.goto("/settings/connections/health");
  await expect(page.getByText(/Under way: 12 new so far/)).toBeVisible();
  providers.strava.control.latency({ ms: 0 });
  await page.goto("/settings/connections");
  await isInStep(page);
  await page.getByRole("button", { name: "Disconnect and delete its data" }).click();
  const dialog = page.getByRole("dialog", { name: /delete its data/ });
  await dialog.getByLabel(/^Type/).fill("Strava");
  await dialog.getByRole("button", { name: "Disconnect and delete" }).click();
  await expect(page.getByRole("status").getByText("its data is deleted")).toBeVisible();
  await expect(strava(page).getByRole("button", { name: "Connect Strava", exact: true })).toBeVisible();
  await page.goto("/runs");
  await expect(page.getByText("No runs yet")).toBeVisible();
});

test("Strava: no is an answer, and a box that was left unticked is asked for by name", async ({ page: outer }) => {
  const page = await person(outer);
  await page.goto("/settings/connections");
  await page.getByRole("button", { name: "Connect Strava" }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.waitForURL((url) => url.pathname === "/settings/connections");
  await expect(page.getByText("You did not allow it at Strava")).toBeVisible();
  await page.goto("/settings/connections");
  await page.getByRole("button", { name: "Connect Strava" }).click();
  await expect(page.getByRole("button", { name: "Authorize" })).toBeVisible();
  for (const box of await page.getByRole("checkbox", { name: /activities/ }).all()) await box.uncheck();
  await page.getByRole("button", { name: "Authorize" }).click();
  await page.waitForURL((url) => url.pathname === "/settings/connections");
  await expect(strava(page).getByText("A permission is missing")).toBeVisible();
});

test("Hevy: a wrong key is refused in words, the right one brings the sessions", async ({ page: outer }) => {
  const page = await person(outer);
  await page.goto("/settings/connections");
  await page.getByRole("button", { name: "Connect Hevy" }).click();
  await page.getByLabel("API key").fill("not a key");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/Hevy refuses/).first()).toBeVisible();
  await page.getByLabel("API key").fill(providers.hevy.apiKeys[0] ?? "");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.locator("#hevy").getByText("Connected", { exact: true })).toBeVisible();
  await expect(page.locator("#hevy").getByText(/6 new/)).toBeVisible({ timeout: 90_000 });
  await page.goto("/strength");
  await expect(page.getByText("6 sessions").first()).toBeVisible();
});

test("WakaTime: consent, the days and how old the statistics are, the whole history as an import", async ({ page: outer }) => {
  const page = await person(outer);
  const own = page.locator("#wakatime");
  await page.goto("/settings/connections");
  await page.getByRole("button", { name: "Connect WakaTime" }).click();
  await page.getByRole("button", { name: /Authorize|Allow/ }).click();
  await page.waitForURL((url) => url.pathname === "/settings/connections");
  await expect(own.getByText(/^Valid/)).toBeVisible();
  const dates = Object.keys(providers.wakatime.control.days()).sort();
  const kept = own.getByText(new RegExp(`^${dates.length}, .* to `));
  await expect(kept).toBeVisible({ timeout: 90_000 });
  await expect(own.getByText(/^Fetched /)).toBeVisible();
  await expect(own.getByText("End at midnight in Pacific/Auckland")).toBeVisible();
  await expectAccessible(page);

  // What WakaTime's days do not tell of a project is said, and what brings it.
  await page.goto("/coding/projects?sort=time&order=desc");
  await page.getByRole("table", { name: "Projects" }).locator("tbody th a").first().click();
  await expect(page.getByText(/no source tells more than the project/)).toBeVisible();
  await page.goto("/settings/connections");

  const asked = () => providers.wakatime.requests.count("/stats/");
  const askedBefore = asked();
  await own.getByRole("button", { name: "Clear cache" }).click();
  await expect(page.getByText("The statistics are cleared")).toBeVisible();
  await expect.poll(asked).toBeGreaterThan(askedBefore);
  await expect(own.getByText(/^Fetched /)).toBeVisible();
  await expect(kept).toBeVisible();

  await own.getByRole("button", { name: "Fetch my whole history" }).click();
  await own.getByRole("link", { name: "see its import" }).click({ timeout: 90_000 });
  await page.waitForURL((url) => url.pathname.startsWith("/import/"));
  await expect(page.getByRole("heading", { level: 1, name: /wakatime-heartbeats\.json/ })).toBeVisible();
  await expect(page.getByText(`${dates.length} imported`).first()).toBeVisible({ timeout: 90_000 });

  await page.goto("/settings/connections");
  await own.getByRole("button", { name: "Re-authorise" }).click();
  await page.getByRole("button", { name: /Authorize|Allow/ }).click();
  await page.waitForURL((url) => url.pathname === "/settings/connections" && url.searchParams.has("connected"));
  await expect(kept).toBeVisible();
});

test("WakaTime: another server with a key", async ({ page: outer }) => {
  const wakapi = await startWakaTime({ server: "wakapi", people: [{ days: 9, displayName: "Ada at home" }] });
  try {
    const page = await person(outer);
    const own = page.locator("#wakatime");
    await page.goto("/settings/connections");
    await own.getByRole("button", { name: "Use an API key" }).click();
    await own.getByLabel("API key").fill("00000000-0000-4000-8000-000000000000");
    await own.getByLabel("Server address").fill(`${wakapi.origin}/api/`);
    await own.getByRole("button", { name: "Save" }).click();
    await expect(own.getByText(/refuses the key/).first()).toBeVisible();
    const [somebody] = wakapi.state.people.values();
    await own.getByLabel("API key").fill(somebody?.apiKey ?? "");
    await own.getByRole("button", { name: "Save" }).click();
    await expect(own.getByText(wakapi.apiUrl)).toBeVisible();
    const days = Object.keys(wakapi.control.days()).length;
    await expect(own.getByText(new RegExp(`^${days}, `))).toBeVisible({ timeout: 90_000 });
    await expectAccessible(page);
  } finally {
    await wakapi.stop();
  }
});

test("Google: runs become events of a calendar of their own", async ({ page: outer }) => {
  const page = await person(outer);
  await connectStrava(page);
  await isInStep(page);
  await page.getByRole("button", { name: "Connect Google" }).click();
  await page
    .getByRole("button", { name: /Continue/ })
    .first()
    .click();
  await page.waitForURL((url) => url.pathname === "/settings/connections");
  await expect(page.locator("#google").getByText("Connected", { exact: true })).toBeVisible();
  await expect.poll(() => providers.google.control.calendars({}).length).toBeGreaterThan(0);
});

/** Presses a button that leads to a provider, and what the provider asks; one that has been asked before leads straight back. */
async function passConsent(page: Page, button: string, answer: RegExp, isBack: (url: URL) => boolean): Promise<void> {
  await page.getByRole("button", { name: button }).click();
  const back = (url: URL) => url.origin === app.url && isBack(url);
  await page.waitForURL((url) => url.origin !== app.url || back(url));
  if (new URL(page.url()).origin !== app.url) await page.getByRole("button", { name: answer }).first().click();
  await page.waitForURL(back);
}

test("Google and Strava open the door: the first to somebody new, the second to whoever linked it", async ({ page: outer }) => {
  // Somebody owns this Almanac already.
  await person(outer);
  const context = await outer.context().browser()?.newContext({ baseURL: app.url, locale: "en-GB" });
  if (!context) throw new Error("no browser");
  opened.push(context);
  const page = patient(await context.newPage());
  await page.goto("/sign-in");
  await passConsent(page, "Sign in with Strava", /Authorize/, (url) => url.searchParams.has("trouble"));
  await expect(page.getByText("Nobody here signs in with this Strava account")).toBeVisible();

  await passConsent(page, "Sign in with Google", /Continue/, (url) => url.pathname === "/");
  await page.goto("/settings/security");
  await expectAccessible(page);
  await passConsent(page, "Link Strava", /Authorize/, (url) => url.searchParams.has("linked"));

  await context.clearCookies();
  await page.goto("/sign-in");
  await passConsent(page, "Sign in with Strava", /Authorize/, (url) => url.pathname === "/");
});

/** Nothing is cut off at the side, and every button and field lies within the screen. */
async function expectFits(page: Page): Promise<void> {
  const width = page.viewportSize()?.width ?? 0;
  const tooWide = () =>
    page.evaluate((most) => {
      const controls = [...document.querySelectorAll<HTMLElement>("main :is(button, input, select, a.button)")];
      const parts = [document.documentElement, ...controls.filter((one) => one.checkVisibility({ visibilityProperty: true }))];
      const endOf = (part: HTMLElement) => (part.matches("html") ? part.scrollWidth : part.getBoundingClientRect().right);
      return parts.filter((part) => endOf(part) > most).map((part) => part.outerHTML.slice(0, 200));
    }, width);
  await expect.poll(tooWide).toEqual([]);
}

test("on the phone, in the dark: connect, see how it goes, press what is to be pressed @phone", async ({ page: outer }) => {
  const page = await person(outer, "dark");
  await page.goto("/settings/connections");
  await expectFits(page);
  await connectStrava(page);
  await isInStep(page);
  await page.getByRole("button", { name: "Connect Hevy" }).click();
  await page.getByLabel("API key").fill("00000000-0000-4000-8000-00000000cafe");
  await page.getByRole("button", { name: "Save", exact: true }).last().click();
  await expect(page.locator("#hevy").getByText(/\((just now|.* ago)\)/)).toBeVisible({ timeout: 90_000 });
  await expectFits(page);
  await expectAccessible(page);

  // Something that cannot be taken in is told of where it is looked for, with what to press.
  const { id } = providers.strava.control.addActivity({
    name: "Pressed by mistake",
    elapsed_time: 0,
    moving_time: 0,
    distance: 0,
  });
  await page.getByRole("button", { name: "Sync Strava now" }).click();
  await toast(page, /The sync has begun|A sync is under way/).waitFor();
  await expect(async () => {
    await page.goto("/settings/connections/health");
    await expect(page.getByText(`Activity ${id}`)).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 90_000 });
  await expect(page.getByText("lasts 0 s").first()).toBeVisible();
  await expect(page.getByText("the first one").first()).toBeVisible();
  await expectFits(page);
  await expectAccessible(page);
  providers.strava.control.deleteActivity({ id });
  await page.getByRole("button", { name: "Try again" }).click();
  await toast(page, "It is tried again now.").waitFor();
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(`Activity ${id}`)).toBeHidden({ timeout: 1_000 });
  }).toPass({ timeout: 90_000 });
});
