import type { AutoMetric } from "@/domain/habits";
import type { Tx } from "./client";

/** What the facts of a day sum up to, in the metric's unit, and the one among them that says most. */
export type DayFacts = { date: string; value: number; factTable: string; factId: string };

const between = (day: string) => `${day} between $2::date and $3::date`;
const largest = (id: string, by: string) => `(array_agg(${id} order by ${by} desc, ${id}))[1]`;

/** For each metric: days, their sum and the fact to link, of the user $1 from $2 to $3. */
const FACTS: Record<AutoMetric, { table: string; text: string }> = {
  run_distance: {
    table: "runs",
    text: `select r.local_date as date, sum(r.distance_m) as value, ${largest("r.id", "r.distance_m")} as "factId" from app.runs r
      where r.user_id = $1 and r.deleted_at is null and ${between("r.local_date")} group by 1`,
  },
  ride_distance: {
    table: "workouts",
    text: `select w.local_date as date, sum(w.distance_m) as value, ${largest("w.id", "w.distance_m")} as "factId" from app.workouts w
      where w.user_id = $1 and w.deleted_at is null and w.sport = 'cycling' and w.distance_m is not null and ${between("w.local_date")} group by 1`,
  },
  ride_energy: {
    table: "workouts",
    text: `select w.local_date as date, sum(w.energy_kj) as value, ${largest("w.id", "w.energy_kj")} as "factId" from app.workouts w
      where w.user_id = $1 and w.deleted_at is null and w.sport = 'cycling' and w.energy_kj is not null and ${between("w.local_date")} group by 1`,
  },
  coding_seconds: {
    table: "coding_days",
    text: `select c.date, sum(c.total_us)::float8 / 1000000 as value, c.date::text as "factId" from app.coding_days c
      where c.user_id = $1 and c.counts and ${between("c.date")} group by 1`,
  },
  strength_sessions: {
    table: "strength_workouts",
    text: `select w.local_date as date, count(*)::float8 as value, ${largest("w.id", "w.volume_kg")} as "factId" from app.strength_workouts w
      where w.user_id = $1 and w.deleted_at is null and ${between("w.local_date")} group by 1`,
  },
  tasks: {
    table: "tasks",
    text: `select t.completed_on as date, count(*)::float8 as value, ${largest("t.id::text", "t.completed_at")} as "factId" from app.tasks t
      where t.user_id = $1 and t.deleted_at is null and t.status = 'done' and ${between("t.completed_on")} group by 1`,
  },
  reflections: {
    table: "reflections",
    text: `select f.date, 1::float8 as value, f.id::text as "factId" from app.reflections f
      where f.user_id = $1 and f.deleted_at is null and ${between("f.date")}`,
  },
};

/** The days from `from` to `to` that have facts of a metric. */
export async function listFacts(tx: Tx, metric: AutoMetric, from: string, to: string): Promise<DayFacts[]> {
  const { table, text } = FACTS[metric];
  const rows = await tx.query<Omit<DayFacts, "factTable">>(text, [tx.userId, from, to]);
  return rows.filter(({ value }) => value > 0).map((row) => ({ ...row, factTable: table }));
}
