import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { until } from "@/bin/test/until";
import { type Actor, asUser } from "@/db/client";
import { connect } from "@/db/connections";
import { type CodingDays, makeDays, total } from "@/e2e/simulators/wakatime/coding";
import { dumpText } from "@/e2e/simulators/wakatime/dumps";
import { startWakaTime, type WakaTimeSimulator } from "@/e2e/simulators/wakatime/start";
import { createPerson } from "@/e2e/simulators/wakatime/state";
import { storeTokens } from "@/integrations/tokens";
import { crashSite } from "./crash.fixture";

/** `npm run prove` kills more often; the seed is printed, so that a run can be repeated. */
const KILLS = process.env["PROVE"] ? 40 : 3;
const SEED = Number(process.env["PROVE_SEED"] ?? 20_261_121);

let site: Awaited<ReturnType<typeof crashSite>>;
let sim: WakaTimeSimulator;
beforeAll(async () => {
  sim = await startWakaTime({ people: [{ days: 1_500, seed: 41, timezone: "UTC" }], perFiveMinutes: 1e6, latencyMs: 40 });
  vi.stubEnv("WAKATIME_CLIENT_ID", "waka-client");
  vi.stubEnv("WAKATIME_CLIENT_SECRET", "waka_sec_test");
  vi.stubEnv("WAKATIME_OAUTH_URL", sim.oauthUrl);
  vi.stubEnv("WAKATIME_API_URL", sim.apiUrl);
  site = await crashSite(process.env["TEST_DATABASE_URL"]);
});
afterAll(async () => {
  await site.close();
  await sim.stop();
});

function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

type Day = { date: string; us: number; apart: number };

/** The days of a source with time: their totals, and the same added up from their languages. */
function daysOf(actor: Actor, source: string): Promise<Day[]> {
  return asUser(actor, (tx) =>
    tx.query<Day>(
      `select d.date, d.total_us as us, sum(s.us)::float8 as apart from app.coding_days d
        join app.coding_slices s on s.user_id = $1 and s.date = d.date and s.source = d.source
        join app.coding_combos c on c.user_id = $1 and c.id = s.combo_id and c.language is not null
        where d.user_id = $1 and d.source = $2 and d.total_us > 0 group by 1, 2 order by 1`,
      [tx.userId, source],
    ),
  );
}

/** Every day is there once, with its own time: within the microseconds that sums of rounded pieces leave open. */
function expectDays(got: readonly Day[], wanted: CodingDays): void {
  expect(got.map(({ date }) => date)).toEqual([...wanted.keys()].sort());
  for (const { date, us, apart } of got) {
    const pieces = wanted.get(date) ?? [];
    expect(Math.abs(us - total(pieces) * 1e6), date).toBeLessThanOrEqual(2 * pieces.length);
    expect(Math.abs(us - apart), date).toBeLessThanOrEqual(2 * pieces.length);
  }
}

async function connectedPerson(): Promise<Actor> {
  const actor = await site.person();
  const granted = sim.control.grant({ scope: ["email", "read_stats", "read_summaries"] });
  await asUser(actor, async (tx) => {
    await connect(tx, { provider: "wakatime", scopes: granted.scope.split(","), externalId: granted.uid, externalName: "Ada" });
    await storeTokens(tx, "wakatime", {
      accessToken: granted.access_token,
      refreshToken: granted.refresh_token,
      tokenType: "bearer",
      expiresAt: new Date(granted.expires_at),
    });
  });
  return actor;
}

type Place = { done: boolean; before: string | null; synced: boolean };

async function place(actor: Actor): Promise<Place> {
  const [row] = await asUser(actor, (tx) =>
    tx.query<Place>(
      `select coalesce((cursor #>> '{full,done}')::boolean, false) as done, cursor #>> '{full,before}' as before,
        last_synced_at is not null as synced from app.sync_metadata where user_id = $1`,
      [tx.userId],
    ),
  );
  return row ?? { done: false, before: null, synced: false };
}

const makeDue = (actor: Actor) =>
  asUser(actor, (tx) =>
    tx.query("update app.sync_metadata set lease_until = null, due_at = now(), resumes_at = null where user_id = $1", [
      tx.userId,
    ]),
  );

describe("a worker that is killed", () => {
  it("on the way back through the days goes on where it was", { timeout: 600_000 }, async () => {
    const random = randomOf(SEED);
    const actor = await connectedPerson();
    const seen = new Set<string>();
    let worker = site.startWorker();
    for (let kills = 0; kills < KILLS; kills++) {
      const { before: from } = await place(actor);
      // Not before it has kept something: a worker that is killed while it starts proves nothing.
      await until(async () => {
        const { before, done } = await place(actor);
        return before !== from || done;
      }, "the worker keeps days");
      await new Promise((resolve) => setTimeout(resolve, random() * 300));
      await site.kill(worker);
      const { before, done } = await place(actor);
      if (before !== null && !done) seen.add(before);
      await makeDue(actor);
      worker = site.startWorker();
    }
    await until(async () => (await place(actor)).synced, "the sync ends");
    await site.kill(worker);
    console.log(`killed ${KILLS} times (seed ${SEED}), at ${seen.size} different places of the way back`);
    expect(seen.size).toBeGreaterThan(0);
    expectDays(await daysOf(actor, "wakatime"), new Map(Object.entries(sim.control.days())));
  });

  it("in an import of a data dump brings every heartbeat once", { timeout: 600_000 }, async () => {
    const random = randomOf(SEED + 1);
    const actor = await site.person();
    const days = makeDays("2026-11-20", process.env["PROVE"] ? 4_000 : 900, 42);
    const person = createPerson({ timezone: "UTC" }, 0);
    const files = [
      { name: "heartbeats.json", bytes: dumpText(person, days, "heartbeats") },
      { name: "daily.json", bytes: dumpText(person, days, "daily") },
    ];
    const id = await site.upload(actor, files);
    let worker = site.startWorker();
    let within = 0;
    for (let kills = 0; kills < KILLS; kills++) {
      const { done } = await site.progress(actor, id);
      await until(async () => {
        const now = await site.progress(actor, id);
        return now.done > done || now.state === "done";
      }, "the worker stores something");
      await new Promise((resolve) => setTimeout(resolve, random() * 60));
      await site.kill(worker);
      if ((await site.progress(actor, id)).state === "running") within++;
      await site.expireLeases();
      worker = site.startWorker();
    }
    await until(async () => (await site.progress(actor, id)).state === "done", "the import ends");
    await site.kill(worker);
    console.log(`killed ${KILLS} times (seed ${SEED}), ${within} times within the import`);
    expect(within).toBeGreaterThan(0);
    const { items, done } = await site.look(actor, id);
    expect([done, items.length]).toEqual([2 * days.size, 2 * days.size]);
    // A batch is stored with its results or not at all: nothing was brought by a worker whose word was lost.
    expect(items.filter(({ result }) => result !== "imported")).toEqual([]);
    expectDays(await daysOf(actor, "heartbeats"), days);
    expectDays(await daysOf(actor, "wakatime_dump"), days);
  });
});
