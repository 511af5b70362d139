import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { api, makeKey } from "@/app/api/_spec/testing";
import { until } from "@/bin/test/until";
import { SyncLeaseLost } from "@/db/sync-leases";
import { listSyncRuns } from "@/db/sync-runs";
import { ownerQuery } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import type { StravaSimulator } from "@/e2e/simulators/strava/start";
import { strava as contract } from "@/integrations/strava/client";
import { aStrava, connected, lease, sync } from "@/integrations/strava/connected.fixture";
import { runSync } from "@/integrations/sync";

let strava: StravaSimulator;
beforeAll(async () => {
  strava = await aStrava();
});
afterAll(() => strava.stop());

const count = async (table: string, userId: string) =>
  (await ownerQuery<{ n: number }>(`select count(*)::integer as n from app.${table} where user_id = $1`, [userId]))[0]?.n;

describe("a sync that is asked for", () => {
  it("by twenty at once is made once: the others are told that one is under way", async () => {
    const of = await connected(strava, { activities: 5, seed: 21 });
    const call = api(await makeKey(of.user));
    strava.control.fault({ fault: "held" });
    let answered = 0;
    const asked = Array.from({ length: 20 }, () => call("POST", "/sync/strava").finally(() => answered++));
    await until(() => answered === 19, "all but one are answered");
    strava.control.release();
    const answers = await Promise.all(asked);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 19 }, () => 409)]);
    expect(answers.find(({ status }) => status === 200)?.body).toMatchObject({ fetched: 5, inserted: 5 });
    expect((await as(of.user, (tx) => listSyncRuns(tx, "strava", 99))).map(({ state }) => state)).toEqual(["done"]);
    expect((await call("POST", "/sync/strava")).status).toBe(200);
  });
});

describe("a sync that came with the clock and does only what can wait", () => {
  it("gives way to one that somebody asks for, and loses nothing of what it had", async () => {
    const of = await connected(strava, { activities: 8, seed: 23 });
    strava.control.fault({ fault: "held", path: "/streams", skip: 1, times: 1 });
    const host = { now: () => new Date(), stopping: () => false, jitter: () => 0, waits: [1, 1] };
    const background = runSync(contract, await lease(of), "schedule", host).catch((error: unknown) => error);
    const yields = "select 1 from app.sync_metadata where user_id = $1 and yields_at is not null";
    await vi.waitUntil(async () => (await ownerQuery(yields, [of.user.id])).length > 0, { timeout: 30_000 });
    const call = api(await makeKey(of.user));
    expect(await call("POST", "/sync/strava")).toMatchObject({ status: 200, body: { fetched: 8, unchanged: 8, failed: 0 } });
    strava.control.release();
    expect(await background).toBeInstanceOf(SyncLeaseLost);
    expect((await as(of.user, (tx) => listSyncRuns(tx, "strava", 99))).map(({ state }) => state)).toEqual(["done", "done"]);
    expect(await count("activity_sources", of.user.id)).toBe(8);
  });

  it("gives way to nobody where somebody waits for it, nor while it looks at the list", async () => {
    const of = await connected(strava, { activities: 8, seed: 24 });
    const call = api(await makeKey(of.user));
    strava.control.clearRequests();
    strava.control.fault({ fault: "held", path: "/streams", skip: 1, times: 1 });
    const asked = call("POST", "/sync/strava");
    await until(() => strava.requests.count("/streams") > 1, "details are asked for");
    expect((await call("POST", "/sync/strava")).status).toBe(409);
    strava.control.release();
    expect((await asked).status).toBe(200);

    strava.control.clearRequests();
    strava.control.fault({ fault: "held", path: "/athlete/activities", times: 1 });
    const host = { now: () => new Date(), stopping: () => false, jitter: () => 0, waits: [1, 1] };
    const background = runSync(contract, await lease(of), "schedule", host);
    await until(() => strava.requests.count("/athlete/activities") > 0, "the list is asked for");
    expect((await call("POST", "/sync/strava")).status).toBe(409);
    strava.control.release();
    expect(await background).toMatchObject({ state: "done" });
  });
});

describe("while a sync is under way", () => {
  it.each([
    ["its connection is ended", "/connections/strava"],
    ["its account is erased", null],
  ])("%s: it is given up, says so, and leaves nothing behind that was not there", async (_, address) => {
    const of = await connected(strava, { activities: 30, seed: 22 });
    const call = api(await makeKey(of.user));
    await sync(of);
    const before = (await count("runs", of.user.id)) ?? 0;
    for (let n = 0; n < 12; n++) strava.control.addActivity({ athleteId: of.athleteId, seed: n });
    strava.control.fault({ fault: "held", path: "/athlete/activities" });
    strava.control.clearRequests();
    const syncing = call("POST", "/sync/strava?full_sync=true");
    await until(() => strava.requests.count("/athlete/activities") > 0, "the sync asks for activities");
    if (address) expect((await call("DELETE", address)).status).toBe(204);
    else await as(of.user, (tx) => tx.query("select door.own_account_delete()", []));
    strava.control.release();
    const { status, text } = await syncing;
    expect([status, text]).toEqual([409, expect.stringContaining("disconnected or connected anew meanwhile")]);
    expect(await count("runs", of.user.id)).toBe(address ? before : 0);
    for (const table of ["integrations", "provider_tokens", "sync_metadata", "sync_items"]) {
      expect([table, await count(table, of.user.id)]).toEqual([table, 0]);
    }
    const running = await ownerQuery("select 1 from app.sync_runs where user_id = $1 and state = 'running'", [of.user.id]);
    expect(running).toEqual([]);
  });
});
