import type pg from "pg";
import { expect, inject, test } from "vitest";
import { withClient, withScratchDatabase } from "@/bin/test/scratch";
import { migrate } from "./migrate";
import { rollback } from "./rollback";

const MENDING = "0026_habit_days_of_deleted_habits";
const USER = "00000000-0000-4000-8000-000000000001";
const GONE = "00000000-0000-4000-8000-00000000000a";
const HERE = "00000000-0000-4000-8000-00000000000b";

/** A superuser of the scratch database, for whom neither policies nor foreign keys stand in the way of wrong rows. */
async function withSuperuser<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const admin = new URL(inject("testDatabase").adminUrl);
  admin.pathname = new URL(url).pathname;
  return withClient(admin.toString(), async (client) => {
    await client.query("set session_replication_role = replica");
    return work(client);
  });
}

const LOGS = "select habit_id, counts from app.habit_logs order by habit_id";

test("a database from before gets days right that count for a deleted habit, or do not for one that is back", async () => {
  await withScratchDatabase(async (url) => {
    await migrate({ url });
    // The migrations after the one that mends are taken back, and it as well.
    let name: string | undefined;
    do name = await rollback(url);
    while (name !== undefined && name !== MENDING);
    await withSuperuser(url, async (client) => {
      for (const [id, deletedAt] of [
        [GONE, "2026-11-01T00:00:00Z"],
        [HERE, null],
      ]) {
        await client.query(
          `insert into app.habits (user_id, id, name, schedule, position, start_date, deleted_at, version)
            values ($1, $2, 'Habit', '{"kind":"every_days","days":1}', 0, '2026-01-01', $3, 1)`,
          [USER, id, deletedAt],
        );
        await client.query(
          "insert into app.habit_logs (user_id, habit_id, date, value, done, counts) values ($1, $2, '2026-10-01', 1, true, $3)",
          [USER, id, deletedAt !== null],
        );
      }
    });
    expect(await migrate({ url })).toContain(MENDING);
    expect((await withSuperuser(url, (client) => client.query(LOGS))).rows).toEqual([
      { habit_id: GONE, counts: false },
      { habit_id: HERE, counts: true },
    ]);
  });
});
