import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { api, makeKey } from "@/app/api/_spec/testing";
import { until } from "@/bin/test/until";
import { listSyncRuns } from "@/db/sync-runs";
import { ownerQuery } from "@/db/testing";
import { as } from "@/db/testing-nouns";
import type { StravaSimulator } from "@/e2e/simulators/strava/start";
import { aStrava, connected, sync } from "@/integrations/strava/connected.fixture";

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
