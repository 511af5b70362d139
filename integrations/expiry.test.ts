import { afterAll, describe, expect, it, vi } from "vitest";
import { google } from "./google-calendar/client";
import { startLiar } from "./liar.fixture";
import type { ProviderContract } from "./provider";
import { strava } from "./strava/client";
import { wakatime } from "./wakatime/client";

const liar = await startLiar();
afterAll(() => liar.stop());
vi.stubEnv("WAKATIME_API_URL", liar.origin);
vi.stubEnv("STRAVA_CLIENT_ID", "1");
vi.stubEnv("STRAVA_CLIENT_SECRET", "secret");
vi.stubEnv("GOOGLE_CLIENT_ID", "1");
vi.stubEnv("GOOGLE_CLIENT_SECRET", "secret");
vi.stubEnv("WAKATIME_CLIENT_ID", "1");
vi.stubEnv("WAKATIME_CLIENT_SECRET", "secret");

const NOW = new Date("2026-11-21T08:00:00Z");

function read({ entrance }: ProviderContract, more: object) {
  const client = entrance.kind === "oauth" ? entrance.client() : null;
  const text = JSON.stringify({ access_token: "a", refresh_token: "r", ...more });
  return client?.readTokens({ status: 200, headers: new Headers(), text }, NOW);
}

describe("tokens that are said to last for ever", () => {
  it.each([
    ["Strava", strava, { expires_at: 1e300 }],
    ["Google", google, { expires_in: 1e300 }],
    ["WakaTime", wakatime, { expires_in: 1e300 }],
    ["WakaTime, in words", wakatime, { expires_at: "for ever" }],
  ])("(%s) are good until they are refused", (_, provider, more) => {
    expect(read(provider, more)).toMatchObject({ accessToken: "a", expiresAt: null });
  });

  it.each([
    ["Strava", strava, { expires_at: NOW.getTime() / 1000 + 60 }],
    ["Google", google, { expires_in: 60 }],
    ["WakaTime", wakatime, { expires_in: "60" }],
    ["WakaTime, in words", wakatime, { expires_at: "2026-11-21T08:01:00Z", expires_in: 1e300 }],
  ])("(%s) run out when they should otherwise", (_, provider, more) => {
    expect(read(provider, more)?.expiresAt).toEqual(new Date("2026-11-21T08:01:00Z"));
  });
});

it("names of people hold what a database can", async () => {
  if (strava.entrance.kind !== "oauth" || wakatime.entrance.kind !== "oauth") throw new Error("both are entered by consent");
  const tokens = { accessToken: "a", refreshToken: "r", tokenType: null, expiresAt: null, scopes: null };
  const answer = (athlete: object) => ({
    status: 200,
    headers: new Headers(),
    text: JSON.stringify({ access_token: "a", refresh_token: "r", expires_at: 1, athlete }),
  });
  const named = await strava.entrance.identify(
    tokens,
    answer({ id: 5, firstname: "Ada\0", lastname: " \ud83d", username: "ada" }),
    "",
  );
  expect(named).toEqual({ externalId: "5", externalName: "Ada" });
  const nameless = await strava.entrance.identify(tokens, answer({ id: 5, firstname: "\0", username: "ada" }), "");
  expect(nameless.externalName).toBe("ada");
  liar.says = () => ({ body: JSON.stringify({ data: { id: "x", display_name: "Ada\0", username: "u" } }) });
  expect(await wakatime.entrance.identify(tokens, answer({}), "")).toEqual({ externalId: "x", externalName: "Ada" });
  liar.says = () => ({ body: JSON.stringify({ data: { id: "x\0" } }) });
  await expect(wakatime.entrance.identify(tokens, answer({}), "")).rejects.toThrow("something unexpected");
});
