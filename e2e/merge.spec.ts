import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./fixtures";

/** Writes a run down through the page; answers its address. */
async function addRun(page: Page, name: string, start: string, duration: string): Promise<string> {
  await page.goto("/runs/new");
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Start").fill(start);
  await page.getByLabel("Distance").fill("10");
  await page.getByLabel("Duration").fill(duration);
  await page.getByRole("button", { name: "Add run" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  return new URL(page.url()).pathname;
}

test("two runs are made one, and two again @phone", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  const far = await addRun(page, "Evening", "2024-11-02T18:00:00", "40:00");
  const other = await addRun(page, "By the clock", "2024-11-02T06:50:00", "52:00");
  const stays = await addRun(page, "By the river", "2024-11-02T06:45:00", "50:00");
  await page.getByRole("link", { name: "Merge with another" }).click();
  const offered = page.getByRole("listitem").filter({ has: page.getByRole("button", { name: /^Merge/ }) });
  await expect(offered).toHaveCount(2);
  await expect(offered.first()).toContainText("By the clock");
  await expect(offered.first()).toContainText("45:00 at the same time");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Merge with By the clock" }).click();
  await expect(page).toHaveURL((url) => url.pathname === stays);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("link", { name: /^History/ })).toContainText("3");
  await page.goto(other);
  await expect(page.getByRole("link", { name: "Edit" })).toBeVisible();
  await page.goto(`${stays}/merge`);
  await page.getByRole("button", { name: "Merge with By the clock" }).click();
  await expect(page).toHaveURL((url) => url.pathname === stays);
  await page.goto(`${stays}/history`);
  await expect(page.getByText("Merged with ‘By the clock’.").first()).toBeVisible();
  await page.goto(other);
  await expect(page.getByText(/^This run is part of By the river/)).toBeVisible();
  await page.goto(stays);
  await page.getByRole("button", { name: "Split off" }).first().click();
  await expect(page.getByText("Split off. This is the activity of its own.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText(/^This run is part of/)).toBeVisible();
  await page.getByRole("button", { name: "Make it a run of its own" }).click();
  await expect(page.getByRole("link", { name: "Edit" })).toBeVisible();
  await page.goto(far);
  await expect(page.getByRole("heading", { name: "Evening", level: 1 })).toBeVisible();
});

test("a run says beside its fields what cannot be", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  const run = await addRun(page, "Odd", "2024-11-02T06:45:00", "50:00");
  await page.goto(`${run}/edit`);
  await page.getByLabel("Duration").fill("3600");
  await page.getByLabel("Distance").fill("0");
  await page.getByLabel("Start").fill("2100-01-01T07:00:00");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Duration")).toHaveAccessibleDescription(/could be minutes or seconds. Write 3600 min/);
  await expect(page.getByLabel("Distance")).toHaveAccessibleDescription(/longer than 0/);
  await page.getByLabel("Duration").fill("1:00:00");
  await page.getByLabel("Distance").fill("11");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Start")).toHaveAccessibleDescription(/lies in the future/);
  await page.getByLabel("Start").fill("2024-11-02T06:45:00");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Figures of this run")).toContainText("1:00:00");
});
