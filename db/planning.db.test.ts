import { describe, expect, it } from "vitest";
import { newGoalSchema } from "@/domain/goals";
import { newHabitSchema } from "@/domain/habits";
import { newTaskSchema } from "@/domain/tasks";
import { addDays } from "@/domain/time-zones";
import { createGoal, deleteGoal, listGoalVersions, restoreGoal, undeleteGoal, updateGoal } from "./goal-edits";
import { findGoalsByName, getGoal, listGoalDays, listGoals } from "./goals";
import {
  createHabit,
  deleteHabit,
  listHabitVersions,
  orderHabits,
  restoreHabit,
  undeleteHabit,
  updateHabit,
} from "./habit-edits";
import { logHabit, unlogHabit } from "./habit-logs";
import { tickHabits } from "./habit-ticks";
import { getHabit, listHabitLogs, listHabits, listHabitsOfDay } from "./habits";
import { createReflection, deleteReflection } from "./reflection-edits";
import { deleteRun, editRun } from "./run-edits";
import { createTask, deleteTask, undeleteTask, updateTask } from "./task-edits";
import { ownerQuery, type TestUser, testUser } from "./testing";
import { as, makeRun } from "./testing-nouns";

/** A Saturday. */
const TODAY = "2026-11-21";
const AT = { now: new Date("2026-11-21T10:00:00Z"), today: TODAY };
const DAY = { today: TODAY, firstWeekday: 1 };
const goal = (user: TestUser, wish: Record<string, unknown>) =>
  as(user, (tx) => createGoal(tx, newGoalSchema.parse({ title: "Goal", ...wish }), TODAY));
const habit = (user: TestUser, wish: Record<string, unknown> = {}) =>
  as(user, (tx) => createHabit(tx, newHabitSchema.parse({ name: "Habit", ...wish }), AT));
const task = (user: TestUser, wish: Record<string, unknown> = {}) =>
  as(user, (tx) => createTask(tx, newTaskSchema.parse({ title: "Task", ...wish }), AT));
const value = async (user: TestUser, id: string) => (await as(user, (tx) => getGoal(tx, id))).value;

describe("progress of a goal", () => {
  it("is that of the rows it counts, from its first day to its last", async () => {
    const ada = await testUser();
    const span = { startDate: "2026-11-01", endDate: "2026-11-30", target: 100_000 };
    const km = await goal(ada, { ...span, metric: "run_distance" });
    for (const day of ["2026-10-31", "2026-11-01", "2026-11-30", "2026-12-01"]) {
      await makeRun(ada, { startAt: `${day}T12:00:00Z`, distance: 5000 });
    }
    expect(await value(ada, km.id)).toBe(10_000);
    const coding = await goal(ada, { ...span, metric: "coding_seconds" });
    await as(ada, (tx) =>
      tx.query(
        `insert into app.coding_days (user_id, date, source, total_us, counts) values ($1, '2026-11-02', 'heartbeats', 3600500000, true),
          ($1, '2026-11-02', 'wakatime', 9000000000, false), ($1, '2026-12-02', 'heartbeats', 1000000, true)`,
        [ada.id],
      ),
    );
    expect(await value(ada, coding.id)).toBe(3600.5);
    const read = await habit(ada, { startDate: "2026-11-01" });
    const days = await goal(ada, { ...span, metric: "habit_days", habitId: read.id });
    for (const date of ["2026-10-31", "2026-11-03", "2026-11-04"]) await as(ada, (tx) => logHabit(tx, read.id, { date }, TODAY));
    await as(ada, (tx) => logHabit(tx, read.id, { date: "2026-11-05", skipped: true }, TODAY));
    await as(ada, (tx) => logHabit(tx, read.id, { date: "2026-11-06", value: 0 }, TODAY));
    expect(await value(ada, days.id)).toBe(2);
    await as(ada, (tx) => deleteHabit(tx, read.id, AT));
    expect(await value(ada, days.id)).toBe(0);
    expect(await as(ada, (tx) => listGoalDays(tx, km.id))).toEqual([
      { date: "2026-11-01", value: 5000 },
      { date: "2026-11-30", value: 5000 },
    ]);
  });

  it("of tasks is that of those linked, without deleted and cancelled ones", async () => {
    const ada = await testUser();
    const { id } = await goal(ada, { metric: "tasks" });
    const goalIds = [id];
    const first = await task(ada, { goalIds });
    await task(ada, { goalIds, status: "cancelled" });
    const third = await task(ada, { goalIds, status: "done" });
    expect(await as(ada, (tx) => getGoal(tx, id))).toMatchObject({ value: 1, tasks: 2, tasksDone: 1 });
    await as(ada, (tx) => updateTask(tx, first.id, { status: "done" }, AT));
    expect((await as(ada, (tx) => listGoals(tx, { status: "reached" }, TODAY))).map((one) => one.id)).toEqual([id]);
    await as(ada, (tx) => deleteTask(tx, third.id));
    expect(await as(ada, (tx) => getGoal(tx, id))).toMatchObject({ value: 1, tasks: 1, tasksDone: 1 });
  });

  it("by hand is set by hand, any other is not", async () => {
    const ada = await testUser();
    const { id, target } = await goal(ada, { progress: 20 });
    expect([target, await value(ada, id)]).toEqual([100, 20]);
    expect((await as(ada, (tx) => updateGoal(tx, id, { progress: 35 }, TODAY))).value).toBe(35);
    await expect(goal(ada, { metric: "tasks", progress: 1 })).rejects.toMatchObject({ kind: "invalid" });
    await expect(as(ada, (tx) => updateGoal(tx, id, { endDate: "2026-01-01" }, TODAY))).rejects.toMatchObject({
      kind: "invalid",
      extra: { fields: [{ path: "endDate" }] },
    });
  });
});

it("a goal is deleted, comes back and becomes what it was", async () => {
  const ada = await testUser();
  const { id } = await goal(ada, { title: "Read 20 books", target: 20 });
  await as(ada, (tx) => updateGoal(tx, id, { title: "Read 30 books", target: 30 }, TODAY, 1));
  await expect(as(ada, (tx) => updateGoal(tx, id, { target: 1 }, TODAY, 1))).rejects.toMatchObject({ kind: "conflict" });
  await as(ada, (tx) => deleteGoal(tx, id, TODAY));
  await expect(value(ada, id)).rejects.toMatchObject({ kind: "not_found" });
  await expect(as(ada, (tx) => restoreGoal(tx, id, 1, TODAY))).rejects.toMatchObject({ kind: "conflict" });
  await as(ada, (tx) => undeleteGoal(tx, id, TODAY));
  expect(await as(ada, (tx) => restoreGoal(tx, id, 1, TODAY))).toMatchObject({ title: "Read 20 books", target: 20, version: 5 });
  const versions = await as(ada, (tx) => listGoalVersions(tx, id));
  expect(versions.map(({ changeType }) => changeType)).toEqual(["restore", "undeletion", "deletion", "edit", "original"]);
  expect(await as(ada, (tx) => findGoalsByName(tx, ["read-20-books", "READ 20 Books", "none"]))).toEqual({
    ids: [id],
    unknown: ["none"],
  });
});

describe("days of a habit", () => {
  it("are what a person says of them, the last word counting", async () => {
    const ada = await testUser();
    const { id } = await habit(ada, { kind: "number", target: 30, unit: "pages" });
    const log = (date: string, wish: object = {}) => as(ada, (tx) => logHabit(tx, id, { date, ...wish }, TODAY));
    expect(await log(TODAY)).toEqual({
      created: true,
      log: { date: TODAY, value: 30, skipped: false, done: true, source: "user", fact: null },
    });
    expect(await log(TODAY, { value: 29.5 })).toMatchObject({ created: false, log: { value: 29.5, done: false } });
    expect(await log(TODAY, { skipped: true })).toMatchObject({ log: { skipped: true, done: false } });
    await expect(log(addDays(TODAY, 2))).rejects.toMatchObject({ kind: "invalid" });
    await as(ada, (tx) => unlogHabit(tx, id, TODAY));
    expect(await as(ada, (tx) => listHabitLogs(tx, id))).toEqual([]);
    await expect(as(ada, (tx) => unlogHabit(tx, id, TODAY))).rejects.toMatchObject({ kind: "not_found" });
  });

  it("are judged anew when the rule changes", async () => {
    const ada = await testUser();
    const { id } = await habit(ada, { kind: "number", target: 30 });
    await as(ada, (tx) => logHabit(tx, id, { date: TODAY, value: 20 }, TODAY));
    await as(ada, (tx) => logHabit(tx, id, { date: addDays(TODAY, -1), skipped: true }, TODAY));
    const done = async () => (await as(ada, (tx) => listHabitLogs(tx, id))).map((log) => log.done);
    expect(await done()).toEqual([false, false]);
    await as(ada, (tx) => updateHabit(tx, id, { target: 20 }, AT));
    expect(await done()).toEqual([false, true]);
    await as(ada, (tx) => updateHabit(tx, id, { targetType: "at_most", target: 19 }, AT));
    expect(await done()).toEqual([false, false]);
    await as(ada, (tx) => restoreHabit(tx, id, 2, AT));
    expect(await done()).toEqual([false, true]);
    expect(await as(ada, (tx) => listHabitVersions(tx, id))).toHaveLength(4);
  });

  it("are the same in the list of all habits as one by one", async () => {
    const ada = await testUser();
    await makeRun(ada, { startAt: "2026-11-10T07:00:00Z", distance: 4500 });
    const auto = { metric: "run_distance", atLeast: 3000 };
    const { id } = await habit(ada, { kind: "number", target: 3, unit: "km", auto, startDate: "2026-11-01" });
    for (const [date, wish] of [
      ["2025-03-01", { value: 0.1 }],
      ["2026-11-05", { value: 1e-7 }],
      ["2026-11-06", { skipped: true }],
      ["2026-11-07", { value: 1_000_000_000 }],
    ] as const) {
      await as(ada, (tx) => logHabit(tx, id, { date, ...wish }, TODAY));
    }
    const [listed] = await as(ada, (tx) => listHabits(tx, {}, DAY));
    const own = await as(ada, (tx) => getHabit(tx, id, DAY));
    expect(listed).toEqual(own);
    expect(own.logs).toHaveLength(5);
    const [recent] = await as(ada, (tx) => listHabits(tx, { recent: true }, DAY));
    expect(recent?.logs).toEqual(own.logs.slice(1));
  });

  it("stand with strength, streak and what today asks for", async () => {
    const ada = await testUser();
    const { id } = await habit(ada, { schedule: { kind: "per_week", times: 3 }, startDate: "2026-11-16" });
    for (const date of ["2026-11-16", "2026-11-18"]) await as(ada, (tx) => logHabit(tx, id, { date }, TODAY));
    const { state } = await as(ada, (tx) => getHabit(tx, id, DAY));
    expect(state).toMatchObject({ due: true, left: 1, today: null, streak: null, longestStreak: { days: 1, times: 1 } });
    expect(state.strength).toBeGreaterThan(0);
    const other = await habit(ada, { name: "First" });
    await as(ada, (tx) => orderHabits(tx, [other.id, id]));
    const names = async () => (await as(ada, (tx) => listHabits(tx, {}, DAY))).map((one) => one.habit.name);
    expect(await names()).toEqual(["First", "Habit"]);
    await as(ada, (tx) => updateHabit(tx, id, { archived: true }, AT));
    expect((await as(ada, (tx) => listHabits(tx, { archived: false }, DAY))).map((one) => one.habit.name)).toEqual(["First"]);
  });
});

describe("facts", () => {
  const logs = (user: TestUser, id: string) => as(user, (tx) => listHabitLogs(tx, id));

  it("tick a habit, link themselves, and take it back when they are gone", async () => {
    const ada = await testUser();
    const { id } = await habit(ada, { auto: { metric: "run_distance", atLeast: 3000 }, startDate: "2026-11-01" });
    const short = await makeRun(ada, { startAt: "2026-11-10T07:00:00Z", distance: 1000 });
    const long = await makeRun(ada, { startAt: "2026-11-10T17:00:00Z", distance: 2000 });
    await makeRun(ada, { startAt: "2026-11-11T17:00:00Z", distance: 2999 });
    await makeRun(ada, { startAt: "2026-10-31T17:00:00Z", distance: 9000 });
    const tick = () => as(ada, (tx) => tickHabits(tx, "2026-10-01", TODAY));
    expect(await tick()).toBe(1);
    expect(await tick()).toBe(0);
    const ticked = { date: "2026-11-10", value: 1, skipped: false, done: true, source: "auto" };
    expect(await logs(ada, id)).toEqual([{ ...ticked, fact: { table: "runs", id: long.id } }]);
    await as(ada, (tx) => editRun(tx, short.id, { distance: 5000 }, {}));
    expect(await tick()).toBe(1);
    expect((await logs(ada, id))[0]?.fact).toEqual({ table: "runs", id: short.id });
    await as(ada, (tx) => deleteRun(tx, short.id));
    expect(await tick()).toBe(1);
    expect(await logs(ada, id)).toEqual([]);
  });

  it("never change what a person said", async () => {
    const ada = await testUser();
    await makeRun(ada, { startAt: "2026-11-10T07:00:00Z", distance: 9000 });
    const { id } = await habit(ada, { auto: { metric: "run_distance", atLeast: 3000 }, startDate: "2026-11-01" });
    expect(await logs(ada, id)).toHaveLength(1);
    await as(ada, (tx) => logHabit(tx, id, { date: "2026-11-10", value: 0 }, TODAY));
    await as(ada, (tx) => tickHabits(tx, "2026-11-01", TODAY));
    expect(await logs(ada, id)).toMatchObject([{ value: 0, source: "user", fact: null }]);
    await as(ada, (tx) => unlogHabit(tx, id, "2026-11-10"));
    expect(await logs(ada, id)).toMatchObject([{ value: 1, source: "auto" }]);
    await as(ada, (tx) => updateHabit(tx, id, { auto: null }, AT));
    expect(await logs(ada, id)).toEqual([]);
  });

  it("of a number say how much of the target there is", async () => {
    const ada = await testUser();
    await makeRun(ada, { startAt: "2026-11-10T07:00:00Z", distance: 4500 });
    const auto = { metric: "run_distance", atLeast: 3000 };
    const { id } = await habit(ada, { kind: "number", target: 3, unit: "km", auto, startDate: "2026-11-01" });
    expect(await logs(ada, id)).toMatchObject([{ value: 4.5, done: true }]);
  });

  it("of tasks and reflections tick in the same transaction", async () => {
    const ada = await testUser();
    const done = await habit(ada, { auto: { metric: "tasks", atLeast: 1 } });
    const wrote = await habit(ada, { auto: { metric: "reflections", atLeast: 1 } });
    const { id } = await task(ada);
    await as(ada, (tx) => updateTask(tx, id, { status: "done" }, AT));
    expect(await logs(ada, done.id)).toMatchObject([{ date: TODAY, fact: { table: "tasks", id } }]);
    await as(ada, (tx) => deleteTask(tx, id));
    expect(await logs(ada, done.id)).toEqual([]);
    await as(ada, (tx) => undeleteTask(tx, id));
    expect(await logs(ada, done.id)).toHaveLength(1);
    await as(ada, (tx) => updateTask(tx, id, { status: "todo" }, AT));
    expect(await logs(ada, done.id)).toEqual([]);
    const reflection = await as(ada, (tx) => createReflection(tx, { mood: 4 }, AT));
    expect(await logs(ada, wrote.id)).toMatchObject([{ date: TODAY, fact: { table: "reflections", id: reflection.id } }]);
    await as(ada, (tx) => deleteReflection(tx, reflection.id));
    expect(await logs(ada, wrote.id)).toEqual([]);
  });
});

it("days of a deleted habit are in no total until it comes back", async () => {
  const ada = await testUser();
  const { id } = await habit(ada);
  await as(ada, (tx) => logHabit(tx, id, { date: TODAY }, TODAY));
  const counted = async () =>
    (await ownerQuery("select 1 from app.habit_logs where user_id = $1 and done and counts", [ada.id])).length;
  await as(ada, (tx) => deleteHabit(tx, id, AT));
  expect(await counted()).toBe(0);
  await as(ada, (tx) => undeleteHabit(tx, id, AT));
  expect(await counted()).toBe(1);
});

it("a day names the habits that were done on it, by hand or by a fact, and no others", async () => {
  const [ada, eve] = [await testUser(), await testUser()];
  const water = await habit(ada, { name: "Water", kind: "number", target: 8, unit: "glasses" });
  const run = await habit(ada, { name: "Run", auto: { metric: "run_distance", atLeast: 3000 } });
  const [skipped, gone, yesterday] = [await habit(ada), await habit(ada), await habit(ada)];
  const short = await habit(ada, { kind: "number", target: 5 });
  const others = await habit(eve);
  await makeRun(ada, { startAt: `${TODAY}T08:00:00Z`, distance: 5000 });
  await as(ada, async (tx) => {
    await tickHabits(tx, TODAY, TODAY);
    await orderHabits(tx, [water.id, run.id]);
    await logHabit(tx, water.id, { date: TODAY, value: 9 }, TODAY);
    await logHabit(tx, skipped.id, { date: TODAY, skipped: true }, TODAY);
    await logHabit(tx, short.id, { date: TODAY, value: 1 }, TODAY);
    await logHabit(tx, gone.id, { date: TODAY }, TODAY);
    await logHabit(tx, yesterday.id, { date: addDays(TODAY, -1) }, TODAY);
    await deleteHabit(tx, gone.id, AT);
  });
  await as(eve, (tx) => logHabit(tx, others.id, { date: TODAY }, TODAY));
  expect(await as(ada, (tx) => listHabitsOfDay(tx, TODAY))).toMatchObject([
    { id: water.id, name: "Water", unit: "glasses", value: 9, source: "user", fact: null },
    { id: run.id, name: "Run", source: "auto", fact: { table: "runs" } },
  ]);
});
