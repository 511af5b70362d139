import type { Tx } from "@/db/client";
import { codingTotals } from "@/db/coding-reads";
import { listGoalNames } from "@/db/goals";
import { listHabitNames, listHabitsOfDay } from "@/db/habits";
import { getReflectionOf } from "@/db/reflections";
import { listRuns } from "@/db/run-list";
import { listStrengthWorkouts } from "@/db/strength-list";
import { listTasks } from "@/db/task-list";
import { listTasksOfDay } from "@/db/tasks";
import { listWorkouts } from "@/db/workout-list";
import { readRunFilter } from "@/domain/run-filter";
import { readStrengthFilter } from "@/domain/strength-filter";
import { readTaskFilter } from "@/domain/task-filter";
import { readWorkoutFilter } from "@/domain/workout-filter";
import type { Linkable } from "./day-form";

/** What was written of a day, what happened on it, and what it may be linked to. */
export async function loadDay(tx: Tx, date: string, today: string) {
  const days = { from: date, to: date, limit: "20" };
  const [reflection, runs, rides, sessions, coding, done, open, linkedTasks, goals, habits, kept] = await Promise.all([
    getReflectionOf(tx, date),
    listRuns(tx, readRunFilter(days)),
    listWorkouts(tx, readWorkoutFilter(days)),
    listStrengthWorkouts(tx, readStrengthFilter(days)),
    codingTotals(tx, { from: date, to: date, dimensions: ["project"] }),
    listTasks(tx, readTaskFilter({ completedFrom: date, completedTo: date, sort: "completedAt", limit: "50" }), today),
    listTasks(tx, readTaskFilter({ status: "open", sort: "dueDate", limit: "30" }), today),
    listTasksOfDay(tx, date),
    listGoalNames(tx),
    listHabitNames(tx),
    listHabitsOfDay(tx, date),
  ]);
  // What a day is linked to is offered whatever became of it: a link that the form does not show would be lost by saving.
  const linked = new Set([...(reflection?.taskIds ?? []), ...(reflection?.goalIds ?? []), ...(reflection?.habitIds ?? [])]);
  const tasks = [...done.rows, ...open.rows, ...linkedTasks];
  const linkable: Linkable = {
    tasks: [...new Map(tasks.map(({ id, title }) => [id, { id, title }])).values()],
    goals: goals.filter(({ id, status }) => status === "active" || linked.has(id)),
    habits: habits.filter(({ id, archived }) => !archived || linked.has(id)).map(({ id, name }) => ({ id, title: name })),
  };
  return { reflection, runs: runs.rows, rides: rides.rows, sessions: sessions.rows, coding, done: done.rows, kept, linkable };
}

export type LoadedDay = Awaited<ReturnType<typeof loadDay>>;
