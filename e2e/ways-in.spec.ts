import type { Browser, Page } from "@playwright/test";
import { type RunningApp, startApp } from "@/bin/test/app.mjs";
import { expect, newPerson, type Person, patient, test } from "./fixtures";

/** Servers of their own, because who may come in is a matter of how a server is started and of who was there first. */
test.describe.configure({ mode: "serial", timeout: 300_000 });

let app: RunningApp;

async function visit(browser: Browser): Promise<Page> {
  return patient(await browser.newPage({ baseURL: app.url }));
}

async function fillIn(page: Page, person: Person): Promise<void> {
  await page.getByLabel("Name").fill(person.name);
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
}

test.describe("ALLOW_SIGNUP=first, as it is when nothing is set", () => {
  test.beforeAll(async () => {
    // Empty counts as not set.
    app = await startApp({ ALLOW_SIGNUP: "", ALLOW_GUESTS: "" });
  });
  test.afterAll(() => app.stop());

  let late: Page;
  let demo: Page;

  test("the welcome says that the first account becomes the owner's; demo data becomes it in place", async ({ browser }) => {
    late = await visit(browser);
    await late.goto("/sign-up");
    await expect(late.getByText("This is the first account, so it will own this Almanac.")).toBeVisible();
    await fillIn(late, newPerson("Too Late"));

    demo = await visit(browser);
    await demo.goto("/sign-in");
    await demo.getByRole("button", { name: "Explore with demo data" }).click();
    await demo.getByText("You are looking at demo data").waitFor({ timeout: 120_000 });

    const page = await visit(browser);
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "Welcome to Almanac" })).toBeVisible();
    await expect(page.getByText("The first account becomes the owner’s.")).toBeVisible();
    await expect(page.getByRole("link", { name: "Make the owner’s account" })).toHaveAttribute("href", "/sign-up");
    await page.getByRole("button", { name: "Explore with demo data" }).click();
    await page.getByText("You are looking at demo data").waitFor({ timeout: 120_000 });
    await page.getByRole("link", { name: "Make this your account" }).click();
    await fillIn(page, newPerson("First Owner"));
    await page.getByLabel("Keep the demo data").check();
    await page.getByRole("button", { name: "Create account" }).click();
    await page.waitForURL((url) => url.pathname === "/");
    await page.goto("/status");
    await expect(page.getByRole("heading", { level: 1, name: "Status" })).toBeVisible();
    await page.close();
  });

  test("then nobody else comes in: not by the page, not by a form that was open before, not as a guest", async ({ browser }) => {
    const page = await visit(browser);
    await page.goto("/sign-in");
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Make an account" })).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Explore with demo data" })).toHaveCount(0);
    await page.goto("/sign-up");
    await expect(page.getByRole("heading", { name: "Sign-up is closed" })).toBeVisible();
    await expect(page.getByText("ALLOW_SIGNUP=open")).toBeVisible();

    await late.getByRole("button", { name: "Create account" }).click();
    await expect(late.getByRole("alert").filter({ hasText: "Nobody can make an account here just now" })).toBeVisible();
    expect(await late.context().cookies()).toEqual([]);

    await demo.getByRole("link", { name: "Make this your account" }).click();
    await expect(demo.getByRole("heading", { name: "Sign-up is closed" })).toBeVisible();
    await demo.getByRole("link", { name: "Back to the demo data" }).click();
    await expect(demo.getByText("You are looking at demo data")).toBeVisible();
  });

  test("without https nothing keeps browsers on it", async ({ request }) => {
    const answer = await request.get(`${app.url}/sign-in`);
    expect(answer.headers()["strict-transport-security"]).toBeUndefined();
  });
});

test.describe("ALLOW_SIGNUP=closed, ALLOW_GUESTS=false, at an https address", () => {
  test.beforeAll(async () => {
    app = await startApp({ ALLOW_SIGNUP: "closed", ALLOW_GUESTS: "false", APP_URL: "https://almanac.example" });
  });
  test.afterAll(() => app.stop());

  test("the welcome says how the owner's account can be made, and offers nothing that is switched off", async ({ browser }) => {
    const page = await visit(browser);
    await page.goto("/sign-in");
    await expect(page.getByText("Start Almanac once with ALLOW_SIGNUP=first.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Explore with demo data" })).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Make the owner’s account" })).toHaveCount(0);
    await page.goto("/sign-up");
    await expect(page.getByRole("heading", { name: "Sign-up is closed" })).toBeVisible();
  });

  test("every answer keeps browsers on https", async ({ request }) => {
    for (const path of ["/sign-in", "/api/health/live", "/runs", "/nothing.png"]) {
      const answer = await request.get(app.url + path, { maxRedirects: 0 });
      expect([path, answer.headers()["strict-transport-security"]]).toEqual([path, "max-age=31536000"]);
    }
  });
});
