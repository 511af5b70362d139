import { randomUUID } from "node:crypto";
import { AxeBuilder } from "@axe-core/playwright";
import { test as base, type Cookie, expect, type Page } from "@playwright/test";

export { expect } from "@playwright/test";

/** Somebody whom no other test knows. */
export type Person = { name: string; email: string; password: string };

/** A fresh person; the address is new in every call, so tests can run side by side and again. */
export function newPerson(name = "Ada Test"): Person {
  return { name, email: `${randomUUID()}@example.org`, password: "seven herons by the weir" };
}

/**
 * A page that is as far as a person would be who sees it stand still: whoever opens or reloads it waits until its scripts listen, so that
 * no key, no choice and no press comes before them. What was pressed before has a test of its own, and so has the page without scripts.
 */
export function patient(page: Page): Page {
  const goto = page.goto.bind(page);
  const reload = page.reload.bind(page);
  page.goto = async (...given) => {
    const answer = await goto(...given);
    await scriptsListen(page);
    return answer;
  };
  page.reload = async (...given) => {
    const answer = await reload(...given);
    await scriptsListen(page);
    return answer;
  };
  return page;
}

async function scriptsListen(page: Page): Promise<void> {
  await page.locator('html[data-scripts], html:not(:has(script[src*="/_next/"]))').waitFor({ state: "attached" });
}

/** Makes an account through the page and waits until the person is inside. */
export async function signUp(page: Page, person = newPerson()): Promise<Person> {
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill(person.name);
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL((url) => url.pathname === "/");
  return person;
}

/** Signs in through the page and waits until the sign-in page is left. */
export async function signIn(page: Page, person: Person): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

/** Opens a demo life of its own and waits until it is there: seconds on a free machine, more where many tests share one. */
export async function exploreDemo(page: Page): Promise<void> {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Explore with demo data" }).click();
  await page.getByText("You are looking at demo data").waitFor({ timeout: 120_000 });
}

/** Presses keys that belong together right after one another: they count when a second holds them, however busy the page is. */
export async function pressPair(page: Page, pair: string): Promise<void> {
  await Promise.all([...pair].map((key) => page.keyboard.press(key)));
}

/** The last toast that says it. */
export const toast = (page: Page, text: string | RegExp) =>
  page.getByRole("status").locator(".toast").filter({ hasText: text }).last();

const LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Fails with what axe finds on the page as it is now; `only` some of its rules, or `without` some. */
export async function expectAccessible(
  page: Page,
  { only, without }: { only?: string[]; without?: string[] } = {},
): Promise<void> {
  // The pages have no frames, so the answers need not be put together in a window of their own; what passes need not be told.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  const chosen = only ? axe.withRules(only) : axe.withTags(LEVELS);
  const { violations } = await (without ? chosen.disableRules(without) : chosen).analyze();
  const found = violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map((node) => node.target.join(" ")) }));
  expect(found).toEqual([]);
}

type Shared = { demoCookies: Cookie[] };

/** The pages of the test's context are patient. `person` is signed up and signed in in the test's own page; errors that reach the browser's console fail the test. */
export const test = base.extend<{ person: Person; consoleErrors: string[] }, Shared>({
  context: async ({ context, javaScriptEnabled }, use) => {
    if (javaScriptEnabled !== false) context.on("page", patient);
    await use(context);
  },
  consoleErrors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(String(error)));
      page.on("console", (message) => {
        // A refused request is what some tests ask for; the browser reports it as an error all the same.
        if (message.type() === "error" && !/Failed to load resource/.test(message.text())) errors.push(message.text());
      });
      await use(errors);
      expect(errors).toEqual([]);
    },
    { auto: true },
  ],
  person: async ({ page }, use) => {
    await use(await signUp(page));
  },
  demoCookies: [
    async ({ browser }, use, { project }) => {
      const page = patient(await browser.newPage({ baseURL: project.use.baseURL }));
      await exploreDemo(page);
      const cookies = await page.context().cookies();
      await page.close();
      await use(cookies);
    },
    { scope: "worker", timeout: 180_000 },
  ],
});

/** Tests in a demo life that they share with others of their worker: they may add to it and must not count on its last word. */
export const demoTest = test.extend({
  page: async ({ page, demoCookies }, use) => {
    await page.context().addCookies(demoCookies);
    await use(page);
  },
});
