import { setTimeout as wait } from "node:timers/promises";
import { NextRequest } from "next/server";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { ownDatabase } from "@/bin/test/own-database";
import { createAccount } from "@/db/accounts";
import { listDrift } from "@/db/aggregates";
import { type Actor, asSystem, asUser, atDoor, jobActor } from "@/db/client";
import { insertVersioned, updateVersioned } from "@/db/history";
import { closePools } from "@/db/pool";
import { parseUserId } from "@/domain/users";
import { newId } from "@/lib/crypto";
import { changeThings } from "@/worker/cdc/load.fixture";
import { GET } from "./[job]/route";

/** A host without a worker: nothing ever follows changes here, there is only the route. */
let database: Awaited<ReturnType<typeof ownDatabase>>;
beforeAll(async () => {
  database = await ownDatabase();
  for (const [name, value] of Object.entries(database.environment)) vi.stubEnv(name, value);
});
afterAll(async () => {
  await closePools();
  await database.drop();
});

async function call(): Promise<unknown> {
  const headers = { authorization: `Bearer ${process.env["CRON_SECRET"]}` };
  const request = new NextRequest("http://localhost/api/cron/aggregates", { headers });
  return (await GET(request, { params: Promise.resolve({ job: "aggregates" }) })).json();
}

async function person(): Promise<Actor> {
  const userId = parseUserId(newId());
  const account = { userId, email: `${userId}@example.test`, passwordHash: "none", name: "Far", timeZone: "UTC" };
  await atDoor(newId(), (tx) => createAccount(tx, account, "open"));
  return jobActor(userId, newId(), "job");
}

const days = ({ userId }: Actor) =>
  database.query(
    `select agg_date::text as day, tasks_created, tasks_completed, reflections_count, mood_sum, mood_count, run_m::float8, coding_s::float8, habits_done
      from app.user_dashboard_aggregates where user_id = $1 order by agg_date`,
    [userId],
  );
const NONE = {
  tasks_created: 0,
  tasks_completed: 0,
  reflections_count: 0,
  mood_sum: 0,
  mood_count: 0,
  run_m: 0,
  coding_s: 0,
  habits_done: 0,
};
const TASK = { table: "tasks", idColumn: "task_id", what: "task" } as const;

it("brings the days up to date from rows made, changed and deleted", async () => {
  const actor = await person();
  const [task, reflection] = [newId(), newId()];
  const done = { status: "done", completed_at: "2026-11-02T08:00:00Z", completed_on: "2026-11-02" };
  await asUser(actor, async (tx) => {
    await insertVersioned(tx, TASK, { id: task, title: "Far", position: 1, created_on: "2026-11-01" });
    await updateVersioned(tx, TASK, task, done, { type: "edit", fields: [] });
    await insertVersioned(
      tx,
      { table: "reflections", idColumn: "reflection_id", what: "reflection" },
      { id: reflection, date: "2026-11-02", mood: 4 },
    );
    await tx.query(
      "insert into app.coding_days (user_id, date, source, total_us) values ($1, '2026-11-02', 'heartbeats', 90500000)",
      [tx.userId],
    );
  });
  expect(await call()).toEqual({ people: 1, days: 2 });
  expect(await days(actor)).toEqual([
    { ...NONE, day: "2026-11-01", tasks_created: 1 },
    { ...NONE, day: "2026-11-02", tasks_completed: 1, reflections_count: 1, mood_sum: 4, mood_count: 1, coding_s: 90.5 },
  ]);
  expect(await call()).toEqual({ people: 1, days: 0 });
  await asUser(actor, async (tx) => {
    await updateVersioned(tx, TASK, task, { deleted_at: new Date() }, { type: "edit", fields: [] });
    await tx.query("delete from app.coding_days where user_id = $1", [tx.userId]);
  });
  expect(await call()).toEqual({ people: 1, days: 2 });
  expect(await days(actor)).toEqual([{ ...NONE, day: "2026-11-02", reflections_count: 1, mood_sum: 4, mood_count: 1 }]);
});

it("agrees with a recount after a storm of changes, also when it was called all the while", async () => {
  const people = await Promise.all([person(), person(), person()]);
  let over = false;
  let committed = 0;
  const changing = people.map((actor, index) =>
    changeThings(
      actor,
      7 + index,
      () => over,
      () => committed++,
    ),
  );
  const calls: unknown[] = [];
  const skipped = () => calls.some((answer) => typeof answer === "object" && answer !== null && "skipped" in answer);
  for (const end = Date.now() + 2_000; Date.now() < end || committed < 100 || !skipped(); await wait(50))
    calls.push(...(await Promise.all([call(), call()])));
  over = true;
  await Promise.all(changing);
  // Two at once: one does the work, the other hears that it is being done.
  expect(calls).toContainEqual({ skipped: true });
  await call();
  expect(await asSystem(newId(), listDrift)).toEqual([]);
  expect((await database.query("select from app.user_dashboard_aggregates")).length).toBeGreaterThan(20);
  expect(await database.query("select from pg_replication_slots where database = current_database()")).toEqual([]);
  expect(await database.query("select from ops.cdc_state")).toEqual([]);
});
