import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ownerQuery, testUser } from "@/db/testing";
import { type Liar, startLiar } from "@/integrations/liar.fixture";
import { Browser } from "./browser.fixture";

let liar: Liar;
beforeAll(async () => {
  liar = await startLiar();
  vi.stubEnv("ALLOW_SIGNUP", "open");
  vi.stubEnv("GOOGLE_CLIENT_ID", "almanac.apps.googleusercontent.com");
  vi.stubEnv("GOOGLE_CLIENT_SECRET", "google-secret");
  // It has no keys to show either.
  vi.stubEnv("GOOGLE_ISSUER", liar.origin);
  vi.stubEnv("GOOGLE_AUTHORIZE_URL", `${liar.origin}/auth`);
  vi.stubEnv("GOOGLE_TOKEN_URL", `${liar.origin}/token`);
});
afterAll(() => liar.stop());

/** A token answer in which nobody is named, and no scope. */
const bare = { access_token: "access", refresh_token: "refresh", token_type: "Bearer", expires_in: 3599 };

const scopesOf = (userId: string) =>
  ownerQuery<{ scopes: string[] }>("select scopes from app.integrations where user_id = $1", [userId]);

/** Asks, is agreed with, and comes back to where the token address answers so. */
async function answered(token: object, purpose: "connect" | "sign-in", more = ""): Promise<{ led: string; userId: string }> {
  const user = await testUser();
  const browser = purpose === "sign-in" ? new Browser() : await Browser.of(user);
  liar.says = ({ pathname }) => (pathname === "/token" ? { body: JSON.stringify(token) } : { status: 404, body: "{}" });
  const state = new URL(await browser.begin("google", purpose)).searchParams.get("state");
  const led = await browser.comeBack(`http://localhost:3000/api/connect/google/callback?code=c&state=${state}${more}`);
  return { led, userId: user.id };
}

describe("a provider that says less than it could", () => {
  it("is connected all the same: nobody need be named, and a scope that is not told is the one that was asked for", async () => {
    const { led, userId } = await answered(bare, "connect");
    expect(led).toBe("/settings/connections?connected=google");
    const asked = ["openid", "email", "https://www.googleapis.com/auth/calendar.app.created"];
    expect(await scopesOf(userId)).toEqual([{ scopes: asked }]);
  });

  it("is connected while the keys cannot be had that would prove who it is", async () => {
    const { led } = await answered({ ...bare, id_token: "a.b.c" }, "connect");
    expect(led).toBe("/settings/connections?connected=google");
  });

  it("signs nobody in who is not named, or not for certain", async () => {
    for (const token of [bare, { ...bare, id_token: "a.b.c" }]) {
      expect((await answered(token, "sign-in")).led).toBe("/sign-in?provider=google&trouble=failed");
    }
  });

  it("has not granted what its word on scopes leaves out, be it in the tokens or in the address", async () => {
    const { userId } = await answered({ ...bare, scope: "openid" }, "connect");
    expect(await scopesOf(userId)).toEqual([{ scopes: ["openid"] }]);
    const other = await answered(bare, "connect", "&scope=openid%20email");
    expect(await scopesOf(other.userId)).toEqual([{ scopes: ["openid", "email"] }]);
    const none = await answered(bare, "connect", "&scope=");
    expect(await scopesOf(none.userId)).toEqual([{ scopes: [] }]);
  });
});
