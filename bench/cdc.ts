import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { createAccount } from "@/db/accounts";
import { getCdcStatus } from "@/db/cdc-state";
import { type Actor, asSystem, asUser, atDoor, jobActor } from "@/db/client";
import { insertVersioned, updateVersioned } from "@/db/history";
import { parseUserId } from "@/domain/users";
import { newId } from "@/lib/crypto";
import { parseLsn } from "@/worker/cdc/lsn";
import { asAdmin, type Scratch, scratchDatabase } from "./database";
import { median } from "./load";
import { report } from "./report";

const PEOPLE = 50;
const BACKLOG = 30_000;
const PACE_PER_S = 200;
const SECONDS = 12;
const ROUNDS = 3;
const TASK = { table: "tasks", idColumn: "task_id", what: "task" } as const;

/** The consumer as the worker runs it, in a process of its own. */
function startConsumer(scratch: Scratch): ChildProcess {
  const tsx = ["--conditions", "react-server", "--import", "tsx"];
  return spawn(process.execPath, [...tsx, "worker/cdc/consumer.fixture.ts"], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, DATABASE_REPLICATION_URL: scratch.adminUrl },
  });
}

async function stopConsumer(consumer: ChildProcess): Promise<void> {
  const ended = once(consumer, "exit");
  consumer.kill("SIGTERM");
  await ended;
  while ((await asSystem(newId(), getCdcStatus)).active) await wait(20);
}

type Asks = pg.Client | pg.Pool;

const lsnOf = async (client: Asks, text: string) =>
  parseLsn((await client.query<{ lsn: string }>(`select (${text})::text as lsn`)).rows[0]?.lsn ?? "0/0");
const mark = (client: Asks) => lsnOf(client, "select last_lsn from ops.cdc_state");

async function reach(client: Asks, lsn: bigint): Promise<void> {
  while ((await mark(client).catch(() => 0n)) < lsn) await wait(5);
}

/** Small transactions of three changes each, made by the server itself as fast as it can. */
const MAKE_BACKLOG = `do $$
  declare
    people uuid[] := array(select user_id from app.users);
    person uuid;
    day date;
  begin
    set session_replication_role = replica;
    for n in 1..${BACKLOG} loop
      person := people[1 + n % array_length(people, 1)];
      day := date '2026-01-01' + (n / 50) % 300;
      insert into app.tasks (user_id, id, title, position, created_on) values (person, gen_random_uuid(), 'Backlog', n, day);
      insert into app.coding_days (user_id, date, source, total_us) values (person, day, 'heartbeats', n)
        on conflict (user_id, date, source) do update set total_us = excluded.total_us;
      update app.runs set distance_m = n where user_id = person and id = 'file_backlog';
      commit;
    end loop;
    set session_replication_role = origin;
  end $$`;

async function people(): Promise<Actor[]> {
  const actors: Actor[] = [];
  for (let person = 0; person < PEOPLE; person += 1) {
    const userId = parseUserId(newId());
    const account = { userId, email: `${userId}@example.test`, passwordHash: "none", name: "Bench", timeZone: "UTC" };
    await atDoor(newId(), (tx) => createAccount(tx, account, "open"));
    const actor = jobActor(userId, newId(), "job");
    const run = {
      id: "file_backlog",
      name: "Run",
      duration_s: 1,
      elapsed_s: 1,
      source: "file",
      type: "Outdoor Run",
      distance_m: 1,
    };
    await asUser(actor, (tx) =>
      insertVersioned(
        tx,
        { table: "runs", idColumn: "run_id", what: "run" },
        { ...run, start_at: "2026-11-01T07:00:00Z", time_zone: "UTC", local_date: "2026-11-01" },
      ),
    );
    actors.push(actor);
  }
  return actors;
}

/** Writes at an even pace; answers how long each write took and where the log was when it was committed. */
async function write(actors: readonly Actor[], client: Asks) {
  const writes: { ms: number; at: number; lsn: bigint }[] = [];
  const started = performance.now();
  const running: Promise<void>[] = [];
  for (let n = 0; n < PACE_PER_S * SECONDS; n += 1) {
    const due = started + (n * 1000) / PACE_PER_S;
    const early = due - performance.now();
    if (early > 1) await wait(early);
    const actor = actors[n % actors.length];
    if (!actor) break;
    const one = async () => {
      const begun = performance.now();
      const id = newId();
      const done = { status: "done", completed_at: new Date(), completed_on: "2026-11-02" };
      await asUser(actor, async (tx) => {
        await insertVersioned(tx, TASK, { id, title: "Paced", position: n, created_on: "2026-11-01" });
        await updateVersioned(tx, TASK, id, done, { type: "edit", fields: [] });
      });
      const ended = performance.now();
      writes.push({ ms: ended - begun, at: ended, lsn: await lsnOf(client, "select pg_current_wal_lsn()") });
    };
    running.push(one());
  }
  await Promise.all(running);
  return writes;
}

/** Change data capture: how fast a backlog is worked off, how far it lags behind steady writes, what it costs them. */
export async function cdc(): Promise<void> {
  const scratch = await scratchDatabase();
  // The server for tests leaves commits in memory for a while, and a consumer hears of a change when it is on disk.
  await asAdmin(scratch, async (admin) => {
    const { rows } = await admin.query<{ name: string }>("select current_database() as name");
    await admin.query(`alter database ${rows[0]?.name} set synchronous_commit = on`);
  });
  const client = new pg.Pool({ connectionString: scratch.adminUrl, max: 8 });
  let consumer = startConsumer(scratch);
  try {
    const actors = await people();
    await reach(client, 1n);
    await stopConsumer(consumer);
    await asAdmin(scratch, (admin) => admin.query(MAKE_BACKLOG));
    const end = await lsnOf(client, "select pg_current_wal_lsn()");
    consumer = startConsumer(scratch);
    while (!(await asSystem(newId(), getCdcStatus)).active) await wait(5);
    const started = performance.now();
    await touch(actors);
    await reach(client, end);
    const seconds = (performance.now() - started) / 1000;
    const beside = `${BACKLOG} transactions in ${seconds.toFixed(1)} s from when it reads`;
    report("cdc-backlog", (BACKLOG * 3) / seconds, "changes/s", beside, { atLeast: 15_000 });

    const [on, off, lags]: [number[], number[], number[]] = [[], [], []];
    await write(actors, client);
    for (let round = 0; round < ROUNDS; round += 1) {
      const seen: { lsn: bigint; at: number }[] = [];
      let over = false;
      const looking = (async () => {
        const eye = new pg.Client({ connectionString: scratch.adminUrl });
        await eye.connect();
        while (!over) {
          seen.push({ lsn: await mark(eye), at: performance.now() });
          await wait(4);
        }
        await eye.end();
      })();
      const writes = await write(actors, client);
      await wait(1_000);
      over = true;
      await looking;
      on.push(median(writes.map(({ ms }) => ms)));
      for (const { at, lsn } of writes) {
        const projected = seen.find((look) => look.lsn >= lsn);
        if (projected) lags.push(projected.at - at);
      }
      await stopConsumer(consumer);
      off.push(median((await write(actors, client)).map(({ ms }) => ms)));
      consumer = startConsumer(scratch);
      while (!(await asSystem(newId(), getCdcStatus)).active) await wait(20);
    }
    lags.sort((a, b) => a - b);
    const p95 = lags[Math.floor(lags.length * 0.95)] ?? Number.NaN;
    report("cdc-lag-p95", p95, "ms", `p50 ${Math.round(median(lags))} ms at ${PACE_PER_S} transactions/s`, 150);
    report(
      "cdc-write-latency",
      median(on) / median(off),
      "times",
      `median ${median(off).toFixed(2)} ms without the consumer`,
      1.15,
    );
  } finally {
    await stopConsumer(consumer).catch(() => undefined);
    await client.query(
      "select pg_drop_replication_slot(slot_name) from pg_replication_slots where database = current_database()",
    );
    await client.end();
    await scratch.drop();
  }
}

/** One more change, so that the mark passes the end of what was there. */
async function touch(actors: readonly Actor[]): Promise<void> {
  const [actor] = actors;
  if (actor)
    await asUser(actor, (tx) => insertVersioned(tx, TASK, { id: newId(), title: "Last", position: 1, created_on: "2026-11-01" }));
}
