import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/crypto";
import { insertVersioned } from "./history";
import { createShoe } from "./shoe-edits";
import { ownerQuery, type TestUser, testUser } from "./testing";
import { as, makeRun } from "./testing-nouns";
import { setFtp, setHeartRateZones } from "./thresholds";
import { recordAction } from "./user-actions";

/** One person has a row in every table of users; another tries to see, change, take away and forge each of them. */
let ada: TestUser;
let bob: TestUser;
let tables: string[] = [];

beforeAll(async () => {
  [ada, bob] = [await testUser(), await testUser()];
  await as(ada, (tx) => createShoe(tx, { name: "Ada's" }));
  const run = await makeRun(ada, { shoeId: "ada_s" });
  const [sourceId, importId] = [`file_${newId()}`, newId()];
  await as(ada, async (tx) => {
    await insertVersioned(
      tx,
      { table: "workouts", idColumn: "workout_id", what: "workout" },
      {
        id: `file_${newId()}`,
        sport: "cycling",
        title: "Ride",
        status: "COMPLETED",
        start_at: "2026-11-01T07:00:00Z",
        time_zone: "UTC",
        local_date: "2026-11-01",
        duration_s: 1,
        elapsed_s: 1,
        source: "file",
      },
    );
    await setFtp(tx, { validFrom: "2026-01-01", ftpW: 250 });
    await setHeartRateZones(tx, {
      validFrom: "2026-01-01",
      maxBpm: 190,
      restingBpm: 50,
      thresholdBpm: 170,
      lowerBoundsBpm: [0, 120],
    });
    await recordAction(tx, { action: "tests.isolation", outcome: "success" });
    const insert = (text: string, values: unknown[]) => tx.query(text, [ada.id, ...values]);
    await insert(
      "insert into app.best_efforts (user_id, run_id, distance_m, duration_s, start_offset_s) values ($1, $2, 400, 90, 0)",
      [run.id],
    );
    await insert("insert into app.imports (user_id, id, files) values ($1, $2, '[]')", [importId]);
    await insert("insert into app.import_items (user_id, import_id, seq, file, result) values ($1, $2, 1, 'a.fit', 'imported')", [
      importId,
    ]);
    await insert(
      "insert into app.activity_sources (user_id, id, run_id, source, origin, facts) values ($1, $2, $3, 'file', 'file', '{}')",
      [sourceId, run.id],
    );
    await insert("insert into app.tracks (user_id, source_id, channel, data) values ($1, $2, 'time', '\\x00')", [sourceId]);
    await insert("insert into app.integrations (user_id, provider) values ($1, 'strava')", []);
    await insert("insert into app.provider_tokens (user_id, provider, sealed) values ($1, 'strava', '\\x00')", []);
    await insert("insert into app.sync_metadata (user_id, provider) values ($1, 'strava')", []);
    await insert(
      "insert into app.sync_runs (user_id, id, provider, trigger, full_sync) values ($1, $2, 'strava', 'button', false)",
      [newId()],
    );
    await insert("insert into app.sync_items (user_id, provider, kind, item_id) values ($1, 'strava', 'hint', '1')", []);
    await insert("insert into app.synced_runs (user_id, run_id, event_id) values ($1, $2, 'a1')", [run.id]);
    await insert("insert into app.calendar_feeds (user_id, sealed) values ($1, '\\x00')", []);
    await insert("insert into app.coding_badges (user_id, sealed) values ($1, '\\x00')", []);
    await insert(
      "insert into app.heartbeats (user_id, at_us, key, combo_id, entity, type) values ($1, 1, 1, 1, 'a.go', 'file')",
      [],
    );
    await insert("insert into app.coding_combos (user_id, id) values ($1, 1)", []);
    await insert("insert into app.coding_days (user_id, date, source) values ($1, '2026-11-01', 'heartbeats')", []);
    await insert(
      "insert into app.coding_slices (user_id, date, source, combo_id, us) values ($1, '2026-11-01', 'heartbeats', 1, 1)",
      [],
    );
    await insert("insert into app.coding_settings (user_id, time_zone) values ($1, 'UTC')", []);
    await insert(
      "insert into app.coding_user_agents (user_id, id, value, first_seen_at, last_seen_at) values ($1, 1, 'vim', now(), now())",
      [],
    );
    await insert(
      "insert into app.coding_machines (user_id, id, name, first_seen_at, last_seen_at) values ($1, 1, 'laptop', now(), now())",
      [],
    );
    await insert("insert into app.wakatime_stats (user_id, stats_type, data) values ($1, 'today', '{}')", []);
    const noun = (
      table: "tasks" | "goals" | "habits" | "reflections",
      idColumn: "task_id" | "goal_id" | "habit_id" | "reflection_id",
    ) => ({ table, idColumn, what: table }) as const;
    const [task, goal, habit, reflection] = [newId(), newId(), newId(), newId()];
    await insertVersioned(tx, noun("tasks", "task_id"), { id: task, title: "Water", position: 1, created_on: "2026-11-01" });
    await insertVersioned(tx, noun("goals", "goal_id"), { id: goal, title: "Run", target: 1, start_date: "2026-11-01" });
    const daily = { name: "Read", schedule: { kind: "every_days", days: 1 }, position: 1, start_date: "2026-11-01" };
    await insertVersioned(tx, noun("habits", "habit_id"), { id: habit, ...daily });
    await insertVersioned(tx, noun("reflections", "reflection_id"), { id: reflection, date: "2026-11-01", mood: 4 });
    await insert("insert into app.goals_tasks (user_id, goal_id, task_id) values ($1, $2, $3)", [goal, task]);
    await insert("insert into app.habit_logs (user_id, habit_id, date, value, done) values ($1, $2, '2026-11-01', 1, true)", [
      habit,
    ]);
    await insert("insert into app.reflection_texts (user_id, reflection_id, text) values ($1, $2, 'A day')", [reflection]);
    await insert("insert into app.reflections_tasks (user_id, reflection_id, task_id) values ($1, $2, $3)", [reflection, task]);
    await insert("insert into app.reflections_goals (user_id, reflection_id, goal_id) values ($1, $2, $3)", [reflection, goal]);
    await insert("insert into app.reflections_habits (user_id, reflection_id, habit_id) values ($1, $2, $3)", [
      reflection,
      habit,
    ]);
    await insert(
      "insert into app.snapshots (user_id, id, name, kind, taken_at, taken_on, data) values ($1, $2, 'Now', 'manual', now(), now(), '{}')",
      [newId()],
    );
    await insert("insert into app.user_activity (user_id, id, at, kind) values ($1, $2, now(), 'tasks.create')", [newId()]);
    await insert("insert into app.digests (user_id, iso_week, data) values ($1, '2026-W47', '{}')", []);
    await insert("insert into app.mail_subscriptions (user_id, kind) values ($1, 'weekly')", []);
    const session = { title: "Push", start_at: "2026-11-01T07:00:00Z", time_zone: "UTC", local_date: "2026-11-01" };
    const strength = { table: "strength_workouts", idColumn: "workout_id", what: "session" } as const;
    await insertVersioned(tx, strength, { id: "hevy_1", ...session, exercises: "[]", origin: "api" });
    await insert(
      `insert into app.strength_sets (user_id, workout_id, exercise_index, set_index, exercise_id, exercise, local_date, kind)
        values ($1, 'hevy_1', 0, 0, 'a', 'A', '2026-11-01', 'normal')`,
      [],
    );
    await insert(
      `insert into app.strength_links (user_id, strength_workout_id, workout_id)
        select $1, 'hevy_1', id from app.workouts where user_id = $1`,
      [],
    );
  });
  // The consumer of changes keeps it; a person only reads.
  await ownerQuery("insert into app.user_dashboard_aggregates (user_id, agg_date) values ($1, '2026-11-01')", [ada.id]);
  const rows = await ownerQuery<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'user_id'
      where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
  );
  tables = rows.map((row) => row.name);
});

/** What happens when Bob tries: the rows it touched, or the refusal. */
async function attempt(text: string, values: unknown[]): Promise<number | string> {
  try {
    const rows = await as(bob, (tx) => tx.query(text, values));
    return rows.length;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const NOTHING = expect.toSatisfy((result) => result === 0 || /^permission denied/.test(String(result)), "nothing");

describe("another person's rows", () => {
  it("are there in every table, or this test proves nothing", async () => {
    expect(tables.length).toBeGreaterThan(12);
    for (const table of tables) {
      const [row] = await ownerQuery<{ n: number }>(`select count(*)::int as n from app.${table} where user_id = $1`, [ada.id]);
      expect([table, (row?.n ?? 0) > 0]).toEqual([table, true]);
    }
  });

  it("cannot be seen", async () => {
    for (const table of tables) {
      expect([table, await attempt(`select 1 from app.${table} where user_id = $1`, [ada.id])]).toEqual([table, 0]);
      expect([table, await attempt(`select 1 from app.${table} where user_id <> $1`, [bob.id])]).toEqual([table, 0]);
    }
  });

  it("cannot be changed or taken away", async () => {
    for (const table of tables) {
      const [column] = await ownerQuery<{ name: string }>(
        `select attname as name from pg_attribute where attrelid = 'app.${table}'::regclass and attnum > 1 and not attisdropped order by attnum limit 1`,
      );
      const update = `update app.${table} set ${column?.name} = ${column?.name} where user_id = $1 returning 1`;
      expect([table, await attempt(update, [ada.id])]).toEqual([table, NOTHING]);
      expect([table, await attempt(`delete from app.${table} where user_id = $1 returning 1`, [ada.id])]).toEqual([
        table,
        NOTHING,
      ]);
    }
  });

  it("cannot be forged", async () => {
    for (const table of tables) {
      const [row] = await ownerQuery<{ row: unknown }>(
        `select to_jsonb(t) as row from app.${table} t where user_id = $1 limit 1`,
        [ada.id],
      );
      // What the database computes itself cannot be given.
      const [given] = await ownerQuery<{ columns: string }>(
        `select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute
          where attrelid = 'app.${table}'::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
      );
      const forged = `insert into app.${table} (${given?.columns}) select ${given?.columns}
        from jsonb_populate_record(null::app.${table}, $1::jsonb) returning 1`;
      expect([table, await attempt(forged, [JSON.stringify(row?.row)])]).toEqual([
        table,
        expect.stringMatching(/violates row-level security policy|^permission denied/),
      ]);
    }
  });

  it("cannot be pointed to", async () => {
    const run = await makeRun(bob, {});
    expect(
      await attempt(
        `with w as (update app.runs set shoe_id = 'ada_s', version = version + 1 where user_id = $1 and id = $2 returning *)
         insert into app.runs_history select w.user_id, w.id, w.version, 'edit', '{}', '{}', 'user', null, null, now() from w`,
        [bob.id, run.id],
      ),
    ).toMatch(/runs_shoe_fk/);
  });

  it("stay as they were", async () => {
    expect(await ownerQuery("select version from app.runs where user_id = $1", [ada.id])).toEqual([{ version: 1 }]);
  });
});
