import { describe, expect, it, vi } from "vitest";
import { hasShared, readShared } from "@/e2e/simulators/openapi.fixture";
import type { OAuthClient } from "@/integrations/oauth";
import { wakatime } from "./client";

vi.stubEnv("WAKATIME_CLIENT_ID", "waka-client");
vi.stubEnv("WAKATIME_CLIENT_SECRET", "waka_sec_test");

const now = new Date("2026-05-31T12:00:00Z");

function client(): OAuthClient {
  const made = wakatime.entrance.kind === "oauth" ? wakatime.entrance.client() : null;
  if (!made) throw new Error("WakaTime is set up in this test");
  return made;
}

const read = (text: string, type = "") =>
  client().readTokens({ status: 200, headers: new Headers({ "content-type": type }), text }, now);

describe("the answer of the token address", () => {
  const form =
    "access_token=waka_tok_a&refresh_token=waka_ref_b&uid=u&token_type=bearer&expires_at=2027-05-31T13%3A31%3A18Z&expires_in=31536000&scope=email+read_stats";

  it.each([
    ["a form", form],
    ["a form with commas between scopes", form.replace("email+read_stats", "email%2Cread_stats")],
    [
      "JSON",
      '{"access_token":"waka_tok_a","refresh_token":"waka_ref_b","token_type":"bearer","expires_at":"2027-05-31T13:31:18Z","expires_in":31536000,"scope":"email,read_stats"}',
    ],
  ])("is read as %s, whatever type it says it is of", (_, text) => {
    for (const type of ["application/json", "application/x-www-form-urlencoded", "text/html"]) {
      expect(read(text, type)).toEqual({
        accessToken: "waka_tok_a",
        refreshToken: "waka_ref_b",
        tokenType: "bearer",
        expiresAt: new Date("2027-05-31T13:31:18Z"),
        scopes: ["email", "read_stats"],
      });
    }
  });

  it("says by seconds when it ends where it says no date", () => {
    expect(read("access_token=a&expires_in=3600").expiresAt).toEqual(new Date("2026-05-31T13:00:00Z"));
    expect(read("access_token=a&expires_at=soon&expires_in=60").expiresAt).toEqual(new Date("2026-05-31T12:01:00Z"));
    // A token is never taken for a key that a person typed.
    expect(read("access_token=a").tokenType).toBe("bearer");
  });

  it.each(["", "<html></html>", '{"error":"invalid_grant"}', "{"])("is refused when it is %s", (text) => {
    expect(() => read(text)).toThrow();
  });

  it.skipIf(!hasShared)("is read as in the samples", () => {
    const json = readShared("fixtures/wakatime/constructed__token_json.json");
    const told = json as { access_token: string; expires_at: string };
    expect(read(JSON.stringify(json))).toMatchObject({ accessToken: told.access_token, expiresAt: new Date(told.expires_at) });
  });
});

describe("the door", () => {
  const authorization = (secret: string, type: string | null) =>
    wakatime.authorize({ url: "https://example.org/" }, secret, type).headers?.["authorization"];

  it("takes tokens as they are and keys without a colon", () => {
    expect(authorization("waka_tok_a", "bearer")).toBe("Bearer waka_tok_a");
    expect(Buffer.from(authorization("waka_key", null)?.replace("Basic ", "") ?? "", "base64").toString()).toBe("waka_key");
  });

  it("takes limits, redirects among them, for limits, and a refused token for one to renew", () => {
    const judge = (status: number, headers = {}) => wakatime.judge({ status, headers: new Headers(headers), text: "" }, now);
    for (const status of [302, 429]) {
      expect(judge(status)).toMatchObject({ kind: "rate_limited", resumesAt: new Date("2026-05-31T12:05:00Z") });
    }
    // Where it says how long, that is believed.
    expect(judge(429, { "retry-after": "5" })).toBeNull();
    expect(judge(401)).toBe("renew");
    expect(judge(403)).toMatchObject({ kind: "scope_missing" });
    expect(judge(500)).toBeNull();
  });
});
