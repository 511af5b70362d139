import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { ownDatabase } from "@/bin/test/own-database";
import { AGGREGATES } from "@/domain/aggregates";
import { newId } from "@/lib/crypto";
import { createGuest } from "./accounts";
import { projectDifferences } from "./aggregates";
import { asSystem, asUser, atDoor, jobActor } from "./client";
import { closePools } from "./pool";

/** The mark of the aggregates is everybody's: the test has a database of its own. */
let database: Awaited<ReturnType<typeof ownDatabase>>;
beforeAll(async () => {
  database = await ownDatabase();
  for (const [name, value] of Object.entries(database.environment)) vi.stubEnv(name, value);
  await database.query(
    `insert into ops.cdc_state (consumer, last_lsn, system_id, timeline, rebuilt_at, projected_at) values ('aggregates', '0/1', '1', 1, now(), now())`,
  );
});
afterAll(async () => {
  await closePools();
  await database.drop();
});

async function person(): Promise<string> {
  const id = newId();
  await atDoor(newId(), (tx) => createGuest(tx, id, "Somebody", "UTC"));
  return id;
}

let mark = 16;
const project = (days: { userId: string; done: number }[]) => {
  const differences = days.map(({ userId, done }) => ({
    ...{ userId, date: "2026-11-21" },
    sums: AGGREGATES.map((name) => (name === "tasks_completed" ? done : 0)),
  }));
  mark += 1;
  return asSystem(newId(), (tx) =>
    projectDifferences(tx, differences, { lsn: `0/${mark.toString(16)}`, committedAt: new Date() }),
  );
};
const rows = () =>
  database.query('select user_id as "userId", tasks_completed as done from app.user_dashboard_aggregates order by user_id');

it("nothing stays of somebody whose day was added while they were being erased", async () => {
  const [ada, bob] = [await person(), await person()].sort() as [string, string];
  await asUser(jobActor(ada, newId(), "job"), async (tx) => {
    await tx.query("select door.own_account_delete()", []);
    // What she did a moment before is added now: to the consumer she is still there.
    await project([
      { userId: ada, done: 1 },
      { userId: bob, done: 2 },
    ]);
  });
  await project([
    { userId: ada, done: -1 },
    { userId: bob, done: 3 },
  ]);
  expect(await rows()).toEqual([{ userId: bob, done: 5 }]);
});
