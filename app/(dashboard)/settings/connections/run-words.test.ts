import { describe, expect, it } from "vitest";
import type { Connection } from "@/db/connections";
import type { SyncRun } from "@/db/sync-runs";
import { verdictOf } from "./health/verdict";
import { grantedWords } from "./provider-words";
import { landed, lastOf, progressOf } from "./run-words";

const AT = new Date("2026-11-21T10:00:00Z");
const run = (changes: Partial<SyncRun>): SyncRun => ({
  ...{ id: "1", provider: "strava", trigger: "button", fullSync: false, state: "done", reason: null },
  ...{ asked: 3, fetched: 0, inserted: 0, updated: 0, unchanged: 0, deleted: 0, failed: 0, startedAt: AT, finishedAt: null },
  ...changes,
});
const connection = (changes: Partial<Connection>): Connection => ({
  ...{ provider: "strava", state: "ok", reason: null, scopes: [], externalId: "1", externalName: null, serverAddress: null },
  ...{ policy: "keep", policyDays: null, memory: {}, connectedAt: AT, lastSyncedAt: null, dueAt: null, resumesAt: null },
  ...{ syncing: false, attempts: 0 },
  ...changes,
});

describe("a sync in words", () => {
  it("tells what it brought, and never that nothing is new where it could not ask", () => {
    expect(landed(run({ inserted: 3, unchanged: 196, failed: 1 }))).toBe("3 new, 196 as before, 1 failed");
    expect(lastOf(run({}))).toBe("Nothing new");
    expect(lastOf(run({ state: "failed" }))).toBe("Failed");
    expect(lastOf(run({ state: "rate_limited", inserted: 200 }))).toBe("Waits for the limits, 200 new");
  });

  it("tells how far it has come while it is under way", () => {
    expect(progressOf(run({ state: "running" }), "strava")).toBe("Under way: Strava is being asked");
    const running = run({ state: "running", inserted: 400 });
    expect(progressOf(running, "strava")).toBe("Under way: 400 new so far");
    expect(verdictOf(connection({ syncing: true }), running, AT, String)).toBe("Under way: 400 new so far.");
  });
});

describe("what was granted", () => {
  it("is told in plain words, what is not known by its own name, and nothing twice", () => {
    expect(grantedWords(["read", "activity:read_all", "profile:read_all"])).toBe(
      "All activities, also those that only you can see, your whole profile with its shoes",
    );
    expect(grantedWords(["email", "https://www.googleapis.com/auth/userinfo.email", "read_goals"])).toBe(
      "Your email address, read_goals",
    );
    expect(grantedWords(["openid"])).toBeNull();
  });
});
