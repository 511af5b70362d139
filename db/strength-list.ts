import type { StrengthFilter, StrengthSort } from "@/domain/strength-filter";
import type { UserId } from "@/domain/users";
import type { Tx } from "./client";
import { Conditions, containing } from "./conditions";
import { byInstant, byNumber, byText, type Direction, type Order, paged, pageOf } from "./ordering";
import { type Span, spanStart } from "./run-charts";
import type { Page } from "./run-list";
import { STRENGTH_COLUMNS, STRENGTH_LIST_COLUMNS, type StrengthListRow, type StrengthRow } from "./strength-rows";

type Which = Partial<StrengthFilter>;

/** The sessions that a filter means, as conditions on `app.strength_workouts w`. */
function strengthConditions(userId: UserId, filter: Which): Conditions {
  const conditions = new Conditions(userId, "w")
    .and(filter.deleted ? "w.deleted_at is not null" : "w.deleted_at is null")
    .with(filter.from, (day) => `w.local_date >= ${day}::date`)
    .with(filter.to, (day) => `w.local_date <= ${day}::date`)
    .with(filter.exercise, (id) => `exists (select from ${SETS} and s.exercise_id = ${id})`);
  if (filter.q) {
    conditions.with(
      containing(filter.q),
      (text) =>
        `(w.title ilike ${text} or w.description ilike ${text} or exists (select from ${SETS} and s.exercise ilike ${text}))`,
    );
  }
  return conditions;
}

const SETS = "app.strength_sets s where s.user_id = w.user_id and s.workout_id = w.id";

function strengthOrder(sort: StrengthSort, direction: Direction): Order {
  if (sort === "startAt") return byInstant("w.start_at");
  if (sort === "title") return byText("left(lower(w.title), 200)");
  return byNumber({ duration: "w.duration_s", volume: "w.volume_kg", sets: "w.set_count" }[sort], direction);
}

/** One page of the sessions a filter means. @throws Failure "invalid" for a cursor of another list */
export function listStrengthWorkouts(tx: Tx, filter: StrengthFilter): Promise<Page<StrengthListRow>> {
  return listed<StrengthListRow>(tx, filter, STRENGTH_LIST_COLUMNS);
}

/** The same with all sets. @throws Failure "invalid" for a cursor of another list */
export function listStrengthRows(tx: Tx, filter: StrengthFilter): Promise<Page<StrengthRow>> {
  return listed<StrengthRow>(tx, filter, STRENGTH_COLUMNS);
}

async function listed<Row extends { id: string }>(tx: Tx, filter: StrengthFilter, columns: string): Promise<Page<Row>> {
  const order = strengthOrder(filter.sort, filter.order);
  const conditions = strengthConditions(tx.userId, filter);
  const rest = paged(conditions, order, filter, "w.id");
  const rows = await tx.query<Row & { cursorValue: string | number }>(
    `select ${columns}, ${order.kept} as "cursorValue" from app.strength_workouts w ${rest}`,
    conditions.values,
  );
  return pageOf<Row>(rows, filter);
}

/** Sums over sessions: kilograms, sets without warm-ups, seconds. */
export type StrengthTotals = { workouts: number; volumeKg: number; setCount: number; durationS: number };

const SUMS = `count(*) as workouts, coalesce(sum(w.volume_kg), 0) as "volumeKg", coalesce(sum(w.set_count), 0) as "setCount",
  coalesce(sum(w.duration_s), 0) as "durationS"`;

/** Exact totals of all the sessions that a filter means. */
export async function sumStrength(tx: Tx, filter: Which): Promise<StrengthTotals> {
  const { where, values } = strengthConditions(tx.userId, filter);
  const [row] = await tx.query<StrengthTotals>(`select ${SUMS} from app.strength_workouts w where ${where}`, values);
  return row ?? { workouts: 0, volumeKg: 0, setCount: 0, durationS: 0 };
}

/** Sums of the weeks, months or years of the sessions that a filter means, oldest first, and of all of them. */
export async function sumStrengthBy(
  tx: Tx,
  filter: Which,
  by: Span,
  { firstWeekday = 1, since }: { firstWeekday?: number; since?: string } = {},
): Promise<{ totals: StrengthTotals; buckets: (StrengthTotals & { start: string })[] }> {
  const totals = await sumStrength(tx, filter);
  const conditions = strengthConditions(tx.userId, filter).with(since, (day) => `w.local_date >= ${day}::date`);
  const buckets = await tx.query<StrengthTotals & { start: string }>(
    `select ${spanStart("w.local_date", by, firstWeekday)} as start, ${SUMS} from app.strength_workouts w
      where ${conditions.where} group by 1 order by 1`,
    conditions.values,
  );
  return { totals, buckets };
}
