import type { APIRequestContext, Page } from "@playwright/test";
import { expect, expectAccessible, test as freshTest, pressPair, demoTest as test } from "./fixtures";

const figure = (page: Page, label: string) => page.locator("dl .figure").filter({ hasText: new RegExp(`^${label}`) });

/** Makes a key on the set-up page and answers it, as the lines for the file show it. */
async function makeKey(page: Page): Promise<string> {
  await page.goto("/coding/setup");
  await page.getByRole("button", { name: "Create key" }).click();
  const lines = page.getByText(/^\[settings\]/);
  await expect(lines).toContainText(/api_key = [0-9a-f]{8}-/);
  const text = await lines.innerText();
  expect(text).toMatch(/api_url = http\S+\/api\/v1$/m);
  return /api_key = (\S+)/.exec(text)?.[1] ?? "";
}

type Beat = { minutesAgo: number; project?: string; language?: string; entity?: string; agent?: boolean };

/** Sends heartbeats as an editor's plugin does. */
async function send(request: APIRequestContext, key: string, beats: Beat[]): Promise<void> {
  const cli = "wakatime/v1.115.2 (linux-6.12.0-x86_64) go1.24.4";
  const answer = await request.post("/api/v1/users/current/heartbeats.bulk", {
    headers: { authorization: `Basic ${Buffer.from(key).toString("base64")}`, "x-machine-name": "desk" },
    data: beats.map(({ minutesAgo, project = "otter", language = "Go", entity = "main.go", agent = false }) => ({
      ...{ entity: `/home/ada/${project}/${entity}`, type: "file", project, language, branch: "main" },
      ...{ category: agent ? "ai coding" : "coding", is_write: true, time: Date.now() / 1000 - minutesAgo * 60 },
      user_agent: `${cli} ${agent ? "opus/5 claude-code/2.1.220 claude-code-wakatime/4.1.0" : "vscode/1.104.0 vscode-wakatime/30.2.0"}`,
    })),
  });
  expect(answer.status()).toBe(201);
  expect((await answer.json()).responses).toHaveLength(beats.length);
}

freshTest(
  "an editor is connected: the page waits, turns green by itself, and the time is there @phone",
  async ({ page, person, request }) => {
    expect(person.name).not.toBe("");
    await page.goto("/coding");
    await expect(page.getByText("No coding time yet")).toBeVisible();
    await page.getByRole("link", { name: "Connect an editor" }).click();
    await expect(page).toHaveURL(/\/coding\/setup$/);
    const status = page.getByRole("status", { name: "Latest heartbeat" });
    await expect(status).toContainText("Waiting for the first heartbeat");
    const key = await makeKey(page);
    await expectAccessible(page);
    await send(request, key, [
      { minutesAgo: 20 },
      { minutesAgo: 10, agent: true },
      { minutesAgo: 5, project: "a/b.c" },
      { minutesAgo: 0 },
    ]);
    await expect(status).toContainText("It works: VS Code on desk is sending heartbeats");
    await expect(status).toContainText("otter, Go");
    await page.goto("/coding?range=7d");
    await expect(figure(page, "Total")).toContainText("20");
    await expect(figure(page, "By hand")).toContainText("15");
    await expect(figure(page, "By AI agents")).toContainText("5");
    const projects = page.getByRole("table", { name: "Projects" });
    await expect(projects.getByRole("row", { name: /otter/ })).toContainText("15 min");
    await projects.getByRole("link", { name: "a/b.c" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "a/b.c" })).toBeVisible();
    await expect(figure(page, "Total")).toContainText("5");
    await page.goto("/coding?range=7d&work=agent");
    await expect(figure(page, "Total")).toContainText("5");
    await page.getByRole("link", { name: "Remove filter: By AI agents" }).click();
    await expect(figure(page, "Total")).toContainText("20");
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "Coding today" })).toBeVisible();
  },
);

freshTest(
  "a list of many leads to all of them, of the same days, and a name to its own @phone",
  async ({ page, person, request }) => {
    expect(person.name).not.toBe("");
    const key = await makeKey(page);
    const long = `a-project-whose-name-${"goes-on-and-".repeat(12)}on`;
    const names = [...Array.from({ length: 11 }, (_, index) => `p${index}`), long];
    // Half an hour apart, so that each has its two minutes and no more; and two from long ago.
    await send(request, key, [
      ...names.flatMap((project, index) => [2, 0].map((more) => ({ minutesAgo: 30 * (index + 1) + more, project }))),
      ...[2, 0].map((more) => ({ minutesAgo: 90 * 1_440 + more, project: "old" })),
    ]);
    await page.goto("/coding?range=30d");
    await expect(figure(page, "Total")).toContainText("24");
    await page.getByRole("link", { name: "All 12 projects" }).click();
    await expect(page).toHaveURL(/\/coding\/projects\?range=30d$/);
    await expect(page.getByText("12 projects, 24 min")).toBeVisible();
    const table = page.getByRole("table", { name: "Projects" });
    await expect(table.locator("tbody tr")).toHaveCount(12);
    await expect(table.locator("tfoot")).toContainText("24 min");
    await expectAccessible(page);
    const over = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await expect.poll(over).toBeLessThanOrEqual(0);
    await page.getByRole("navigation", { name: "Range" }).getByRole("link", { name: "All time" }).click();
    await expect(page.getByText("13 projects, 26 min")).toBeVisible();
    await page.goBack();
    await expect(page.getByText("12 projects, 24 min")).toBeVisible();
    await table.getByRole("link", { name: "p3", exact: true }).click();
    await expect(page).toHaveURL(/\/coding\/projects\/p3\?range=30d$/);
    await expect(figure(page, "Total")).toContainText("2");
    await page.goto("/coding/machines");
    await page.getByRole("table", { name: "Machines" }).getByRole("link", { name: "desk" }).click();
    await expect(page.getByRole("link", { name: "Remove filter: desk" })).toBeVisible();
    await page.goto("/coding/nonsense");
    await expect(page.getByRole("heading", { level: 1 })).toContainText(/not (here|found)|nothing/i);
  },
);

freshTest("one heartbeat makes no time yet, and is said to be there", async ({ page, person, request }) => {
  expect(person.name).not.toBe("");
  await send(request, await makeKey(page), [{ minutesAgo: 1 }]);
  await page.goto("/coding");
  await expect(page.getByText("The first heartbeat is here")).toBeVisible();
  await expect(page.getByText(/VS Code on desk is sending heartbeats\..*otter, Go/)).toBeVisible();
});

freshTest("rules are changed: another timeout counts all days again", async ({ page, person, request }) => {
  expect(person.name).not.toBe("");
  const key = await makeKey(page);
  await send(request, key, [{ minutesAgo: 40 }, { minutesAgo: 30 }, { minutesAgo: 0 }]);
  await page.goto("/coding?range=7d");
  await expect(figure(page, "Total")).toContainText("10");
  await page.goto("/coding/setup");
  await page.getByLabel("Timeout").fill("soon");
  await page.getByRole("button", { name: "Save rules" }).click();
  await expect(page.getByText("Write a number of minutes from 1 to 240.")).toBeVisible();
  await page.getByLabel("Timeout").fill("45");
  await page.getByLabel("Your editors", { exact: true }).check();
  await page.getByRole("button", { name: "Save rules" }).click();
  await expect(page.getByRole("status").getByText("Saved. All days are being counted again.")).toBeVisible();
  await expect(async () => {
    await page.goto("/coding?range=7d");
    await expect(figure(page, "Total")).toContainText("40", { timeout: 1_000 });
  }).toPass({ timeout: 90_000 });
  await page.goto("/coding/setup");
  await expect(page.getByLabel("Timeout")).toHaveValue("45");
  await expect(page.getByLabel("Your editors", { exact: true })).toBeChecked();
  await page.getByRole("button", { name: "Make a badge" }).click();
  const markdown = page.locator(".copy-once").filter({ hasText: "Markdown" }).locator("code");
  const address = /\((http[^)]+)\)/.exec(await markdown.innerText())?.[1] ?? "";
  const badge = await request.get(new URL(address).pathname + new URL(address).search);
  expect(await badge.text()).toContain("40 mins");
});

test("the demo life's coding is looked at by range, names, days, and by keys @phone", async ({ page }) => {
  await page.goto("/");
  await pressPair(page, "gd");
  await expect(page).toHaveURL(/\/coding$/);
  await expect(page.getByRole("heading", { level: 1, name: "Coding" })).toBeVisible();
  await expect(figure(page, "Total")).toContainText("the 30 days before");
  await expectAccessible(page);
  await page.getByRole("navigation", { name: "Range" }).getByRole("link", { name: "12 months" }).click();
  await expect(page).toHaveURL(/range=12m/);
  await expect(page.getByRole("heading", { name: /^Coding by week/ })).toBeVisible();
  await page.getByRole("navigation", { name: "Told apart by" }).getByRole("link", { name: "Languages" }).click();
  await expect(page).toHaveURL(/view=language/);
  await page.locator(".chart").getByText("Table", { exact: true }).click();
  await expect(page.getByRole("table", { name: /^Coding by week/ })).toContainText("TypeScript");
  await page.getByRole("table", { name: "Editors" }).getByRole("link", { name: "Neovim" }).click();
  await expect(page.getByRole("link", { name: "Remove filter: Neovim" })).toBeVisible();
  await expect(page.getByRole("table", { name: "Projects" })).toContainText("field-notes");
  await expect(page.getByRole("table", { name: "Projects" })).not.toContainText("harbour-api");
  await expect(page.getByRole("table", { name: /^Time by weekday and hour/ })).toBeVisible();
});

test("a day shows its hours, blocks, files and sources, and leads to its neighbours by key @phone", async ({ page }) => {
  await page.goto("/coding/days");
  await page.getByRole("table", { name: "Coding days" }).locator("tbody th a").nth(1).click();
  await expect(page).toHaveURL(/\/coding\/days\/\d{4}-\d\d-\d\d$/);
  const first = new URL(page.url()).pathname.slice(-10);
  for (const name of ["Hours of the day", "Projects", "Branches", "Blocks", "Files", "Sources"])
    await expect(page.getByRole("heading", { level: 2, name, exact: true })).toBeVisible();
  await expect(page.getByRole("table", { name: "Sources" })).toContainText(/Your editors.*Counts/);
  await expectAccessible(page);
  // Days have the form in which they compare as texts.
  const press = async (key: string) => {
    const before = page.url();
    await page.keyboard.press(key);
    await expect(page).not.toHaveURL(before);
    return new URL(page.url()).pathname.slice(-10);
  };
  const earlier = await press("k");
  expect(earlier < first).toBe(true);
  expect((await press("j")) > earlier).toBe(true);
  await page.goto("/coding/days/2026-02-30");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/not (here|found)|nothing/i);
});

test("projects are searched and sorted; a project shows its languages, branches and files", async ({ page }) => {
  await page.goto("/coding/projects?sort=time&order=desc");
  const table = page.getByRole("table", { name: "Projects" });
  await expect(table.locator("tbody tr")).toHaveCount(5);
  await page.getByLabel("Search projects").fill("HARBOUR");
  await page.getByLabel("Search projects").press("Enter");
  await expect(page.getByText("2 projects match").first()).toBeVisible();
  await table.getByRole("link", { name: "harbour-web" }).click();
  await expect(page.getByRole("table", { name: "Languages" })).toContainText("TypeScript");
  await expect(page.getByRole("table", { name: "Branches" })).toContainText("berth-map");
  await expect(page.getByRole("table", { name: "Files" })).toContainText("src/routes/booking.tsx");
  await expectAccessible(page);
  const [csv] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "CSV" }).first().click()]);
  expect(csv.suggestedFilename()).toBe("coding-chart.csv");
});
