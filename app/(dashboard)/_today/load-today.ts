import { type Actor, readAtOnce } from "@/db/client";
import { codingByDay } from "@/db/coding-reads";
import { listConnections } from "@/db/connections";
import { listGoalNames } from "@/db/goals";
import { listHabitsOfToday } from "@/db/habits-of-today";
import { listImports } from "@/db/imports";
import { prepared } from "@/db/prepared";
import { getReflectionOf } from "@/db/reflections";
import { listRuns } from "@/db/run-list";
import { listRecentRunDays, tellRunDays } from "@/db/running-today";
import { listShoes } from "@/db/shoes";
import { readWayOfLastRun } from "@/db/source-list";
import { listStrengthWorkouts, sumStrength } from "@/db/strength-list";
import { countTasks, listTasks } from "@/db/task-list";
import { listWorkouts, sumWorkouts } from "@/db/workout-list";
import { readRunFilter } from "@/domain/run-filter";
import { readStrengthFilter } from "@/domain/strength-filter";
import { readTaskFilter } from "@/domain/task-filter";
import { metresPer, type Units } from "@/domain/units";
import { weekStart } from "@/domain/weeks";
import { readWorkoutFilter } from "@/domain/workout-filter";
import { firstDayShown, WEEKS_SHOWN } from "./sums";

const ONE = { limit: "1" };

/** So many of the next tasks stand on the page. */
const TASKS_SHOWN = 6;

/** Whose day it is: what the page takes from the visitor. */
type Whose = { firstWeekday: number; units: Units };

/** All that Today shows, in one transaction and one trip: every question is asked before the first answer. */
export function loadToday(actor: Actor, today: string, { firstWeekday, units }: Whose) {
  const week = { from: weekStart(today), to: today };
  return readAtOnce(actor, async (plain) => {
    const tx = prepared(plain);
    const [runs, way, days, told, rides, weekOfRides, sessions, weekOfSessions, shoes, imports, connections, ...planning] =
      await Promise.all([
        listRuns(tx, readRunFilter(ONE)),
        readWayOfLastRun(tx),
        listRecentRunDays(tx, firstDayShown(today), 7 * WEEKS_SHOWN),
        tellRunDays(tx, metresPer(units)),
        listWorkouts(tx, readWorkoutFilter(ONE)),
        sumWorkouts(tx, week),
        listStrengthWorkouts(tx, readStrengthFilter(ONE)),
        sumStrength(tx, week),
        listShoes(tx, { retired: false }, today),
        listImports(tx, 3),
        listConnections(tx),
        listTasks(tx, { ...readTaskFilter({ status: "open", sort: "dueDate" }), limit: TASKS_SHOWN }, today),
        countTasks(tx, { status: "open" }, today),
        listGoalNames(tx),
        listHabitsOfToday(tx, { today, firstWeekday }),
        getReflectionOf(tx, today),
        codingByDay(tx, { ...week, dimensions: ["project", "agent"] }),
      ]);
    const [tasks, openTasks, goals, habits, reflection, coding] = planning;
    return {
      run: runs.rows[0] ?? null,
      way,
      days,
      told,
      ride: rides.rows[0] ?? null,
      rides: weekOfRides,
      session: sessions.rows[0] ?? null,
      sessions: weekOfSessions,
      shoes: shoes.filter((shoe) => shoe.warning !== null),
      ...{ imports, connections, tasks: tasks.rows, openTasks, goals, habits, reflection, coding },
    };
  });
}

export type LoadedToday = Awaited<ReturnType<typeof loadToday>>;
