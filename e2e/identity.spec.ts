import { expect, expectAccessible, exploreDemo, newPerson, signIn, signUp, test } from "./fixtures";

test.describe("signing up and in", () => {
  test("makes an account, signs out, and signs in again where one was going @phone", async ({ page, isMobile }) => {
    const person = await signUp(page);
    const cookies = await page.context().cookies();
    await page.goto("/settings/profile");
    if (isMobile) await page.getByRole("button", { name: "More" }).click();
    const main = page.getByRole("navigation", { name: "Main" });
    await main.getByText(person.name).click();
    await main.getByRole("button", { name: "Sign out" }).click();
    await expect(page).toHaveURL(/\/sign-in$/);
    await page.context().addCookies(cookies);
    await page.goto("/settings/keys?sort=name");
    await expect(page).toHaveURL(/\/sign-in\?from=/);
    await page.getByLabel("Email").fill(person.email.toUpperCase());
    await page.getByLabel("Password").fill(person.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/\/settings\/keys\?sort=name$/);
  });

  test("says beside the fields what is wrong, and keeps all but the password", async ({ page }) => {
    const person = newPerson();
    await page.goto("/sign-up");
    await page.getByLabel("Name").fill(person.name);
    await page.getByLabel("Email").fill(person.email);
    await page.getByLabel("Password").fill("password123");
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByLabel("Password")).toHaveAccessibleDescription(/most common/);
    await expect(page.getByLabel("Password")).toBeFocused();
    await expect(page.getByLabel("Email")).toHaveValue(person.email);
  });

  test("works without scripts", async ({ browser, baseURL }) => {
    const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
    const page = await context.newPage();
    const person = newPerson();
    await page.goto("/sign-up");
    await page.getByLabel("Name").fill(person.name);
    await page.getByLabel("Email").fill(person.email);
    await page.getByLabel("Password").fill("1234567890");
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByLabel("Password")).toHaveAccessibleDescription(/most common/);
    await expect(page.getByLabel("Name")).toHaveValue(person.name);
    await expect(page.getByLabel("Password")).toHaveValue("");
    await page.getByLabel("Password").fill(person.password);
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page).not.toHaveURL(/sign-up/);
    await page.goto("/settings/profile");
    await expect(page.getByLabel("Name")).toHaveValue(person.name);
    await context.close();
  });

  test("refuses a second account for an address, and leads home instead of elsewhere", async ({ page }) => {
    const person = await signUp(page);
    await page.context().clearCookies();
    await page.goto("/sign-up");
    await page.getByLabel("Name").fill("Somebody else");
    await page.getByLabel("Email").fill(person.email);
    await page.getByLabel("Password").fill(person.password);
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByLabel("Email")).toHaveAccessibleDescription(/has an account/);
    await page.goto("/sign-in?from=//evil.example/runs");
    await page.getByLabel("Email").fill(person.email);
    await page.getByLabel("Password").fill(person.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL((url) => url.pathname === "/" && url.hostname === "localhost");
  });

  test("is clean for axe", async ({ page }) => {
    for (const path of ["/sign-in", "/sign-up"]) {
      await page.goto(path);
      await expectAccessible(page);
    }
  });
});

test.describe("limits", () => {
  test("answer 429 with the time to wait after ten failures, the same for accounts that do not exist", async ({
    page,
    request,
    baseURL,
  }) => {
    const known = await signUp(page);
    const { csrfToken } = await (await request.get("/api/auth/csrf")).json();
    for (const email of [known.email, newPerson().email]) {
      const statuses: number[] = [];
      for (let attempt = 0; attempt < 11; attempt += 1) {
        const answer = await request.post("/api/auth/callback/credentials", {
          form: { email, password: "not the password", csrfToken, json: "true", callbackUrl: String(baseURL) },
          maxRedirects: 0,
        });
        statuses.push(answer.status());
        if (attempt === 10) {
          expect(Number(answer.headers()["retry-after"])).toBeGreaterThan(600);
          expect(answer.headers()["content-type"]).toContain("application/problem+json");
        }
      }
      expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
    }
    await page.context().clearCookies();
    await page.goto("/sign-in");
    await page.getByLabel("Email").fill(known.email);
    await page.getByLabel("Password").fill(known.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.locator("form").getByRole("alert").first()).toContainText(
      /Too many failed attempts. Try again in \d+ minutes/,
    );
  });
});

test.describe("demo data", () => {
  test("is one press away, is marked on every page, and goes with one press @phone", async ({ page }) => {
    await exploreDemo(page);
    for (const path of ["/runs", "/settings/profile"]) {
      await page.goto(path);
      await expect(page.getByText("You are looking at demo data")).toBeVisible();
    }
    const cookies = await page.context().cookies();
    await page.getByRole("button", { name: "Leave and remove demo data" }).click();
    await expect(page).toHaveURL(/\/sign-in/);
    await page.context().addCookies(cookies);
    await page.goto("/runs");
    await expect(page).toHaveURL(/\/sign-in/);
  });

  test("can be kept when it becomes an account", async ({ page }) => {
    await exploreDemo(page);
    await page.goto("/runs");
    await page.getByRole("link", { name: "Make this your account" }).click();
    const person = newPerson();
    await page.getByLabel("Name").fill(person.name);
    await page.getByLabel("Email").fill(person.email);
    await page.getByLabel("Password").fill(person.password);
    await page.getByLabel("Keep the demo data").check();
    await page.getByRole("button", { name: "Create account" }).click();
    await page.waitForURL((url) => url.pathname === "/");
    await page.goto("/runs");
    await expect(page.getByText("You are looking at demo data")).toHaveCount(0);
    await expect(page.getByRole("row").nth(3)).toBeVisible();
    await page.context().clearCookies();
    await signIn(page, person);
  });

  test("is left behind when the account starts empty", async ({ page }) => {
    await exploreDemo(page);
    await page.goto("/sign-up");
    const person = newPerson();
    await page.getByLabel("Name").fill(person.name);
    await page.getByLabel("Email").fill(person.email);
    await page.getByLabel("Password").fill(person.password);
    await page.getByRole("button", { name: "Create account" }).click();
    await page.waitForURL((url) => url.pathname === "/");
    const runs = await page.request.get("/api/runs");
    expect((await runs.json()).items).toEqual([]);
  });
});

test.describe("doors", () => {
  test("end the session itself when the sign-in library signs out", async ({ page, request, baseURL }) => {
    await signUp(page);
    const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
    expect((await request.get("/api/settings", { headers: { cookie } })).status()).toBe(200);
    const { csrfToken } = await (await page.request.get("/api/auth/csrf")).json();
    const form = { csrfToken, json: "true", callbackUrl: String(baseURL) };
    expect((await page.request.post("/api/auth/signout", { form })).status()).toBe(200);
    expect((await request.get("/api/settings", { headers: { cookie } })).status()).toBe(401);
  });

  test("refuse what other sites send in a person's name", async ({ page, person, request }) => {
    const cookies = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
    const sent: Record<string, string>[] = [{ "sec-fetch-site": "cross-site", origin: "https://evil.example" }, {}];
    for (const headers of sent) {
      const answer = await request.patch("/api/settings", {
        data: { name: "Mallory" },
        headers: { cookie: cookies, ...headers },
      });
      expect(answer.status()).toBe(403);
    }
    await page.goto("/settings/profile");
    await expect(page.getByLabel("Name")).toHaveValue(person.name);
  });

  test("answer 400 to forms that nobody can read, in our own words", async ({ page, request, baseURL }) => {
    await page.goto("/sign-in");
    const ours = await page.locator('input[name$=":0"]').first().getAttribute("value");
    const action = String(JSON.parse(ours ?? "{}").id);
    expect(action).toMatch(/^[0-9a-f]{20,}$/);
    const multipart = "multipart/form-data; boundary=x";
    const broken: [headers: Record<string, string>, body: string][] = [
      [{ "content-type": multipart }, '--x\r\nContent-Disposition: form-data; name="email"\r\n\r\nbreaks o'],
      [{ "content-type": "multipart/form-data; boundary=" }, "x"],
      [{ "content-type": multipart, "next-action": action }, "no form at all"],
      [{ "content-type": "text/plain;charset=UTF-8", "next-action": action }, '["$1"]'],
      [{ "content-type": "text/plain;charset=UTF-8", "next-action": action }, "["],
    ];
    for (const [headers, data] of broken) {
      const answer = await request.post("/sign-in", {
        headers: { origin: String(baseURL), ...headers },
        data: Buffer.from(data),
      });
      expect([data, answer.status()]).toEqual([data, 400]);
      expect((await answer.json()).detail).toContain("This form cannot be read");
    }
  });

  test("have nothing where there is nothing, and lead to signing in where there is", async ({ page, request }) => {
    const strangers = async (path: string) => (await request.get(path, { maxRedirects: 0 })).status();
    for (const path of ["/foo.png", "/nothing", "/runs/app.js"]) expect([path, await strangers(path)]).toEqual([path, 404]);
    for (const path of ["/", "/runs", "/settings/keys"]) expect([path, await strangers(path)]).toEqual([path, 307]);
    await page.goto("/nothing");
    await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  });
});
