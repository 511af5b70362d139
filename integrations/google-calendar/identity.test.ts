import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type GoogleSimulator, startGoogle } from "@/e2e/simulators/google/start";
import type { IdTokenLie } from "@/e2e/simulators/google/types";
import { ask } from "@/integrations/http";
import { codeRequest, consentUrl, nonceOf } from "@/integrations/oauth";
import { google as contract } from "./client";
import { OWN_CALENDARS } from "./sync";

let google: GoogleSimulator;
beforeAll(async () => {
  google = await startGoogle();
  vi.stubEnv("GOOGLE_CLIENT_ID", "almanac.apps.googleusercontent.com");
  vi.stubEnv("GOOGLE_CLIENT_SECRET", "google-secret");
  vi.stubEnv("GOOGLE_ISSUER", google.issuer);
  vi.stubEnv("GOOGLE_AUTHORIZE_URL", google.authorizeUrl);
  vi.stubEnv("GOOGLE_TOKEN_URL", google.tokenUrl);
});
afterEach(() => {
  google.control.set({ idTokenLie: undefined });
});
afterAll(() => google.stop());

const REDIRECT = "http://localhost:3000/api/connect/google/callback";
const VERIFIER = "a secret that only this browser knows, long enough";

function entrance() {
  if (contract.entrance.kind !== "oauth") throw new Error("Google is entered by consent");
  const client = contract.entrance.client();
  if (!client) throw new Error("Google is set up here");
  return { ...contract.entrance, made: client };
}

/** Goes through the consent page with these boxes ticked, as a browser would, and exchanges the code. */
async function consent(ticked: readonly string[], scopes?: readonly string[]) {
  const { made, identify } = entrance();
  const address = consentUrl(made, REDIRECT, "state", VERIFIER, scopes);
  const page = await (await fetch(address)).text();
  const hidden = [...page.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = "", value = ""]) => [
    name,
    value,
  ]);
  const decision = /value="(continue:[^"]+)"/.exec(page)?.[1] ?? "";
  const body = new URLSearchParams([...hidden, ...ticked.map((scope) => ["scope", scope]), ["decision", decision]]);
  const back = await fetch(`${google.origin}/signin/oauth/consent`, { method: "POST", body, redirect: "manual" });
  const code = new URL(back.headers.get("location") ?? "").searchParams.get("code") ?? "";
  const answer = await ask(codeRequest(made, code, REDIRECT, VERIFIER));
  const tokens = made.readTokens(answer, new Date());
  return { address: new URL(address), tokens, identity: (nonce: string) => identify(tokens, answer, nonce) };
}

describe("a consent at Google", () => {
  it("asks for one calendar of its own, a lasting access and a proof that is bound to this browser", async () => {
    const { address, tokens, identity } = await consent([OWN_CALENDARS]);
    const query = Object.fromEntries(address.searchParams);
    expect(query).toMatchObject({
      scope: `openid email ${OWN_CALENDARS}`,
      access_type: "offline",
      prompt: "consent",
      code_challenge_method: "S256",
      nonce: nonceOf(VERIFIER),
    });
    expect(tokens.refreshToken).not.toBeNull();
    expect(tokens.scopes).toContain(OWN_CALENDARS);
    expect(await identity(nonceOf(VERIFIER))).toEqual({
      externalId: [...google.state.accounts.keys()][0],
      externalName: "ada@example.com",
      email: "ada@example.com",
    });
  });

  it("tells which boxes were left unticked", async () => {
    expect((await consent([])).tokens.scopes).not.toContain(OWN_CALENDARS);
  });

  it("to sign in asks for no calendar", async () => {
    const { address } = await consent([], entrance().signInScopes);
    expect(address.searchParams.get("scope")).toBe("openid email profile");
  });

  it.each(["signature", "nonce", "audience", "issuer", "expired"] satisfies IdTokenLie[])(
    "is not believed when its proof lies about the %s",
    async (lie) => {
      google.control.set({ idTokenLie: lie });
      const { identity } = await consent([OWN_CALENDARS]);
      await expect(identity(nonceOf(VERIFIER))).rejects.toMatchObject({ name: "ProviderFailure", kind: "refused" });
    },
  );

  it("is not believed in another browser than the one it was asked for in", async () => {
    const { identity } = await consent([OWN_CALENDARS]);
    await expect(identity(nonceOf("another browser's secret"))).rejects.toMatchObject({ kind: "refused" });
  });
});

describe("an answer of the token address", () => {
  const answer = (status: number, body: unknown) => ({ status, headers: new Headers(), text: JSON.stringify(body) });

  it("without a refresh token leaves the old one", () => {
    const now = new Date("2026-11-21T08:00:00Z");
    const read = entrance().made.readTokens(answer(200, { access_token: "a", expires_in: 3599, token_type: "Bearer" }), now);
    expect(read).toEqual({
      accessToken: "a",
      refreshToken: null,
      tokenType: "Bearer",
      expiresAt: new Date("2026-11-21T08:59:59Z"),
      scopes: null,
    });
  });

  it("is the end of an access only when it says so", () => {
    const { isDead } = entrance().made;
    expect(isDead(answer(400, { error: "invalid_grant", error_description: "Token has been expired or revoked." }))).toBe(true);
    expect(isDead(answer(401, { error: "invalid_client" }))).toBe(false);
    expect(isDead({ status: 502, headers: new Headers(), text: "<html>" })).toBe(false);
  });
});
