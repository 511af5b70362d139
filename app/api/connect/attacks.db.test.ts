import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { cookieName } from "@/app/_auth/cookie";
import { disconnect } from "@/db/connections";
import { unlinkIdentity } from "@/db/identities";
import { ownerQuery, type TestUser, testUser } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import { type GoogleSimulator, startGoogle } from "@/e2e/simulators/google/start";
import { type StravaSimulator, startStrava } from "@/e2e/simulators/strava/start";
import { newId, newSecret } from "@/lib/crypto";
import { Browser } from "./browser.fixture";

let google: GoogleSimulator;
let strava: StravaSimulator;
beforeAll(async () => {
  google = await startGoogle();
  strava = await startStrava();
  vi.stubEnv("ALLOW_SIGNUP", "open");
  vi.stubEnv("GOOGLE_CLIENT_ID", "almanac.apps.googleusercontent.com");
  vi.stubEnv("GOOGLE_CLIENT_SECRET", "google-secret");
  vi.stubEnv("GOOGLE_ISSUER", google.issuer);
  vi.stubEnv("GOOGLE_AUTHORIZE_URL", google.authorizeUrl);
  vi.stubEnv("GOOGLE_TOKEN_URL", google.tokenUrl);
  vi.stubEnv("GOOGLE_REVOKE_URL", google.revokeUrl);
  vi.stubEnv("STRAVA_CLIENT_ID", "12345");
  vi.stubEnv("STRAVA_CLIENT_SECRET", "strava-secret");
  vi.stubEnv("STRAVA_OAUTH_URL", strava.oauthUrl);
  vi.stubEnv("STRAVA_API_URL", strava.apiUrl);
});
afterAll(async () => {
  await google.stop();
  await strava.stop();
});

/** Says yes at a provider's page as somebody; answers where that leads. */
async function agree(page: string, as: string): Promise<string> {
  const html = await (await fetch(page)).text();
  const form = new URLSearchParams();
  for (const [, name = "", value = ""] of html.matchAll(/name="(\w+)" value="([^"]*)"(?: checked)?/g)) {
    if (name !== "decision") form.append(name, value.replaceAll("&amp;", "&"));
  }
  const ofGoogle = page.startsWith(google.origin);
  form.set("decision", ofGoogle ? `continue:${as}` : "authorize");
  if (!ofGoogle) form.set("account", as);
  const action = new URL(/action="([^"]*)"/.exec(html)?.[1] ?? "", page);
  const answer = await fetch(action, { method: "POST", body: form, redirect: "manual" });
  return answer.headers.get("location") ?? "";
}

const somebody = (more: { email?: string; verified?: boolean } = {}) =>
  google.control.addAccount({ sub: newId(), email: `${newId()}@example.com`, name: "Ada", ...more });
const sessions = async (userId: string | null) =>
  (await ownerQuery("select 1 from door.sessions where user_id = $1", [userId])).length;
const accounts = async (email: string) => (await ownerQuery("select 1 from door.accounts where email = $1", [email])).length;

async function signUpWithGoogle(): Promise<{ browser: Browser; userId: string; sub: string; email: string }> {
  const [browser, { sub, email }] = [new Browser(), somebody()];
  await browser.comeBack(await agree(await browser.begin("google", "sign-in"), sub));
  const userId = await browser.who();
  if (!userId) throw new Error("nobody was signed in");
  return { browser, userId, sub, email };
}

describe("the answer to a consent", () => {
  it("is good once: sent again, or by twenty at the same moment, it opens one session", async () => {
    const [browser, { sub, email }] = [new Browser(), somebody()];
    const address = await agree(await browser.begin("google", "sign-in"), sub);
    const copies = Array.from({ length: 20 }, () => browser.copy());
    const led = await Promise.all(copies.map((copy) => copy.comeBack(address)));
    expect(led.filter((path) => !path.includes("trouble=")).length).toBe(1);
    expect(await browser.comeBack(address)).toBe("/sign-in?provider=google&trouble=stale");
    expect(await accounts(email)).toBe(1);
    const users = await ownerQuery<{ user_id: string }>("select user_id from door.accounts where email = $1", [email]);
    expect(await sessions(users[0]?.user_id ?? null)).toBe(1);
  });

  it("is nobody's without the cookie of the browser that asked, or with another state", async () => {
    const [browser, { sub, email }] = [new Browser(), somebody()];
    const address = await agree(await browser.begin("google", "sign-in"), sub);
    const forged = new URL(address);
    forged.searchParams.set("state", newSecret());
    const stateless = new URL(address);
    stateless.searchParams.delete("state");
    for (const [who, where] of [
      [new Browser(), address],
      [browser.copy(), forged.href],
      [browser.copy(), stateless.href],
    ] as const) {
      expect(await who.comeBack(where)).toBe("/sign-in?provider=google&trouble=stale");
      expect(await who.who()).toBeNull();
    }
    expect(await accounts(email)).toBe(0);
    // None of that has spoilt it for the browser itself.
    expect(await browser.comeBack(address)).toBe("/");
  });

  it("of one provider is not taken for another's, though the cookie is renamed", async () => {
    const browser = await Browser.of(await testUser());
    const toGoogle = await agree(await browser.begin("google", "connect"), somebody().sub);
    await browser.begin("strava", "connect");
    const mixed = toGoogle.replace("/connect/google/", "/connect/strava/");
    expect(await browser.copy().comeBack(mixed)).toBe("/settings/connections?provider=strava&trouble=stale");
    const renamed = browser.copy();
    renamed.cookies.set("almanac.consent.strava", renamed.cookies.get("almanac.consent.google") ?? "");
    expect(await renamed.comeBack(mixed)).toBe("/settings/connections?provider=strava&trouble=stale");
  });

  it("with an error says so in our words, whatever is in it", async () => {
    for (const error of ["<script>alert(1)</script>", "access_denied\r\nx: y", "server_error", "", "x".repeat(50_000)]) {
      const browser = await Browser.of(await testUser());
      const page = new URL(await browser.begin("google", "connect"));
      const address = new URL("http://localhost:3000/api/connect/google/callback");
      address.searchParams.set("state", page.searchParams.get("state") ?? "");
      address.searchParams.set("error", error);
      address.searchParams.set("error_description", "<b>pwned</b>");
      expect(await browser.comeBack(address.href)).toBe("/settings/connections?provider=google&trouble=failed");
    }
  });

  it("that comes to another person than the one who asked connects nothing", async () => {
    const [ada, bob] = [await testUser(), await testUser()];
    const browser = await Browser.of(ada);
    const address = await agree(await browser.begin("google", "connect"), somebody().sub);
    const other = await Browser.of(bob);
    browser.cookies.set(cookieName(), other.cookies.get(cookieName()) ?? "");
    expect(await browser.comeBack(address)).toBe("/settings/connections?provider=google&trouble=stale");
    const rows = await ownerQuery("select 1 from app.integrations where user_id = any($1::uuid[])", [[ada.id, bob.id]]);
    expect(rows).toEqual([]);
  });

  it("with a code that was made up, or is somebody else's, opens nothing", async () => {
    const [browser, victim] = [new Browser(), new Browser()];
    const { sub } = somebody();
    const page = new URL(await browser.begin("google", "sign-in"));
    const stolen = new URL(await agree(await victim.begin("google", "sign-in"), sub));
    for (const code of [stolen.searchParams.get("code") ?? "", "made up", ""]) {
      const address = new URL("http://localhost:3000/api/connect/google/callback");
      address.searchParams.set("state", page.searchParams.get("state") ?? "");
      address.searchParams.set("code", code);
      const one = browser.copy();
      expect(await one.comeBack(address.href)).toMatch(/trouble=(failed|stale)$/);
      expect(await one.who()).toBeNull();
    }
  });
});

describe("an account", () => {
  it("is not taken over by somebody at Google who has the same address", async () => {
    const ada = await testUser();
    for (const verified of [true, false]) {
      const [browser, { sub }] = [new Browser(), somebody({ email: ada.email.toUpperCase(), verified })];
      const led = await browser.comeBack(await agree(await browser.begin("google", "sign-in"), sub));
      expect(led).toBe(`/sign-in?provider=google&trouble=${verified ? "taken" : "unknown"}`);
      expect(await browser.who()).toBeNull();
    }
    expect(await sessions(ada.id)).toBe(0);
  });

  it("is not made for an address that Google does not vouch for", async () => {
    const [browser, { sub, email }] = [new Browser(), somebody({ verified: false })];
    const led = await browser.comeBack(await agree(await browser.begin("google", "sign-in"), sub));
    expect([led, await accounts(email)]).toEqual(["/sign-in?provider=google&trouble=unknown", 0]);
  });

  it("is not entered with a connection: only with what was linked", async () => {
    const ada = await testUser();
    const athlete = strava.control.addAthlete({});
    const browser = await Browser.of(ada);
    expect(await browser.comeBack(await agree(await browser.begin("strava", "connect"), String(athlete)))).toBe(
      "/settings/connections?connected=strava",
    );
    const stranger = new Browser();
    const led = await stranger.comeBack(await agree(await stranger.begin("strava", "sign-in"), String(athlete)));
    expect([led, await stranger.who()]).toEqual(["/sign-in?provider=strava&trouble=unknown", null]);
    await as(ada, (tx) => disconnect(tx, "strava"));
  });

  it("shares its identity with no other", async () => {
    const { sub } = await signUpWithGoogle();
    const bob = await testUser();
    const browser = await Browser.of(bob);
    const led = await browser.comeBack(await agree(await browser.begin("google", "link"), sub));
    expect(led).toBe("/settings/security?provider=google&trouble=taken");
    const rows = await ownerQuery("select 1 from door.external_identities where user_id = $1 and signs_in", [bob.id]);
    expect(rows).toEqual([]);
  });

  it("keeps a way in when its last two are unlinked at the same moment", async () => {
    for (let round = 0; round < 10; round++) {
      const { browser, userId, sub } = await signUpWithGoogle();
      const athlete = strava.control.addAthlete({});
      const led = await browser.comeBack(await agree(await browser.begin("strava", "link"), String(athlete)));
      expect(led).toBe("/settings/security?linked=strava");
      const person = { id: userId } as TestUser;
      const done = await Promise.all([
        as(person, (tx) => unlinkIdentity(tx, "google", sub)),
        as(person, (tx) => unlinkIdentity(tx, "strava", String(athlete))),
      ]);
      expect(done.filter(Boolean).length).toBe(1);
    }
  });
});

describe("a guest", () => {
  it("connects and links nothing, and becomes somebody new by signing in", async () => {
    const guest = await testUser({ role: "guest" });
    const browser = await Browser.of(guest);
    expect(await browser.begin("google", "connect")).toContain("/settings/connections?provider=google&trouble=guest");
    expect(await browser.begin("google", "link")).toContain("trouble=guest");
    const { sub } = somebody();
    expect(await browser.comeBack(await agree(await browser.begin("google", "sign-in"), sub))).toBe("/");
    const now = await browser.who();
    expect(now).not.toBeNull();
    expect(now).not.toBe(guest.id);
    const rows = await ownerQuery("select 1 from door.external_identities where user_id = $1", [guest.id]);
    expect(rows).toEqual([]);
  });
});
