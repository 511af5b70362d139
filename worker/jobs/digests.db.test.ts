import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { ownDatabase } from "@/bin/test/own-database";
import { createAccount } from "@/db/accounts";
import { type Actor, asUser, atDoor, jobActor } from "@/db/client";
import { countWeek, findDigest, listDigests, putDigest, renewDigest } from "@/db/digests";
import { insertVersioned } from "@/db/history";
import { listMissingWeeks, writeMissingDigests } from "@/db/missing-digests";
import { closePools } from "@/db/pool";
import { addDays } from "@/domain/time-zones";
import { parseUserId } from "@/domain/users";
import { newId } from "@/lib/crypto";
import { makeDigests } from "./digests";

/** Digests are made for everybody at once, so these people have a database of their own. */
let database: Awaited<ReturnType<typeof ownDatabase>>;
beforeAll(async () => {
  database = await ownDatabase();
  for (const [name, value] of Object.entries(database.environment)) vi.stubEnv(name, value);
});
afterAll(async () => {
  await closePools();
  await database.drop();
});

async function person(timeZone: string): Promise<Actor> {
  const userId = parseUserId(randomUUID());
  const account = { userId, email: `${userId}@example.test`, passwordHash: "none", name: "Ada", timeZone };
  await atDoor(newId(), (tx) => createAccount(tx, account, "open"));
  return jobActor(userId, newId(), "job");
}

const run = (actor: Actor, date: string, metres: number) =>
  asUser(actor, (tx) =>
    insertVersioned(
      tx,
      { table: "runs", idColumn: "run_id", what: "run" },
      {
        id: `file_${newId()}`,
        name: "Run",
        type: "Outdoor Run",
        source: "file",
        start_at: `${date}T07:00:00Z`,
        time_zone: "UTC",
        local_date: date,
        distance_m: metres,
        duration_s: metres / 3,
        elapsed_s: metres / 3,
      },
    ),
  );

const task = (actor: Actor, values: Record<string, unknown>) =>
  asUser(actor, (tx) =>
    insertVersioned(
      tx,
      { table: "tasks", idColumn: "task_id", what: "task" },
      { id: newId(), title: "Read", position: 1, ...values },
    ),
  );

const MONDAY = "2026-11-16";

it("counts the week's rows of one person, with what goals, tasks and habits asked of it", async () => {
  const [ada, bob] = [await person("UTC"), await person("UTC")];
  await run(ada, "2026-11-15", 1_000);
  await run(ada, "2026-11-16", 10_000);
  await run(ada, "2026-11-22", 5_000);
  await run(ada, "2026-11-23", 9_000);
  await run(bob, "2026-11-17", 77_000);
  const done = { status: "done", completed_at: new Date("2026-11-18T08:00:00Z"), completed_on: "2026-11-18" };
  await task(ada, { created_on: MONDAY, due_date: "2026-11-18", ...done });
  await task(ada, { created_on: "2026-11-01", due_date: "2026-11-20" });
  await task(ada, { created_on: "2026-11-01", due_date: "2026-11-20", status: "cancelled" });
  await asUser(ada, async (tx) => {
    const goal = {
      id: newId(),
      title: "Run",
      metric: "run_distance",
      target: 140_000,
      start_date: "2026-11-09",
      end_date: "2026-11-22",
    };
    await insertVersioned(tx, { table: "goals", idColumn: "goal_id", what: "goal" }, goal);
    const habit = { id: newId(), name: "Read", schedule: { kind: "every_days", days: 1 }, position: 1, start_date: "2026-11-18" };
    await insertVersioned(tx, { table: "habits", idColumn: "habit_id", what: "habit" }, habit);
    await tx.query("insert into app.habit_logs (user_id, habit_id, date, value, done) values ($1, $2, '2026-11-19', 1, true)", [
      tx.userId,
      habit.id,
    ]);
    await insertVersioned(
      tx,
      { table: "reflections", idColumn: "reflection_id", what: "reflection" },
      { id: newId(), date: "2026-11-17", mood: 4 },
    );
    await tx.query(
      `insert into app.coding_days (user_id, date, source, total_us, counts) values
        ($1, '2026-11-16', 'heartbeats', 3600000000, true), ($1, '2026-11-16', 'wakatime', 9000000000, false)`,
      [tx.userId],
    );
  });
  const { areas } = await asUser(ada, (tx) => countWeek(tx, "2026-W47"));
  expect(areas.runs).toMatchObject({ thisWeek: 15_000, lastWeek: 1_000, fourWeekMean: 250, planned: 70_000 });
  expect(areas.planning).toMatchObject({ thisWeek: 1, lastWeek: 0, planned: 2 });
  expect(areas.planning.more).toMatchObject([
    { name: "tasksMade", thisWeek: 1 },
    { name: "habitDays", thisWeek: 1, planned: 5 },
  ]);
  expect(areas.coding).toMatchObject({ thisWeek: 3_600, days: [3_600, 0, 0, 0, 0, 0, 0] });
  expect(areas.mood).toMatchObject({ thisWeek: 4, lastWeek: null });
});

it("makes one digest for each, however many ask at once, and leaves it as it is; made anew by hand it follows the rows", async () => {
  const ada = await person("Europe/Berlin");
  await run(ada, "2026-11-17", 10_000);
  const now = new Date("2026-11-23T06:00:00Z");
  const all = await Promise.all(Array.from({ length: 50 }, () => makeDigests(now, 600_000)));
  expect(all.reduce((sum, { made }) => sum + made, 0)).toBe((await database.query("select from app.digests")).length);
  const first = await asUser(ada, (tx) => findDigest(tx, "2026-W47"));
  expect(first?.data.areas.runs.thisWeek).toBe(10_000);
  await run(ada, "2026-11-18", 2_000);
  expect(await makeDigests(now, 600_000)).toEqual({ made: 0, failed: 0 });
  expect((await asUser(ada, (tx) => findDigest(tx, "2026-W47")))?.data).toEqual(first?.data);
  await asUser(ada, async (tx) => putDigest(tx, "2026-W47", await countWeek(tx, "2026-W47"), false));
  expect((await asUser(ada, (tx) => findDigest(tx, "2026-W47")))?.data.areas.runs.thisWeek).toBe(12_000);
});

it("makes a week that was written before it was over anew when it is, once", async () => {
  const ada = await person("Europe/Berlin");
  await run(ada, "2026-11-09", 4_000);
  await run(ada, "2026-11-11", 3_000);
  await run(ada, "2026-11-17", 10_000);
  const wednesday = new Date("2026-11-18T06:00:00Z");
  const early = await asUser(ada, (tx) => renewDigest(tx, "2026-W47", "Europe/Berlin", wednesday));
  expect(early.data).toMatchObject({ soFar: true, areas: { runs: { thisWeek: 10_000, lastWeek: 7_000 } } });
  await run(ada, "2026-11-21", 2_000);
  expect(await asUser(ada, (tx) => listMissingWeeks(tx, "2026-11-23"))).toContain("2026-W47");
  const monday = new Date("2026-11-23T06:00:00Z");
  const all = await Promise.all(Array.from({ length: 10 }, () => makeDigests(monday, 600_000)));
  expect(all.reduce((sum, { made }) => sum + made, 0)).toBeGreaterThan(0);
  const whole = await asUser(ada, (tx) => findDigest(tx, "2026-W47"));
  expect(whole?.data).not.toHaveProperty("soFar");
  expect(whole?.data.areas.runs.thisWeek).toBe(12_000);
  // It counts as written now, for whoever wants it by email.
  expect(whole?.createdAt.getTime()).toBeGreaterThan(early.createdAt.getTime());
  await run(ada, "2026-11-22", 1_000);
  expect(await makeDigests(monday, 600_000)).toEqual({ made: 0, failed: 0 });
  expect((await asUser(ada, (tx) => findDigest(tx, "2026-W47")))?.data).toEqual(whole?.data);
});

it("makes a week once its Sunday is over where the person lives, also at the turn of a year", async () => {
  const zones = ["Pacific/Kiritimati", "Asia/Kathmandu", "UTC", "America/St_Johns", "Pacific/Pago_Pago"];
  const people = await Promise.all(zones.map((zone) => person(zone)));
  const have = async () => {
    const found = await Promise.all(people.map((actor) => asUser(actor, (tx) => findDigest(tx, "2026-W53"))));
    return zones.filter((_, index) => found[index]);
  };
  // 2026 has 53 ISO weeks: the last one ends on Sunday, 3 January 2027.
  await makeDigests(new Date("2027-01-03T09:59:00Z"), 60_000);
  expect(await have()).toEqual([]);
  await makeDigests(new Date("2027-01-03T10:00:00Z"), 60_000);
  expect(await have()).toEqual(zones.slice(0, 1));
  await makeDigests(new Date("2027-01-04T00:00:00Z"), 60_000);
  expect(await have()).toEqual(zones.slice(0, 3));
  await makeDigests(new Date("2027-01-04T10:59:00Z"), 60_000);
  expect(await have()).toEqual(zones.slice(0, 4));
  await makeDigests(new Date("2027-01-04T11:00:00Z"), 60_000);
  expect(await have()).toEqual(zones);
});

it("writes the last weeks of a past that was brought in, once, and none in which nothing was recorded", async () => {
  const ada = await person("UTC");
  for (const date of ["2026-08-23", "2026-08-31", "2026-10-01", "2026-11-15", "2026-11-16"]) await run(ada, date, 1_000);
  // No more than a page without a mood: the area's main figure is empty, and yet something was recorded.
  await asUser(ada, (tx) =>
    insertVersioned(
      tx,
      { table: "reflections", idColumn: "reflection_id", what: "reflection" },
      { id: newId(), date: "2026-09-16" },
    ),
  );
  const write = () => asUser(ada, (tx) => writeMissingDigests(tx, "2026-11-21"));
  const missing = () => asUser(ada, (tx) => listMissingWeeks(tx, "2026-11-21"));
  expect(await missing()).toEqual(["2026-W46", "2026-W40", "2026-W38", "2026-W36"]);
  const at = await Promise.all([write(), write(), write()]);
  expect(at.reduce((sum, written) => sum + written, 0)).toBe(4);
  const stored = await asUser(ada, (tx) => listDigests(tx, { before: null, limit: 100 }));
  expect(stored.map(({ isoWeek, data }) => [isoWeek, data.areas.runs.thisWeek])).toEqual([
    ["2026-W46", 1_000],
    ["2026-W40", 1_000],
    ["2026-W38", 0],
    ["2026-W36", 1_000],
  ]);
  expect(await write()).toBe(0);
  expect(await missing()).toEqual([]);
});

it("keeps what a policy shuts out of insights out of the week", async () => {
  const ada = await person("UTC");
  const day = addDays(MONDAY, 1);
  await asUser(ada, async (tx) => {
    await tx.query(
      "insert into app.coding_days (user_id, date, source, total_us, counts) values ($1, $2, 'wakatime', 3600000000, true)",
      [tx.userId, day],
    );
  });
  expect((await asUser(ada, (tx) => countWeek(tx, "2026-W47"))).areas.coding.thisWeek).toBe(3_600);
  await asUser(ada, (tx) =>
    tx.query("insert into app.integrations (user_id, provider, policy) values ($1, 'wakatime', 'not_in_insights')", [tx.userId]),
  );
  expect((await asUser(ada, (tx) => countWeek(tx, "2026-W47"))).areas.coding.thisWeek).toBe(0);
});
