import { expect, it } from "vitest";
import { parseEnv } from "@/lib/env";
import { examineConnectionKeys } from "./connection-keys";

const KEY = Buffer.alloc(32, 1).toString("base64");
const SECRET = "x".repeat(32);
const states = (set: Record<string, string>) =>
  Object.fromEntries(examineConnectionKeys(parseEnv(set)).map(({ topic, state }) => [topic, state]));

it("finds what connections lack, with the way to mend it", () => {
  const nothing = examineConnectionKeys(parseEnv({ ALMANAC_WORKER: "off" }));
  expect(nothing.map(({ topic, state }) => [topic, state])).toEqual([
    ["Tokens", "problem"],
    ["Schedules", "problem"],
    ["Webhooks", "note"],
  ]);
  for (const { fix } of nothing) expect(fix).toBeTruthy();
  expect(nothing[0]?.fix).toContain("TOKEN_ENCRYPTION_KEYS");
});

it("is content once all is set, and tells of older keys", () => {
  const all = {
    TOKEN_ENCRYPTION_KEYS: KEY,
    CRON_SECRET: SECRET,
    STRAVA_CLIENT_ID: "1",
    STRAVA_WEBHOOK_VERIFY_TOKEN: "t",
    APP_URL: "https://almanac.example",
  };
  expect(states(all)).toEqual({ Tokens: "ok", Schedules: "ok", Webhooks: "ok" });
  expect(states({ ...all, APP_URL: "http://almanac.example" })["Webhooks"]).toBe("note");
  expect(states({ ...all, STRAVA_WEBHOOK_VERIFY_TOKEN: "" })["Webhooks"]).toBe("note");
  expect(states({ ...all, TOKEN_ENCRYPTION_KEYS: `${KEY},${KEY}` })["Tokens"]).toBe("note");
  expect(states({ ...all, CRON_SECRET: "" })["Schedules"]).toBe("note");
});
