import { expect, expectAccessible, newPerson, patient, signIn, signUp, test } from "./fixtures";

const PAGES = ["profile", "security", "keys", "audit", "data"];

/** A red square of 300 × 300 points, made by the browser as any photo would be. */
async function picture(page: import("@playwright/test").Page): Promise<Buffer> {
  const url = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 300;
    const context = canvas.getContext("2d");
    if (context) context.fillStyle = "red";
    context?.fillRect(0, 0, 300, 300);
    return canvas.toDataURL("image/png");
  });
  return Buffer.from(url.split(",")[1] ?? "", "base64");
}

test.describe("profile", () => {
  test("changes what every page shows: units, zone, theme @phone", async ({ page, person }) => {
    await page.goto("/settings/profile");
    await expect(page.getByLabel("Time zone")).toHaveValue("Berlin (Europe/Berlin)");
    await page.getByLabel("Name").fill(`${person.name} the Second`);
    await page.getByLabel("Time zone").fill("new york");
    await page.getByLabel("Units").selectOption("Miles");
    await page.getByLabel("First day of the week").selectOption("Sunday");
    await page.getByLabel("Theme").selectOption("Dark");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByRole("status").getByText("Saved.")).toBeVisible();
    await page.reload();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await expect(page.getByLabel("Time zone")).toHaveValue("New York (America/New_York)");
    await expect(page.getByLabel("Units")).toHaveValue("mi");
    const settings = await (await page.request.get("/api/settings")).json();
    expect(settings).toMatchObject({
      name: `${person.name} the Second`,
      timeZone: "America/New_York",
      units: "mi",
      firstWeekday: 0,
      theme: "dark",
    });
  });

  test("says what is wrong with a zone that is none", async ({ page, person }) => {
    expect(person.name).not.toBe("");
    await page.goto("/settings/profile");
    await page.getByLabel("Time zone").fill("Atlantis");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByLabel("Time zone")).toHaveAccessibleDescription(/no time zone/);
    await expect(page.getByLabel("Time zone")).toHaveValue("Atlantis");
    await page.getByLabel("Time zone").fill("san");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByLabel("Time zone")).toHaveAccessibleDescription(/Several time zones .*Santiago/);
  });

  test("takes a picture, serves it as nothing but a picture, and refuses what is none", async ({ page, person }) => {
    expect(person.name).not.toBe("");
    await page.goto("/settings/profile");
    await page
      .getByLabel("New picture")
      .setInputFiles({ name: "me.png", mimeType: "image/png", buffer: Buffer.from("<svg/onload=alert(1)>") });
    await page.getByRole("button", { name: "Save picture" }).click();
    await expect(page.getByLabel("New picture")).toHaveAccessibleDescription(/no PNG, JPEG or WebP/);
    await page.getByLabel("New picture").setInputFiles({ name: "me.png", mimeType: "image/png", buffer: await picture(page) });
    await page.getByRole("button", { name: "Save picture" }).click();
    await expect(page.getByRole("img", { name: "You" })).toBeVisible();
    const served = await page.request.get("/api/avatar");
    expect(served.headers()).toMatchObject({ "content-type": "image/png", "x-content-type-options": "nosniff" });
    expect(served.headers()["content-security-policy"]).toContain("default-src 'none'");
    await page.getByRole("button", { name: "Remove picture" }).click();
    await expect(page.getByRole("img", { name: "You" })).toHaveCount(0);
    expect((await page.request.get("/api/avatar")).status()).toBe(404);
  });

  test("changes the address with the password alone", async ({ page, person }) => {
    const other = newPerson();
    await page.goto("/settings/profile");
    await page.getByLabel("New email").fill(other.email);
    await page.getByLabel("Current password").fill("not my password");
    await page.getByRole("button", { name: "Change email" }).click();
    await expect(page.getByLabel("Current password")).toHaveAccessibleDescription(/not your current password/);
    await page.getByLabel("Current password").fill(person.password);
    await page.getByRole("button", { name: "Change email" }).click();
    await expect(page.getByText(`You sign in with ${other.email}.`, { exact: true })).toBeVisible();
    await page.context().clearCookies();
    await signIn(page, { ...person, email: other.email });
  });

  test("keeps dated thresholds, and brings a removed one back", async ({ page, person }) => {
    expect(person.name).not.toBe("");
    await page.goto("/settings/profile");
    const power = page.getByRole("region", { name: "Threshold power" }).or(page.locator("#ftp"));
    await power.getByLabel("Threshold power").fill("251");
    await power.getByLabel("Valid from").fill("2025-03-01");
    await power.getByRole("button", { name: "Add threshold power" }).click();
    await expect(power.getByText("1 Mar 2025")).toBeVisible();
    await power.getByRole("button", { name: "Remove" }).click();
    await expect(power.getByText("1 Mar 2025")).toHaveCount(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(power.getByText("1 Mar 2025")).toBeVisible();
    const zones = page.locator("#zones");
    await zones.getByLabel("Valid from").fill("2025-03-01");
    await zones.getByLabel("Threshold").fill("170");
    await zones.getByRole("button", { name: "Add zones" }).click();
    await expect(zones.getByText("115 · 141 · 159 · 178 bpm")).toBeVisible();
  });
});

test.describe("API keys", () => {
  test("are shown once, work at once with their scopes, and end when revoked @phone", async ({ page, person }) => {
    expect(person.name).not.toBe("");
    await page.goto("/settings/keys");
    for (const scope of ["read", "write", "telemetry", "heartbeats"]) {
      await expect(page.getByRole("checkbox", { name: scope, exact: true })).toBeChecked();
    }
    await page.getByLabel("Name", { exact: true }).fill("Laptop");
    await page.getByRole("checkbox", { name: "write", exact: true }).uncheck();
    await page.getByRole("button", { name: "Create key" }).click();
    const key = await page.getByText(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/).textContent();
    const call = (method: "get" | "patch") =>
      page.request[method]("/api/settings", {
        headers: { authorization: `Bearer ${key}`, cookie: "" },
        ...(method === "patch" ? { data: {} } : {}),
      });
    expect((await call("get")).status()).toBe(200);
    expect((await call("patch")).status()).toBe(403);
    await page.reload();
    await expect(page.getByText(String(key))).toHaveCount(0);
    await expect(page.getByText(`…${key?.slice(-4)}`)).toBeVisible();
    await page.getByRole("button", { name: "Revoke Laptop" }).click();
    await page.getByLabel("Type “Laptop” to confirm").fill("Laptop");
    await page.getByRole("button", { name: "Revoke key" }).click();
    await expect(page.getByText(`…${key?.slice(-4)}`)).toHaveCount(0);
    expect((await call("get")).status()).toBe(401);
  });
});

test.describe("security", () => {
  test("a new password signs other browsers out, and a session can be ended from afar", async ({
    page,
    person,
    browser,
    baseURL,
  }) => {
    const elsewhere = await browser.newContext({
      baseURL,
      userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0",
    });
    const other = patient(await elsewhere.newPage());
    await signIn(other, person);
    await page.goto("/settings/security");
    await expect(page.getByText("This browser")).toHaveCount(1);
    await expect(page.getByText("Firefox on Linux")).toBeVisible();
    await page.getByRole("listitem").filter({ hasText: "Firefox" }).getByRole("button", { name: "Sign out" }).click();
    await expect(page.getByText("Firefox on Linux")).toHaveCount(0);
    await other.goto("/settings/profile");
    await expect(other).toHaveURL(/\/sign-in/);
    await signIn(other, person);
    await page.getByLabel("Current password").fill(person.password);
    await page.getByLabel("New password").fill("nine herons by the weir");
    await page.getByRole("button", { name: "Change password" }).click();
    await expect(page.getByRole("status").getByText(/Password changed/)).toBeVisible();
    await other.goto("/settings/profile");
    await expect(other).toHaveURL(/\/sign-in/);
    await page.goto("/settings/security");
    await expect(page).toHaveURL(/\/settings\/security/);
    await elsewhere.close();
  });
});

test.describe("audit log and data", () => {
  test("shows what was done and refused, filters it, and gives it as CSV", async ({ page, person }) => {
    await page.goto("/settings/profile");
    await page.getByLabel("Time zone").fill("Atlantis");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByLabel("Time zone")).toHaveAccessibleDescription(/no time zone/);
    await page.goto("/settings/audit");
    await expect(page.getByRole("row").filter({ hasText: "accounts.create" })).toContainText("Done");
    await expect(page.getByRole("row").filter({ hasText: "settings.update" })).toContainText("Refused");
    await page.goto("/settings/audit?outcome=refused");
    await expect(page.getByRole("row").filter({ hasText: "accounts.create" })).toHaveCount(0);
    const href = await page.getByRole("link", { name: "CSV" }).getAttribute("href");
    const csv = await (await page.request.get(href ?? "")).text();
    expect(csv.split("\r\n").filter((line) => line.includes("settings.update"))).toHaveLength(1);
    expect(csv).not.toContain(person.password);
  });

  test("gives everything as JSON, and erases the account when its name is typed", async ({ page, person }) => {
    await page.request.post("/api/runs", {
      data: { name: "Mine", startAt: "2024-11-01T08:00:00Z", distance: 5000, duration: 1500 },
      headers: { "sec-fetch-site": "same-origin" },
    });
    const all = await (await page.request.get("/settings/data/json")).json();
    expect(all.runs).toMatchObject([{ name: "Mine", distance_m: 5000 }]);
    expect(all.runs_history).toHaveLength(1);
    expect(JSON.stringify(all)).not.toContain("user_id");
    await page.goto("/settings/data");
    await page.getByRole("button", { name: "Delete account" }).click();
    await page.getByLabel(`Type “${person.name}” to confirm`).fill(person.name);
    await page.getByRole("button", { name: "Delete account and all data" }).click();
    await expect(page).toHaveURL(/\/sign-in/);
    await page.getByLabel("Email").fill(person.email);
    await page.getByLabel("Password").fill(person.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.locator("form").getByRole("alert").first()).toContainText("do not fit together");
  });
});

test("settings are clean for axe and reachable by keys alone @phone", async ({ page }) => {
  await signUp(page);
  for (const name of PAGES) {
    await page.goto(`/settings/${name}`);
    await expectAccessible(page);
  }
  await page.goto("/settings/profile");
  await page.getByLabel("Name").focus();
  for (const label of ["Time zone", "Units", "First day of the week", "Numbers and days", "Theme"]) {
    await page.keyboard.press("Tab");
    await expect(page.getByLabel(label)).toBeFocused();
  }
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").getByText("Saved.")).toBeVisible();
});
