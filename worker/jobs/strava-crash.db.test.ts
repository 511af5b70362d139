import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { until } from "@/bin/test/until";
import { type Actor, asUser, type Tx } from "@/db/client";
import { connect } from "@/db/connections";
import { editRun } from "@/db/run-edits";
import { takeSync } from "@/db/sync-leases";
import { type StravaSimulator, startStrava } from "@/e2e/simulators/strava/start";
import { strava as contract } from "@/integrations/strava/client";
import { runSync } from "@/integrations/sync";
import { storeTokens } from "@/integrations/tokens";
import { newId } from "@/lib/crypto";
import { crashSite } from "./crash.fixture";

/** `npm run prove` kills more often; the seed is printed, so that a run can be repeated. */
const KILLS = process.env["PROVE"] ? 50 : 3;
const SEED = Number(process.env["PROVE_SEED"] ?? 20_261_121);
const ACTIVITIES = 2_600;

let site: Awaited<ReturnType<typeof crashSite>>;
let strava: StravaSimulator;
beforeAll(async () => {
  const limits = { overall: [1e6, 1e6], read: [1e6, 1e6] } as { overall: [number, number]; read: [number, number] };
  strava = await startStrava({ athletes: [{ activities: ACTIVITIES }], limits, latencyMs: 25 });
  vi.stubEnv("STRAVA_CLIENT_ID", "12345");
  vi.stubEnv("STRAVA_CLIENT_SECRET", "strava-secret");
  vi.stubEnv("STRAVA_OAUTH_URL", strava.oauthUrl);
  vi.stubEnv("STRAVA_API_URL", strava.apiUrl);
  site = await crashSite(process.env["TEST_DATABASE_URL"]);
});
afterAll(async () => {
  await site.close();
  await strava.stop();
});

function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const idOf = ({ id }: { id: number }) => `strava_${id}`;
const asHand = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => asUser({ ...actor, hand: "user" }, work);

async function connectedPerson(): Promise<Actor> {
  const actor = await site.person();
  const granted = strava.control.grant();
  const scopes = granted.scope.split(",");
  await asUser(actor, async (tx) => {
    await connect(tx, { provider: "strava", scopes, externalId: String(granted.athlete_id), externalName: "Ada" });
    await storeTokens(tx, "strava", {
      accessToken: granted.access_token,
      refreshToken: granted.refresh_token,
      tokenType: "Bearer",
      expiresAt: new Date(granted.expires_at * 1000),
    });
  });
  return actor;
}

/** The minute passes after which a dead worker's lease is free; a sync that had ended begins anew, with everything. */
function makeDue(actor: Actor, again: boolean): Promise<unknown> {
  return asUser(actor, (tx) =>
    tx.query(
      `update app.sync_metadata set lease_until = null, due_at = now(), resumes_at = null, full_sync = full_sync or $2 where user_id = $1`,
      [tx.userId, again],
    ),
  );
}

async function state(actor: Actor): Promise<{ waits: boolean; walking: boolean }> {
  const [row] = await asUser(actor, (tx) =>
    tx.query<{ waits: boolean; walking: boolean }>(
      `select full_sync as waits, cursor ? 'full' as walking from app.sync_metadata where user_id = $1`,
      [tx.userId],
    ),
  );
  return row ?? { waits: true, walking: false };
}

/** Syncs in this process, which nobody kills. */
async function syncToTheEnd(actor: Actor, full: boolean) {
  const lease = await asUser(actor, (tx) => takeSync(tx, "strava", newId(), full));
  if (!lease) throw new Error("the connection is taken");
  return runSync(contract, lease, "schedule", { now: () => new Date(), stopping: () => false, jitter: () => 0 });
}

/** How many activities all syncs so far have stored or looked at. */
async function savedSoFar(actor: Actor): Promise<number> {
  const text = "select coalesce(sum(fetched), 0)::integer as count from app.sync_runs where user_id = $1";
  return (await asUser(actor, (tx) => tx.query<{ count: number }>(text, [tx.userId])))[0]?.count ?? 0;
}

type Row = { id: string; name: string; duration: number; live: boolean; whole: boolean; sources: number; told: string | null };

function look(actor: Actor): Promise<Row[]> {
  const branch = (table: string, key: string, name: string, told: string) =>
    `select a.id, a.${name} as name, a.duration_s as duration, a.deleted_at is null as live, ${told} as told,
        (select count(*) from app.${table}_history h where h.user_id = $1 and h.${key} = a.id) = a.version as whole,
        (select count(*)::integer from app.activity_sources s where s.user_id = $1 and s.${key} = a.id) as sources
      from app.${table} a where a.user_id = $1`;
  const text = `${branch("runs", "run_id", "name", "a.provider->>'name'")} union all ${branch("workouts", "workout_id", "title", "null")}`;
  return asUser(actor, (tx) => tx.query<Row>(text, [tx.userId]));
}

describe("a sync with Strava that is killed", () => {
  it("ends with exactly what Strava has, however often, and loses no edit", { timeout: 900_000 }, async () => {
    const random = randomOf(SEED);
    const pick = () => strava.control.activities()[Math.floor(random() * strava.control.activities().length)];
    const actor = await connectedPerson();
    const mine = new Map<string, string>();
    let within = 0;
    let resumed = 0;
    let worker = site.startWorker();
    for (let kills = 0; kills < KILLS; kills++) {
      const [asked, saved] = [strava.requests.count("/athlete/activities"), await savedSoFar(actor)];
      // Not before it has begun: a worker that is killed while it starts proves nothing. Every other time it has stored something.
      await until(() => strava.requests.count("/athlete/activities") > asked, "the worker asks Strava");
      if (kills % 2 === 0) await until(async () => (await savedSoFar(actor)) > saved, "the worker stores something");
      await new Promise((resolve) => setTimeout(resolve, random() * (kills % 2 === 0 ? 300 : 900)));
      await site.kill(worker);
      const { waits, walking } = await state(actor);
      if (waits) within++;
      if (walking) resumed++;
      // Life goes on meanwhile, here and there.
      const rows = (await look(actor)).filter(({ live, id }) => live && !mine.has(id));
      const runs = new Set(
        (await asUser(actor, (tx) => tx.query<{ id: string }>("select id from app.runs where user_id = $1", [tx.userId]))).map(
          ({ id }) => id,
        ),
      );
      const edited = rows.filter(({ id }) => runs.has(id))[Math.floor(random() * 50)];
      if (edited) {
        mine.set(edited.id, `Mine ${kills}`);
        await asHand(actor, (tx) => editRun(tx, edited.id, { name: `Mine ${kills}` }, {}));
      }
      const [renamed, gone] = [pick(), pick()];
      if (renamed) strava.control.editActivity({ id: renamed.id, name: `Renamed ${kills}` });
      if (gone && !mine.has(idOf(gone))) strava.control.deleteActivity({ id: gone.id });
      strava.control.addActivity({ start_date: new Date(Date.UTC(2009, 0, 1 + kills, 12)).toISOString().replace(".000", "") });
      await makeDue(actor, random() < 0.5);
      worker = site.startWorker();
    }
    console.log(
      `killed ${KILLS} times (seed ${SEED}), ${within} times within a full sync, ${resumed} times in the middle of its list`,
    );
    expect(within).toBeGreaterThan(0);
    await site.kill(worker);
    await makeDue(actor, false);
    // The last one goes on where the killed one was; the one after it finds nothing that would have been forgotten.
    strava.control.fault({ fault: "429", path: "/streams" });
    expect((await syncToTheEnd(actor, false)).state).toBe("done");
    const last = await syncToTheEnd(actor, true);
    expect(last).toMatchObject({ state: "done", counts: { inserted: 0, failed: 0 } });

    const rows = await look(actor);
    const live = rows.filter((row) => row.live);
    const there = strava.control.activities();
    expect(live.map(({ id }) => id).sort()).toEqual(there.map(idOf).sort());
    expect(rows.filter(({ whole, sources }) => !whole || sources !== 1)).toEqual([]);
    const byId = new Map(live.map((row) => [row.id, row]));
    for (const activity of there) {
      const row = byId.get(idOf(activity));
      const own = mine.get(idOf(activity));
      expect([row?.name, row?.duration]).toEqual([own ?? activity.name, activity.moving_time]);
      if (own) expect(row?.told).toBe(activity.name);
    }
    expect([...mine.keys()].filter((id) => byId.has(id)).length).toBeGreaterThan(0);
  });
});
