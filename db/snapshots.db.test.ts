import { expect, it } from "vitest";
import { compareSnapshots } from "@/domain/snapshots";
import { addDays } from "@/domain/time-zones";
import { createGoal, updateGoal } from "./goal-edits";
import { createHabit } from "./habit-edits";
import { logHabit } from "./habit-logs";
import { createReflection } from "./reflection-edits";
import { createShoe } from "./shoe-edits";
import { getSnapshot, listSnapshots, renameSnapshot, setSnapshotDeleted, takeNightly, takeSnapshot } from "./snapshots";
import { createTask, updateTask } from "./task-edits";
import { testUser } from "./testing";
import { as, makeRun } from "./testing-nouns";

const TODAY = "2026-11-21";
const AT = { now: new Date("2026-11-21T10:00:00Z"), today: TODAY };
const on = (today: string) => ({ now: new Date(`${today}T03:00:00Z`), today });

it("two moments of a life lie side by side", async () => {
  const ada = await testUser();
  const { id: goalId } = await as(ada, (tx) => createGoal(tx, { title: "Books", target: 20 }, TODAY));
  const { id: taskId } = await as(ada, (tx) => createTask(tx, { title: "Water" }, AT));
  const { id: habitId } = await as(ada, (tx) => createHabit(tx, { name: "Read" }, AT));
  await as(ada, (tx) => createShoe(tx, { name: "Red" }));
  const a = await as(ada, (tx) => takeSnapshot(tx, { name: "Before" }, AT, 1));
  await makeRun(ada, { distance: 5000, shoeId: "red" });
  await as(ada, (tx) => updateTask(tx, taskId, { status: "done" }, AT));
  await as(ada, (tx) => updateGoal(tx, goalId, { progress: 3 }, TODAY));
  await as(ada, (tx) => logHabit(tx, habitId, { date: TODAY }, TODAY));
  await as(ada, (tx) => createReflection(tx, { mood: 4 }, AT));
  const b = await as(ada, (tx) => takeSnapshot(tx, {}, { ...AT, now: new Date("2026-11-21T11:00:00Z") }, 1));
  expect([a.name, b.name]).toEqual(["Before", "As of 2026-11-21"]);
  const { numbers, things } = compareSnapshots(a.data, b.data);
  const number = (area: string, name: string) => numbers.find((one) => one.area === area && one.name === name);
  expect(number("runs", "distance")).toMatchObject({ a: 0, b: 5000, difference: 5000 });
  expect(number("tasks", "open")).toMatchObject({ a: 1, b: 0 });
  expect(number("reflections", "mood")).toMatchObject({ a: null, b: 4 });
  expect(things).toMatchObject([
    { area: "tasks", id: taskId, kind: "removed" },
    { area: "goals", id: goalId, kind: "changed", fields: [{ name: "progress", a: 0, b: 3 }] },
    { area: "habits", id: habitId, kind: "changed" },
    { area: "shoes", id: "red", kind: "changed", fields: [{ name: "distance", a: 0, b: 5000 }] },
  ]);
  const list = async (deleted = false) =>
    (await as(ada, (tx) => listSnapshots(tx, { deleted, limit: 50 }))).rows.map(({ id }) => id);
  expect(await list()).toEqual([b.id, a.id]);
  expect((await as(ada, (tx) => renameSnapshot(tx, a.id, "Autumn"))).name).toBe("Autumn");
  await as(ada, (tx) => setSnapshotDeleted(tx, a.id, true));
  await expect(as(ada, (tx) => getSnapshot(tx, a.id))).rejects.toMatchObject({ kind: "not_found" });
  await expect(as(ada, (tx) => setSnapshotDeleted(tx, a.id, true))).rejects.toMatchObject({ kind: "not_found" });
  expect([await list(), await list(true)]).toEqual([[b.id], [a.id]]);
  await as(ada, (tx) => setSnapshotDeleted(tx, a.id, false));
  expect(await list()).toEqual([b.id, a.id]);
});

it("a night is written down once, and kept for three months; the first of a month stays", async () => {
  const ada = await testUser();
  const nights = await Promise.all(Array.from({ length: 5 }, () => as(ada, (tx) => takeNightly(tx, on("2026-08-01"), 1))));
  expect(nights.filter(Boolean)).toHaveLength(1);
  for (const day of ["2026-08-02", "2026-08-20", "2026-08-21"]) await as(ada, (tx) => takeNightly(tx, on(day), 1));
  await as(ada, (tx) => takeSnapshot(tx, { name: "By hand" }, on("2026-08-03"), 1));
  await as(ada, (tx) => takeNightly(tx, on(addDays("2026-08-21", 92)), 1));
  const { rows } = await as(ada, (tx) => listSnapshots(tx, { limit: 50 }));
  expect(rows.map(({ name }) => name)).toEqual(["Night of 2026-11-21", "Night of 2026-08-21", "By hand", "Night of 2026-08-01"]);
});
