import type { Goal, GoalMetric, GoalSetting, GoalStatus } from "@/domain/goals";
import type { Versioned } from "./history";

export const GOALS: Versioned = { table: "goals", idColumn: "goal_id", what: "goal" };

/** A goal as it is stored, with how far it has come. */
export type GoalRow = Goal;

const within = (day: string) => `${day} >= g.start_date and ${day} <= coalesce(g.end_date, date '9999-12-31')`;

/** How far a goal `g` has come, from the rows it counts; those of its own metric only are looked at. */
const VALUE = `case g.metric
    when 'manual' then g.manual_value
    when 'tasks' then k."tasksDone"::float8
    when 'run_distance' then (select coalesce(sum(r.distance_m), 0) from app.runs r
      where r.user_id = g.user_id and r.deleted_at is null and ${within("r.local_date")})
    when 'ride_energy' then (select coalesce(sum(w.energy_kj), 0) from app.workouts w
      where w.user_id = g.user_id and w.deleted_at is null and w.sport = 'cycling' and ${within("w.local_date")})
    when 'coding_seconds' then (select coalesce(sum(c.total_us), 0)::float8 / 1000000 from app.coding_days c
      where c.user_id = g.user_id and c.counts and ${within("c.date")})
    when 'habit_days' then (select count(*)::float8 from app.habit_logs l
      where l.user_id = g.user_id and l.habit_id = g.habit_id and l.done and l.counts and ${within("l.date")})
  end`;

/** Columns of {@link GoalRow} and what they are read from; the table is called `g`. */
export const GOAL_COLUMNS = `g.id, g.title, g.description, g.metric, g.target, g.habit_id as "habitId", g.start_date as "startDate",
  g.end_date as "endDate", g.status, ${VALUE} as value, k.tasks, k."tasksDone", g.version, g.deleted_at as "deletedAt"`;

export const GOALS_WITH_TASKS = `app.goals g cross join lateral (
    select count(*) as tasks, count(*) filter (where t.status = 'done') as "tasksDone" from app.goals_tasks l
      join app.tasks t on t.user_id = $1 and t.id = l.task_id and t.deleted_at is null and t.status <> 'cancelled'
      where l.user_id = $1 and l.goal_id = g.id) k`;

/** A goal's row as the database names its columns: what histories keep. */
export type StoredGoal = {
  id: string;
  title: string;
  description: string | null;
  metric: GoalMetric;
  target: number | null;
  habit_id: string | null;
  start_date: string;
  end_date: string | null;
  status: GoalStatus;
  manual_value: number;
  version: number;
  deleted_at: Date | string | null;
};

/** A goal's settings from what a history keeps. */
export function goalOf(row: StoredGoal): GoalSetting {
  return {
    id: row.id,
    title: row.title,
    description: row.description,
    metric: row.metric,
    target: row.target,
    habitId: row.habit_id,
    startDate: row.start_date,
    endDate: row.end_date,
    status: row.status,
    manualValue: row.manual_value,
    version: row.version,
    deletedAt: row.deleted_at === null ? null : new Date(row.deleted_at),
  };
}
