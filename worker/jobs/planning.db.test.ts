import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { ownDatabase } from "@/bin/test/own-database";
import { createGuest } from "@/db/accounts";
import { asUser, atDoor, jobActor, type Tx } from "@/db/client";
import { createHabit } from "@/db/habit-edits";
import { listHabitLogs } from "@/db/habits";
import { closePools } from "@/db/pool";
import { createRun } from "@/db/run-edits";
import { updateSettings } from "@/db/settings";
import { changeTasks, undoTasks } from "@/db/task-bulk";
import { createTask, updateTask } from "@/db/task-edits";
import { restoreTask } from "@/db/task-versions";
import { newRunSchema } from "@/domain/run-changes";
import { newId } from "@/lib/crypto";
import { tickEverybody } from "./habits";
import { takeSnapshots } from "./snapshots";

/** Jobs are everybody's: they run in a database of their own. */
let database: Awaited<ReturnType<typeof ownDatabase>>;
beforeAll(async () => {
  database = await ownDatabase();
  for (const [name, value] of Object.entries(database.environment)) vi.stubEnv(name, value);
});
afterAll(async () => {
  await closePools();
  await database.drop();
});

/** Somebody who lives in a zone. */
async function person(timeZone: string): Promise<<T>(work: (tx: Tx) => Promise<T>) => Promise<T>> {
  const id = newId();
  await atDoor(newId(), (tx) => createGuest(tx, id, "Somebody", timeZone));
  return (work) => asUser(jobActor(id, newId(), "job"), work);
}

it("nights begin at everybody's own midnight, one snapshot each, however many calls there are", async () => {
  for (const zone of ["Pacific/Kiritimati", "Europe/Vienna", "Pacific/Pago_Pago"]) await person(zone);
  const nights = async () =>
    (await database.query<{ day: string }>("select taken_on::text as day from app.snapshots order by taken_on")).map(
      ({ day }) => day,
    );
  // 23:30 in Vienna: Kiritimati has been in the next day for long.
  await Promise.all(Array.from({ length: 6 }, () => takeSnapshots(new Date("2026-11-21T22:30:00Z"), 60_000)));
  expect(await nights()).toEqual(["2026-11-21", "2026-11-21", "2026-11-22"]);
  expect(await takeSnapshots(new Date("2026-11-21T23:30:00Z"), 60_000)).toEqual({ taken: 1, failed: 0 });
  // Ten in the morning UTC: midnight in Kiritimati, eleven in the evening in Pago Pago.
  expect(await takeSnapshots(new Date("2026-11-22T10:00:00Z"), 60_000)).toEqual({ taken: 1, failed: 0 });
  expect(await takeSnapshots(new Date("2026-11-22T11:00:00Z"), 60_000)).toEqual({ taken: 1, failed: 0 });
  expect(await nights()).toEqual(["2026-11-21", "2026-11-21", "2026-11-22", "2026-11-22", "2026-11-22", "2026-11-23"]);
});

it("facts tick habits of the last weeks in short looks, of all days in long ones", async () => {
  const ada = await person("UTC");
  const now = new Date("2026-11-21T10:00:00Z");
  const at = { now, today: "2026-11-21" };
  const wish = { name: "Run", auto: { metric: "run_distance", atLeast: 3000 }, startDate: "2026-01-01" } as const;
  const { id } = await ada((tx) => createHabit(tx, wish, at));
  for (const startAt of ["2026-11-20T07:00:00Z", "2026-02-01T07:00:00Z"]) {
    const run = newRunSchema.parse({ name: "Run", distance: 5000, duration: 1500, startAt });
    await ada((tx) => createRun(tx, { ...run, timeZone: "UTC" }));
  }
  const days = () => ada(async (tx) => (await listHabitLogs(tx, id)).map(({ date }) => date));
  await tickEverybody(now, false);
  expect(await days()).toEqual(["2026-11-20"]);
  await Promise.all([1, 2, 3, 4].map(() => tickEverybody(now, true)));
  expect(await days()).toEqual(["2026-02-01", "2026-11-20"]);
});

it("tasks count on the days of a new zone, without a version", async () => {
  const ada = await person("Pacific/Pago_Pago");
  const at = { now: new Date("2026-11-22T10:30:00Z"), today: "2026-11-21" };
  const { id: habit } = await ada((tx) =>
    createHabit(tx, { name: "Do", auto: { metric: "tasks", atLeast: 1 }, startDate: "2026-11-01" }, at),
  );
  const { id } = await ada((tx) => createTask(tx, { title: "Water" }, at));
  await ada((tx) => updateTask(tx, id, { status: "done" }, at));
  const look = async () => {
    const [row] = await database.query("select completed_on::text as on, version from app.tasks where id = $1", [id]);
    return [row, await ada(async (tx) => (await listHabitLogs(tx, habit)).map(({ date }) => date))];
  };
  expect(await look()).toEqual([{ on: "2026-11-21", version: 2 }, ["2026-11-21"]]);
  await ada((tx) => updateSettings(tx, { timeZone: "Pacific/Kiritimati" }));
  expect(await look()).toEqual([{ on: "2026-11-23", version: 2 }, ["2026-11-23"]]);
});

it("what is taken back or restored counts on the day of the zone that is lived in now", async () => {
  const ada = await person("Pacific/Pago_Pago");
  const at = { now: new Date("2026-11-22T10:30:00Z"), today: "2026-11-21" };
  const done = async (title: string) => {
    const { id } = await ada((tx) => createTask(tx, { title }, at));
    await ada((tx) => updateTask(tx, id, { status: "done" }, at));
    return id;
  };
  const [raised, reopened] = [await done("Raised"), await done("Reopened")];
  const marks = await ada((tx) => changeTasks(tx, { kind: "priority", priority: 3 }, [raised], at));
  await ada((tx) => updateTask(tx, reopened, { status: "todo" }, at));
  await ada((tx) => updateSettings(tx, { timeZone: "Pacific/Kiritimati" }));
  expect(await ada((tx) => undoTasks(tx, marks, at))).toBe(1);
  await ada((tx) => restoreTask(tx, reopened, 2, at));
  const rows = await database.query("select status, completed_on::text as on from app.tasks where id = any($1)", [
    [raised, reopened],
  ]);
  expect(rows).toEqual([
    { status: "done", on: "2026-11-23" },
    { status: "done", on: "2026-11-23" },
  ]);
});

it("a task that was written down while its person moved counts on the day of the new zone within the minute", async () => {
  const ada = await person("Pacific/Pago_Pago");
  const at = { now: new Date("2026-11-22T10:30:00Z"), today: "2026-11-21" };
  const { id: habit } = await ada((tx) =>
    createHabit(tx, { name: "Do", auto: { metric: "tasks", atLeast: 1 }, startDate: "2026-11-01" }, at),
  );
  await ada((tx) => updateSettings(tx, { timeZone: "Pacific/Kiritimati" }));
  // The request had read the former zone before it changed.
  const { id } = await ada((tx) => createTask(tx, { title: "Late", status: "done" }, at));
  await tickEverybody(at.now, false);
  const [row] = await database.query("select completed_on::text as on, version from app.tasks where id = $1", [id]);
  expect(row).toEqual({ on: "2026-11-23", version: 1 });
  expect(await ada(async (tx) => (await listHabitLogs(tx, habit)).map(({ date }) => date))).toEqual(["2026-11-23"]);
});
