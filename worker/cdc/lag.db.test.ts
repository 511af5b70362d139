import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { until as eventually } from "@/bin/test/until";
import { measureCdcLag } from "@/db/cdc-lag";
import { getCdcStatus, markRebuild } from "@/db/cdc-state";
import { type Actor, asSystem, asUser } from "@/db/client";
import { insertVersioned } from "@/db/history";
import { newId } from "@/lib/crypto";
import { cdcSite } from "./cdc-site.fixture";

const HOUR_MS = 3_600_000;

let site: Awaited<ReturnType<typeof cdcSite>>;
beforeAll(async () => {
  site = await cdcSite(process.env["TEST_DATABASE_URL"]);
});
afterAll(() => site.close());

const lag = () => asSystem(newId(), measureCdcLag);
const status = () => asSystem(newId(), getCdcStatus);

const until = (done: () => Promise<boolean>, what: string) => eventually(() => done().catch(() => false), what);

const addTask = (actor: Actor) =>
  asUser(actor, (tx) =>
    insertVersioned(
      tx,
      { table: "tasks", idColumn: "task_id", what: "task" },
      { id: newId(), title: "Late", position: 1, created_on: "2026-11-01" },
    ),
  );
const counted = async () =>
  Number((await site.query<{ n: string }>("select sum(tasks_created) as n from app.user_dashboard_aggregates"))[0]?.n ?? 0);

it("tells from any process how many seconds the aggregates are behind, and nothing where nothing is", async () => {
  expect(await lag()).toBeNull();
  const person = await site.person();
  const consumer = site.start();
  await until(async () => (await lag()) !== null && (await status()).active, "a consumer that reads");
  await addTask(person);
  await until(async () => (await counted()) === 1, "the first task");
  // A consumer that has long been idle is not behind because others wrote just now.
  await site.query("update ops.cdc_state set known_until = now() - interval '1 hour'");
  await site.query("create table public.other as select n from generate_series(1, 50000) n");
  await until(async () => ((await lag()) ?? 9) < 1, "all is confirmed");

  await site.kill(consumer);
  await until(async () => !(await status()).active, "the server sees that it is gone");
  const gone = Date.now();
  await addTask(person);
  await wait(1_200);
  const before = (Date.now() - gone) / 1000;
  const behind = (await lag()) ?? 0;
  expect(behind).toBeGreaterThanOrEqual(before);
  expect((await lag()) ?? 0).toBeGreaterThan(behind);
  expect((await status()).aliveAt?.getTime()).toBeLessThanOrEqual(gone);

  const next = site.start();
  await until(async () => (await counted()) === 2 && ((await lag()) ?? 9) < 1, "the second task, and nothing behind");
  await site.kill(next, "SIGTERM");
});

it("hears at once that the table is to be made anew", async () => {
  const { aliveAt } = await status();
  const consumer = site.start(HOUR_MS);
  // Its first sign of life tells that it listens.
  await until(async () => (await status()).aliveAt?.getTime() !== aliveAt?.getTime(), "it listens");
  const { rebuiltAt } = await status();
  await asSystem(newId(), markRebuild);
  // Without a call it would ask after an hour.
  await until(async () => (await status()).rebuiltAt?.getTime() !== rebuiltAt?.getTime(), "a new table");
  await site.kill(consumer, "SIGTERM");
});
