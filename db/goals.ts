import { isTagOf } from "@/domain/goal-tags";
import { type GoalStatus, standing } from "@/domain/goals";
import { notFound } from "@/lib/errors";
import type { Tx } from "./client";
import { GOAL_COLUMNS, GOALS_WITH_TASKS, type GoalRow } from "./goal-rows";

/**
 * All goals with how far they have come, in one statement: open ends last, the nearest end first. `status` is how they stand `today`.
 */
export async function listGoals(tx: Tx, filter: { status?: GoalStatus; deleted?: boolean }, today: string): Promise<GoalRow[]> {
  const goals = await tx.query<GoalRow>(
    `select ${GOAL_COLUMNS} from ${GOALS_WITH_TASKS} where g.user_id = $1 and (g.deleted_at is not null) = $2
      order by g.end_date nulls last, g.start_date, g.title, g.id`,
    [tx.userId, filter.deleted ?? false],
  );
  return filter.status === undefined ? goals : goals.filter((goal) => standing(goal, today).status === filter.status);
}

/** A goal with how far it has come, deleted ones included. @throws Failure "not_found" */
export async function getGoalEvenDeleted(tx: Tx, id: string): Promise<GoalRow> {
  const [goal] = await tx.query<GoalRow>(`select ${GOAL_COLUMNS} from ${GOALS_WITH_TASKS} where g.user_id = $1 and g.id = $2`, [
    tx.userId,
    id,
  ]);
  if (!goal) throw notFound("goal");
  return goal;
}

/** A goal with how far it has come. @throws Failure "not_found", also for a deleted one */
export async function getGoal(tx: Tx, id: string): Promise<GoalRow> {
  const goal = await getGoalEvenDeleted(tx, id);
  if (goal.deletedAt !== null) throw notFound("goal");
  return goal;
}

/** Whether there is such a goal; `deleted` counts those as well. */
export async function hasGoal(tx: Tx, id: string, deleted = false): Promise<boolean> {
  const rows = await tx.query("select 1 from app.goals where user_id = $1 and id = $2 and (deleted_at is null or $3)", [
    tx.userId,
    id,
    deleted,
  ]);
  return rows.length > 0;
}

/** Names of goals, for choosing one. */
export function listGoalNames(tx: Tx): Promise<{ id: string; title: string; status: GoalStatus }[]> {
  return tx.query(
    "select id, title, status from app.goals where user_id = $1 and deleted_at is null order by status <> 'active', lower(title), id",
    [tx.userId],
  );
}

/** A goal's progress on each day that added to it, for its line: the sum of a day, in the metric's unit, rising days. */
export async function listGoalDays(tx: Tx, id: string): Promise<{ date: string; value: number }[]> {
  return tx.query(
    `select d.date, sum(d.value)::float8 as value from app.goals g cross join lateral (
        select t.completed_on as date, 1::float8 as value from app.goals_tasks l join app.tasks t on t.user_id = $1 and t.id = l.task_id
          and t.deleted_at is null and t.status = 'done' where l.user_id = $1 and l.goal_id = g.id and g.metric = 'tasks'
        union all select r.local_date, r.distance_m from app.runs r where r.user_id = $1 and r.deleted_at is null and g.metric = 'run_distance'
        union all select w.local_date, coalesce(w.energy_kj, 0) from app.workouts w where w.user_id = $1 and w.deleted_at is null
          and w.sport = 'cycling' and g.metric = 'ride_energy'
        union all select c.date, c.total_us::float8 / 1000000 from app.coding_days c where c.user_id = $1 and c.counts and g.metric = 'coding_seconds'
        union all select l.date, 1 from app.habit_logs l where l.user_id = $1 and l.habit_id = g.habit_id and l.done and l.counts
      ) d where g.user_id = $1 and g.id = $2 and (g.metric = 'tasks' or d.date >= g.start_date and d.date <= coalesce(g.end_date, date '9999-12-31'))
      group by d.date order by d.date`,
    [tx.userId, id],
  );
}

/** The goals that names in quick add mean ({@link isTagOf}), and names that mean none. */
export async function findGoalsByName(tx: Tx, names: readonly string[]): Promise<{ ids: string[]; unknown: string[] }> {
  if (names.length === 0) return { ids: [], unknown: [] };
  const goals = await listGoalNames(tx);
  const found = names.map((name) => goals.find(({ title }) => isTagOf(name, title))?.id);
  const ids = [...new Set(found.filter((id) => id !== undefined))];
  return { ids, unknown: names.filter((_, i) => found[i] === undefined) };
}
