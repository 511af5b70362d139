import type { UserId } from "@/domain/users";
import type { WorkoutFilter, WorkoutSort } from "@/domain/workout-filter";
import type { Tx } from "./client";
import { Conditions, containing } from "./conditions";
import { byInstant, byNumber, byText, type Direction, type Order, paged, pageOf } from "./ordering";
import { type Span, spanStart } from "./run-charts";
import type { Page } from "./run-list";
import { TOLD_BY_SESSION } from "./strength-links";
import { WORKOUT_COLUMNS, type WorkoutFacts, type WorkoutRow, workoutOf } from "./workout-rows";

/** The workouts that a filter means, as conditions on `app.workouts w`: without those that a strength session counts for. */
function workoutConditions(userId: UserId, filter: Partial<WorkoutFilter>): Conditions {
  const deleted = filter.deleted || filter.status === "DELETED";
  const conditions = new Conditions(userId, "w")
    .and(deleted ? "w.deleted_at is not null" : "w.deleted_at is null")
    .and(deleted ? "true" : `not ${TOLD_BY_SESSION}`)
    .with(filter.from, (day) => `w.local_date >= ${day}::date`)
    .with(filter.to, (day) => `w.local_date <= ${day}::date`)
    .with(filter.sport, (sport) => `w.sport = ${sport}`)
    .with(filter.status === "DELETED" ? undefined : filter.status, (status) => `w.status = ${status}`);
  if (filter.q) {
    conditions.with(containing(filter.q), (text) => `(w.title ilike ${text} or w.description ilike ${text})`);
  }
  return conditions;
}

const NUMBERS = {
  distance: "w.distance_m",
  duration: "w.duration_s",
  averagePower: "w.average_power_w",
  normalizedPower: "w.normalized_power_w",
  energy: "w.energy_kj",
  averageHeartRate: "w.average_heart_rate_bpm",
  elevationGain: "w.elevation_gain_m",
} as const;

function workoutOrder(sort: WorkoutSort, direction: Direction): Order {
  if (sort === "startAt") return byInstant("w.start_at");
  if (sort === "title") return byText("left(lower(w.title), 200)");
  return byNumber(NUMBERS[sort], direction);
}

/** One page of the workouts a filter means. @throws Failure "invalid" for a cursor of another list */
export async function listWorkouts(tx: Tx, filter: WorkoutFilter): Promise<Page<WorkoutRow>> {
  const order = workoutOrder(filter.sort, filter.order);
  const conditions = workoutConditions(tx.userId, filter);
  const rest = paged(conditions, order, filter, "w.id");
  const rows = await tx.query<WorkoutFacts & { cursorValue: string | number }>(
    `select ${WORKOUT_COLUMNS}, ${order.kept} as "cursorValue" from app.workouts w ${rest}`,
    conditions.values,
  );
  return pageOf<WorkoutRow>(rows.map(workoutOf), filter);
}

/** Sums over workouts: metres, seconds, kJ. */
export type WorkoutTotals = { workouts: number; distanceM: number; durationS: number; elevationGainM: number; energyKj: number };

const SUMS = `count(*) as workouts, coalesce(sum(w.distance_m), 0) as "distanceM", coalesce(sum(w.duration_s), 0) as "durationS",
  coalesce(sum(w.elevation_gain_m), 0) as "elevationGainM", coalesce(sum(w.energy_kj), 0) as "energyKj"`;

/** Exact totals of all the workouts that a filter means. */
export async function sumWorkouts(tx: Tx, filter: Partial<WorkoutFilter>): Promise<WorkoutTotals> {
  const { where, values } = workoutConditions(tx.userId, filter);
  const [row] = await tx.query<WorkoutTotals>(`select ${SUMS} from app.workouts w where ${where}`, values);
  return row ?? { workouts: 0, distanceM: 0, durationS: 0, elevationGainM: 0, energyKj: 0 };
}

/** Sums of the weeks, months or years of the workouts that a filter means, oldest first, and of all of them. */
export async function sumWorkoutsBy(
  tx: Tx,
  filter: Partial<WorkoutFilter>,
  by: Span,
  { firstWeekday = 1, since }: { firstWeekday?: number; since?: string } = {},
): Promise<{ totals: WorkoutTotals; buckets: (WorkoutTotals & { start: string })[] }> {
  const totals = await sumWorkouts(tx, filter);
  const conditions = workoutConditions(tx.userId, filter).with(since, (day) => `w.local_date >= ${day}::date`);
  const buckets = await tx.query<WorkoutTotals & { start: string }>(
    `select ${spanStart("w.local_date", by, firstWeekday)} as start, ${SUMS} from app.workouts w
      where ${conditions.where} group by 1 order by 1`,
    conditions.values,
  );
  return { totals, buckets };
}
