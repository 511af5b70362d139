import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { makeTestDatabase } from "@/bin/test/database";
import { withinAQuarter } from "@/bin/test/one-quarter";
import { until } from "@/bin/test/until";
import { createAccount } from "@/db/accounts";
import { asSystem, asUser, atDoor, jobActor } from "@/db/client";
import { connect, getConnection } from "@/db/connections";
import { closePools } from "@/db/pool";
import { askForSync } from "@/db/sync-leases";
import { listSyncRuns } from "@/db/sync-runs";
import { parseUserId, type UserId } from "@/domain/users";
import { type StravaSimulator, startStrava } from "@/e2e/simulators/strava/start";
import { storeTokens } from "@/integrations/tokens";
import { newId } from "@/lib/crypto";
import { drainSyncs } from "./syncs";

/** Whoever is due is taken by whoever asks first: a database of our own, so that other tests' connections are left alone. */
let database: Awaited<ReturnType<typeof makeTestDatabase>>;
let strava: StravaSimulator;

beforeAll(async () => {
  database = await makeTestDatabase(process.env["TEST_DATABASE_URL"]);
  vi.stubEnv("DATABASE_URL", database.url);
  vi.stubEnv("DATABASE_DIRECT_URL", database.ownerUrl);
  strava = await startStrava({ limits: { overall: [100_000, 100_000], read: [100_000, 100_000] } });
  vi.stubEnv("STRAVA_CLIENT_ID", "12345");
  vi.stubEnv("STRAVA_CLIENT_SECRET", "strava-secret");
  vi.stubEnv("STRAVA_OAUTH_URL", strava.oauthUrl);
  vi.stubEnv("STRAVA_API_URL", strava.apiUrl);
});
afterAll(async () => {
  await closePools();
  await strava.stop();
  await database.drop();
});
beforeEach(() => {
  strava.control.clearRequests();
  strava.control.clearFaults();
});

const HOST = { now: () => new Date(), stopping: () => false, jitter: () => 0, waits: [1, 1] };
const FOR_EVER = Number.POSITIVE_INFINITY;

/** Somebody who is connected, due, and has so many activities at Strava; their details are not asked for. */
async function person(activities: number): Promise<UserId> {
  const athleteId = strava.control.addAthlete({ activities, seed: activities });
  const userId = parseUserId(randomUUID());
  const account = { userId, email: `${userId}@example.test`, passwordHash: "none", name: "Due", timeZone: "UTC" };
  await atDoor(newId(), (tx) => createAccount(tx, account, "open"));
  const scopes = ["read", "activity:read_all", "profile:read_all"];
  const granted = strava.control.grant({ athleteId, scope: scopes });
  await asUser(jobActor(userId, newId(), "sync"), async (tx) => {
    await connect(tx, { provider: "strava", scopes, externalId: String(athleteId), externalName: "Ada" });
    await storeTokens(tx, "strava", {
      accessToken: granted.access_token,
      refreshToken: granted.refresh_token,
      tokenType: "Bearer",
      expiresAt: new Date(granted.expires_at * 1000),
    });
  });
  return userId;
}

const asPerson = <T>(userId: UserId, work: Parameters<typeof asUser<T>>[1]) => asUser(jobActor(userId, newId(), "sync"), work);
const held = (userId: UserId) =>
  asPerson(userId, async (tx) => {
    const [row] = await tx.query<{ n: number }>(
      "select (select count(*) from app.runs where user_id = $1) + (select count(*) from app.workouts where user_id = $1) as n",
      [userId],
    );
    return row?.n;
  });

describe("fifty schedules at the same moment", () => {
  it("sync each connection that is due once", async () => {
    strava.control.fault({ fault: "429", path: "/activities/" });
    const people = await Promise.all(Array.from({ length: 12 }, (_, index) => person(index + 1)));
    const worked = await Promise.all(Array.from({ length: 50 }, () => drainSyncs(HOST, FOR_EVER)));
    expect(worked.reduce((sum, count) => sum + count, 0)).toBe(people.length);
    for (const [index, userId] of people.entries()) {
      const runs = await asPerson(userId, (tx) => listSyncRuns(tx, "strava", 5));
      expect(runs.map(({ trigger, inserted }) => [trigger, inserted])).toEqual([["connected", index + 1]]);
      expect(await held(userId)).toBe(index + 1);
    }
  });
});

describe("the limits of an application", () => {
  it("are shared by everybody, in all processes, and nobody asks for more", async () => {
    await withinAQuarter(async () => {
      const people = await Promise.all(Array.from({ length: 8 }, () => person(3)));
      strava.control.set({ limits: { overall: [12, 1000], read: [12, 1000] } });
      // The first answer tells of the limit; what was asked for before it counts as well.
      await asSystem(newId(), (tx) =>
        tx.query("select door.note_budget('strava', 'read 900', 12, $1, $2)", [
          strava.control.usage().read[0],
          new Date((Math.floor(Date.now() / 900_000) + 1) * 900_000),
        ]),
      );
      await Promise.all([drainSyncs(HOST, FOR_EVER), drainSyncs(HOST, FOR_EVER)]);
      expect(strava.requests.list("/api/v3/").filter(({ status }) => status === 429)).toEqual([]);
      const connections = await Promise.all(people.map((userId) => asPerson(userId, (tx) => getConnection(tx, "strava"))));
      const waiting = connections.filter(({ state }) => state === "rate_limited");
      expect(waiting.length).toBeGreaterThan(0);
      for (const { resumesAt, reason, dueAt } of waiting) {
        expect(resumesAt?.getTime()).toBeGreaterThan(Date.now());
        expect(dueAt).toEqual(resumesAt);
        expect(reason).toMatch(/limit/);
      }
      strava.control.set({ limits: { overall: [100_000, 100_000], read: [100_000, 100_000] } });
    });
  });
});

describe("what began a sync", () => {
  it("is told by its log: the clock, the provider's word, or a change here that the calendar is to hear of", async () => {
    const userId = await person(0);
    await drainSyncs(HOST, FOR_EVER);
    await asPerson(userId, (tx) => connect(tx, { provider: "google", scopes: [], externalId: userId, externalName: "Ada" }));
    const because = async (provider: "strava" | "google", hinted: boolean) => {
      await asPerson(userId, async (tx) => {
        await tx.query(
          "update app.sync_metadata set due_at = now(), last_synced_at = now() where user_id = $1 and provider = $2",
          [userId, provider],
        );
        await tx.query("delete from app.sync_items where user_id = $1 and provider = $2", [userId, provider]);
        const hint = "insert into app.sync_items (user_id, provider, kind, item_id) values ($1, $2, 'hint', '1')";
        if (hinted) await tx.query(hint, [userId, provider]);
      });
      await drainSyncs(HOST, FOR_EVER);
      return (await asPerson(userId, (tx) => listSyncRuns(tx, provider, 1)))[0]?.trigger;
    };
    expect(await because("strava", false)).toBe("schedule");
    expect(await because("strava", true)).toBe("webhook");
    expect(await because("google", true)).toBe("change");
    // Whoever pressed a button is told so, although the worker does the work, and once: the next is the clock's again.
    await asPerson(userId, (tx) => askForSync(tx, "strava", "button"));
    expect(await because("strava", true)).toBe("button");
    expect(await because("strava", false)).toBe("schedule");
  });
});

describe("a host that stops", () => {
  it("lets go of what waits for a provider, so that the next one need not wait", async () => {
    const userId = await person(2);
    await asSystem(newId(), (tx) =>
      tx.query("select door.note_budget('strava', 'read 900', 100000, 0, now() + interval '1 day')", []),
    );
    strava.control.fault({ fault: "hang", path: "/athlete/activities" });
    let stopping = false;
    const draining = drainSyncs(
      { ...HOST, stopping: () => stopping },
      FOR_EVER,
      () => new Promise((resolve) => setTimeout(resolve, 50)),
    );
    await until(() => strava.requests.count("/athlete/activities") > 0, "the worker asks Strava");
    stopping = true;
    await draining;
    strava.control.clearFaults();
    expect(await asPerson(userId, (tx) => getConnection(tx, "strava"))).toMatchObject({ syncing: false });
    await drainSyncs(HOST, FOR_EVER);
    expect(await held(userId)).toBe(2);
  });
});
