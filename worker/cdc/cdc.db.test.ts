import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until as eventually } from "@/bin/test/until";
import { listDrift } from "@/db/aggregates";
import { findCdcState, markRebuild } from "@/db/cdc-state";
import { asSystem } from "@/db/client";
import { newId } from "@/lib/crypto";
import { checkDrift, recountAggregates } from "../jobs/aggregates";
import { cdcSite } from "./cdc-site.fixture";
import { changeThings, randomOf } from "./load.fixture";

/** `npm run prove` kills more often; the seed is printed, so that a run can be repeated. */
const KILLS = process.env["PROVE"] ? 200 : 4;
const SEED = Number(process.env["PROVE_SEED"] ?? 20_261_121);
const PEOPLE = 4;

let site: Awaited<ReturnType<typeof cdcSite>>;
beforeAll(async () => {
  site = await cdcSite(process.env["TEST_DATABASE_URL"]);
});
afterAll(() => site.close());

/** What fails while one looks is not there yet: the server may just have been killed. */
const until = (done: () => Promise<boolean>, what: string) => eventually(() => done().catch(() => false), what);

const drift = () => asSystem(newId(), listDrift);
const state = () => asSystem(newId(), findCdcState);
const inStep = () =>
  until(async () => (await state()) !== null && (await drift()).length === 0, "the aggregates equal a recount");

/** Changes for a while, so many transactions at least, then nothing more: what was committed is all there is. */
async function load(seed: number, least: number, meanwhile: () => Promise<void>): Promise<number> {
  let over = false;
  let so = 0;
  const people = await Promise.all(Array.from({ length: PEOPLE }, () => site.person()));
  const changing = people.map((person, index) =>
    changeThings(
      person,
      seed + index,
      () => over,
      () => so++,
    ),
  );
  try {
    await meanwhile();
    await eventually(() => so >= least, "enough was changed");
  } finally {
    over = true;
  }
  return (await Promise.all(changing)).reduce((sum, one) => sum + one, 0);
}

const rows = async () =>
  Number((await site.query<{ n: string }>("select count(*) as n from app.user_dashboard_aggregates"))[0]?.n);

describe("the consumer of changes", { timeout: 900_000 }, () => {
  it("keeps the aggregates equal to a recount, from what was there before it and from what changes", async () => {
    await load(SEED, 100, () => wait(700));
    expect((await drift()).length).toBeGreaterThan(0);
    // Where nothing follows changes, a recount does the same, and the second one has nothing to do.
    expect(await recountAggregates(600_000)).toMatchObject({ people: PEOPLE });
    expect(await drift()).toEqual([]);
    expect(await recountAggregates(600_000)).toEqual({ people: PEOPLE, days: 0 });
    const consumer = site.start();
    await inStep();
    const before = await rows();
    expect(before).toBeGreaterThan(50);
    const rebuilt = (await state())?.rebuiltAt;
    await load(SEED + 100, 100, () => wait(700));
    await inStep();
    expect(await rows()).toBeGreaterThan(before);
    // A recount keeps away from what is followed.
    expect(await recountAggregates(600_000)).toEqual({ followed: true });
    // It followed; it did not make the table anew.
    expect((await state())?.rebuiltAt).toEqual(rebuilt);
    await site.kill(consumer, "SIGTERM");
    expect(consumer.exitCode).toBe(0);
  });

  it(`ends equal to a recount after ${KILLS} kills of consumer and server under load (seed ${SEED})`, async () => {
    const random = randomOf(SEED);
    let consumer = site.start();
    await until(async () => (await state()) !== null, "a first table");
    const rebuilt = (await state())?.rebuiltAt;
    const committed = await load(SEED + 200, 5 * KILLS + 1, async () => {
      for (let kill = 0; kill < KILLS; kill += 1) {
        await wait(50 + random() * 700);
        if (site.server && kill % 4 === 3) await site.killServer();
        else {
          await site.kill(consumer);
          consumer = site.start();
        }
      }
    });
    expect(committed).toBeGreaterThan(5 * KILLS);
    await inStep();
    if (process.env["PROVE"])
      console.info(`${KILLS} kills, ${committed} transactions committed, ${await rows()} days, none differs`);
    expect((await state())?.rebuiltAt).toEqual(rebuilt);
    await site.kill(consumer, "SIGTERM");
  });

  it("makes the table anew beside live traffic where the slot is gone, where it is asked to, and on another server", async () => {
    let consumer = site.start();
    await inStep();
    await site.kill(consumer);
    const first = (await state())?.rebuiltAt;
    await until(async () => {
      await site.query(
        "select pg_drop_replication_slot(slot_name) from pg_replication_slots where database = current_database()",
      );
      return true;
    }, "the slot is free");
    await load(SEED + 300, 1, async () => {
      consumer = site.start();
      await until(async () => (await state())?.rebuiltAt.getTime() !== first?.getTime(), "a second table");
    });
    await inStep();
    const second = (await state())?.rebuiltAt;
    await load(SEED + 400, 1, async () => {
      await asSystem(newId(), markRebuild);
      await until(async () => (await state())?.rebuiltAt.getTime() !== second?.getTime(), "a third table");
    });
    await inStep();
    await site.kill(consumer, "SIGTERM");
    const third = (await state())?.rebuiltAt;
    await site.query("update ops.cdc_state set system_id = '1'");
    consumer = site.start();
    await until(async () => (await state())?.rebuiltAt.getTime() !== third?.getTime(), "a fourth table");
    await inStep();
    await site.kill(consumer, "SIGTERM");
  });

  it("stands by while another consumer reads, and takes over from it", async () => {
    const reading = site.start();
    await inStep();
    const standing = site.start();
    await load(SEED + 500, 50, () => wait(500));
    await inStep();
    expect(standing.exitCode).toBeNull();
    await site.kill(reading);
    await load(SEED + 600, 50, () => wait(300));
    await inStep();
    await site.kill(standing, "SIGTERM");
  });

  it("lets the server forget what it has projected, also when only tables change that it does not follow", async () => {
    const consumer = site.start();
    await inStep();
    const kept = async () =>
      Number(
        (
          await site.query<{ kept: string }>(
            "select pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn) as kept from pg_replication_slots where database = current_database()",
          )
        )[0]?.kept,
      );
    await site.query("create table public.other as select repeat('x', 500) as x from generate_series(1, 40000)");
    await until(async () => (await kept()) < 1_000_000, "the slot lets go of the log of other tables");
    await site.kill(consumer, "SIGTERM");
  });

  it("is held against a recount: what has drifted is found and made anew, what is on its way is not taken for drift", async () => {
    const consumer = site.start();
    await inStep();
    let checked: number | null = null;
    await load(SEED + 700, 1, async () => {
      await until(async () => {
        checked = await checkDrift(new Date());
        return checked !== null;
      }, "a consumer reads");
    });
    expect(checked).toBe(0);
    await inStep();
    await site.query(
      "update app.user_dashboard_aggregates set tasks_created = tasks_created + 1 where ctid in (select ctid from app.user_dashboard_aggregates limit 3)",
    );
    expect(await checkDrift(new Date())).toBe(3);
    await inStep();
    await site.kill(consumer, "SIGTERM");
  });
});
