import type { Page } from "@playwright/test";
import { expect, demoTest as test } from "./fixtures";

/** Opens an activity of the demo life, each test its own, and answers its address and its title. */
async function openRide(page: Page, which: number): Promise<{ address: string; title: string }> {
  await page.goto("/rides");
  const link = page.getByRole("table", { name: "Rides and other activities" }).locator("tbody th a").nth(which);
  const title = (await link.innerText()).trim();
  await link.click();
  await expect(page).toHaveURL(/\/rides\/[^/?]+$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  return { address: new URL(page.url()).pathname, title };
}

test("a ride is renamed, taken back, and restored from its history @phone", async ({ page }) => {
  const { address, title: first } = await openRide(page, 0);
  const title = page.getByRole("heading", { level: 1 });
  await page.getByRole("link", { name: "Edit", exact: true }).click();
  await page.getByLabel("Title").fill("Along the weir");
  await page.getByLabel("Sport").selectOption("Other");
  await page.getByLabel("Reason").fill("It was no trainer");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(title).toHaveText("Along the weir");
  const saved = page.getByRole("status").filter({ hasText: "Activity saved." });
  await saved.getByRole("button", { name: "Undo" }).click();
  await expect(title).toHaveText(first);

  await page.goto(`${address}/history`);
  const second = page.locator("section").filter({ has: page.getByRole("heading", { name: "Version 2" }) });
  await expect(second).toContainText("It was no trainer");
  await expect(second.getByRole("row", { name: /^Sport/ })).toContainText("Other");
  await second.getByRole("button", { name: "Restore title, sport and notes of version 2" }).click();
  await expect(page.getByRole("heading", { name: "Version 4" })).toBeVisible();
  await page.goto(address);
  await expect(title).toHaveText("Along the weir");
  await expect(page.getByRole("table", { name: "What each source says" }).getByRole("row", { name: /^Title/ })).toContainText(
    "edited by you",
  );
});

test("a deleted activity waits in the list of deleted ones and comes back from there", async ({ page }) => {
  const { address, title } = await openRide(page, 3);
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page).toHaveURL(/\/rides\?removed=/);
  await page.getByRole("link", { name: "Deleted", exact: true }).click();
  const gone = page.getByRole("table", { name: "Deleted activities" });
  await expect(gone.locator("tbody tr")).toHaveCount(1);
  await gone.getByRole("link", { name: title }).click();
  await expect(page).toHaveURL(address);
  await expect(page.getByText("It counts in no total and no chart.")).toBeVisible();
  await page.goto("/rides/deleted");
  const undelete = page.getByRole("button", { name: `Undelete: ${title}` });
  // A row has its actions while it is pointed at, once the page's scripts run.
  await expect(async () => {
    await page.mouse.move(0, 0);
    await gone.getByRole("link", { name: title }).hover();
    await expect(undelete).toBeVisible({ timeout: 500 });
  }).toPass();
  await undelete.click();
  await expect(page.getByText("No deleted activities")).toBeVisible();
  await page.goto(address);
  await expect(page.getByRole("button", { name: "Delete", exact: true })).toBeVisible();
});

test("two edits of a ride at once: the second is told, keeps what it typed, and may go on top", async ({ page }) => {
  const { address } = await openRide(page, 1);
  const other = await page.context().newPage();
  await page.goto(`${address}/edit`);
  await other.goto(`${address}/edit`);
  await other.getByLabel("Title").fill("Theirs");
  await other.getByRole("button", { name: "Save" }).click();
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Theirs");
  await page.getByLabel("Title").fill("Mine");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Title")).toHaveAccessibleDescription(/Now “Theirs”/);
  await expect(page.getByLabel("Title")).toHaveValue("Mine");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Mine");
});

test("without scripts one edits, is told so, and takes it back", async ({ page, browser, baseURL }) => {
  const { address, title: first } = await openRide(page, 2);
  const storageState = await page.context().storageState();
  const context = await browser.newContext({ javaScriptEnabled: false, storageState, baseURL });
  const plain = await context.newPage();
  await plain.goto(`${address}/edit`);
  await plain.getByLabel("Title").fill("Plainly");
  await plain.getByRole("button", { name: "Save" }).click();
  await expect(plain.getByRole("status").getByText("Activity saved.")).toBeVisible();
  await expect(plain.getByRole("heading", { level: 1 })).toHaveText("Plainly");
  await plain.getByRole("button", { name: "Undo" }).click();
  await expect(plain.getByRole("heading", { level: 1 })).toHaveText(first);
  await plain.goto("/settings/profile");
  await plain.getByRole("button", { name: "Save", exact: true }).click();
  await expect(plain.getByRole("status").getByText("Saved.")).toBeVisible();
  await context.close();
});
