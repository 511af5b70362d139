import { type Actor, asUser, type Tx } from "@/db/client";
import { codingByDay } from "@/db/coding-reads";
import { listConnections } from "@/db/connections";
import { listGoalNames } from "@/db/goals";
import { listHabits } from "@/db/habits";
import { listImports } from "@/db/imports";
import { getReflectionOf } from "@/db/reflections";
import { listRunDays } from "@/db/run-charts";
import { listRuns } from "@/db/run-list";
import { listShoes } from "@/db/shoes";
import { listSources } from "@/db/source-list";
import { listStrengthWorkouts, sumStrength } from "@/db/strength-list";
import { countTaskKinds, listTasks } from "@/db/task-list";
import { readTrack } from "@/db/tracks";
import { listWorkouts, sumWorkouts } from "@/db/workout-list";
import { readRunFilter } from "@/domain/run-filter";
import { readStrengthFilter } from "@/domain/strength-filter";
import { readTaskFilter } from "@/domain/task-filter";
import { weekStart } from "@/domain/weeks";
import { readWorkoutFilter } from "@/domain/workout-filter";

const ONE = { limit: "1" };

/** So many of the next tasks stand on the page. */
const TASKS_SHOWN = 6;

/** All that Today shows, in one transaction. */
export function loadToday(actor: Actor, today: string, firstWeekday: number) {
  return asUser(actor, async (tx) => {
    const run = (await listRuns(tx, readRunFilter(ONE))).rows[0] ?? null;
    return {
      run,
      way: run ? await wayOf(tx, run.id) : null,
      days: await listRunDays(tx, {}),
      ride: (await listWorkouts(tx, readWorkoutFilter(ONE))).rows[0] ?? null,
      rides: await sumWorkouts(tx, { from: weekStart(today), to: today }),
      session: (await listStrengthWorkouts(tx, readStrengthFilter(ONE))).rows[0] ?? null,
      sessions: await sumStrength(tx, { from: weekStart(today), to: today }),
      shoes: (await listShoes(tx, { retired: false }, today)).filter((shoe) => shoe.warning !== null),
      imports: await listImports(tx, 3),
      connections: await listConnections(tx),
      tasks: (await listTasks(tx, { ...readTaskFilter({ status: "open", sort: "dueDate" }), limit: TASKS_SHOWN }, today)).rows,
      taskCounts: await countTaskKinds(tx, today),
      goals: await listGoalNames(tx),
      habits: await listHabits(tx, { archived: false, recent: true }, { today, firstWeekday }),
      reflection: await getReflectionOf(tx, today),
      coding: await codingByDay(tx, { from: weekStart(today), to: today, dimensions: ["project", "agent"] }),
    };
  });
}

/** Only the positions of a run's best track: its shape is drawn, nothing else of it. */
async function wayOf(tx: Tx, runId: string) {
  const source = (await listSources(tx, { runId })).find(({ trackPoints }) => trackPoints > 0);
  return source ? readTrack(tx, source.id, ["lat", "lng"]) : null;
}

export type LoadedToday = Awaited<ReturnType<typeof loadToday>>;
