import { demoTest, expect, test } from "./fixtures";

test("a shoe is added, collects runs, nears its limit, is retired and unretired @phone", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  await page.goto("/shoes/new");
  await page.getByLabel("Name").fill("Harrier 7 (blue)");
  await page.getByLabel("Starting distance").fill("640");
  await page.getByLabel("Limit").fill("650");
  await page.getByRole("button", { name: "Add shoe" }).click();
  await expect(page).toHaveURL(/\/shoes\/harrier_7_blue$/);

  await page.goto("/runs/new");
  await page.getByLabel("Name").fill("First in blue");
  await page.getByLabel("Distance").fill("12");
  await page.getByLabel("Duration").fill("1:00:00");
  await page.getByLabel("Shoe").selectOption({ label: "Harrier 7 (blue)" });
  await page.getByRole("button", { name: "Add run" }).click();
  await page.getByRole("link", { name: "Harrier 7 (blue)" }).first().click();
  await expect(page.getByLabel("Figures of this shoe")).toContainText("652.0 km");
  await expect(page.getByText("2 km over its limit").first()).toBeVisible();

  await page.getByRole("button", { name: "Retire", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Date").fill("2025-11-20");
  await dialog.getByLabel("Why").fill("The heel is gone");
  await dialog.getByRole("button", { name: "Retire shoe" }).click();
  await expect(page.getByText("Retired on 20 Nov 2025")).toBeVisible();
  await expect(page.getByText("The heel is gone")).toBeVisible();
  await page.getByRole("button", { name: "Unretire" }).click();
  await expect(page.getByRole("button", { name: "Retire", exact: true })).toBeVisible();
});

test("a name that is taken is refused beside the field; a deleted shoe comes back from the toast", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  for (let time = 0; time < 2; time += 1) {
    await page.goto("/shoes/new");
    await page.getByLabel("Name").fill("Longstride");
    await page.getByRole("button", { name: "Add shoe" }).click();
    if (time === 0) await expect(page).toHaveURL(/\/shoes\/longstride$/);
  }
  await expect(page.getByRole("alert").or(page.locator(".field-error")).first()).toContainText(/Longstride|name/i);
  await expect(page.getByLabel("Name")).toHaveValue("Longstride");

  await page.goto("/shoes/longstride");
  await page.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("heading", { name: "Deleted" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("heading", { name: "In use" })).toBeVisible();
});

test("two edits of a shoe at once: the second is told and keeps what it typed", async ({ page, person }) => {
  expect(person.name).toBeTruthy();
  await page.goto("/shoes/new");
  await page.getByLabel("Name").fill("Meadow");
  await page.getByRole("button", { name: "Add shoe" }).click();
  await expect(page).toHaveURL(/\/shoes\/meadow$/);
  const other = await page.context().newPage();
  await page.goto("/shoes/meadow/edit");
  await other.goto("/shoes/meadow/edit");
  await other.getByLabel("Limit").fill("700");
  await other.getByRole("button", { name: "Save" }).click();
  await expect(other).toHaveURL(/\/shoes\/meadow$/);
  await page.getByLabel("Limit").fill("800");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Limit")).toHaveAccessibleDescription(/Now “700”/);
  await expect(page.getByLabel("Limit")).toHaveValue("800");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("0.0 of 800 km").first()).toBeVisible();
});

demoTest("mileage leads to the runs it is made of", async ({ page }) => {
  await page.goto("/shoes");
  await page.getByRole("list", { name: "Shoes in use" }).getByRole("link").first().click();
  const figures = page.getByLabel("Figures of this shoe");
  const runs = (await figures.getByRole("link").nth(1).innerText()).trim();
  await figures.getByRole("link").nth(1).click();
  await expect(page).toHaveURL(/\/runs\?shoe=/);
  await expect(page.getByRole("table", { name: "Runs", exact: true }).locator("tfoot")).toContainText(`${runs} run`);
});
