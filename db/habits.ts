import { dueOn } from "@/domain/habit-days";
import { aliveStreak, habitStreaks } from "@/domain/habit-streaks";
import { strengthOn } from "@/domain/habit-strength";
import type { Habit, HabitLog, HabitState } from "@/domain/habits";
import { addDays, dateOfDay } from "@/domain/time-zones";
import { notFound } from "@/lib/errors";
import type { Tx } from "./client";
import { HABIT_COLUMNS, type HabitRow, type KeptLog, LOG_COLUMNS, logOf } from "./habit-rows";

/** A habit with how it stands and what is known of its days. */
export type HabitWithState = { habit: HabitRow; state: HabitState; logs: HabitLog[] };

/** The day it is for the person, and the first day of their week (0 Sunday to 6). */
export type HabitDay = { today: string; firstWeekday: number };

/** How a habit stands, from all of its logs. */
function stateOf(habit: HabitRow, logs: HabitLog[], { today, firstWeekday }: HabitDay): HabitState {
  const streaks = habitStreaks(habit, logs, today);
  return {
    strength: strengthOn(habit, logs, habit.startDate, today),
    streak: aliveStreak(habit, streaks, today),
    longestStreak: longest(streaks),
    ...dueOn(habit, logs, today, firstWeekday),
    today: logs.find(({ date }) => date === today) ?? null,
  };
}

function longest(streaks: NonNullable<HabitState["streak"]>[]): HabitState["longestStreak"] {
  return streaks.reduce<HabitState["longestStreak"]>((best, streak) => (best && best.days >= streak.days ? best : streak), null);
}

/** Days that a page which shows habits beside other things looks back, and days whose facts are told in lists. */
const RECENT_DAYS = 400;
const FACT_DAYS = 62;

/** All days of a habit in one row: lists of numbers as the texts of array literals, a letter for each day, the facts of the last days. */
type DaysRow = {
  habitId: string;
  days: string;
  values: string;
  states: string;
  facts: [day: number, table: string, id: string][] | null;
};

const DAYS = `select l."habitId", array_agg(l.day)::text as days, array_agg(l.value)::text as values, string_agg(l.state, '') as states,
    json_agg(json_build_array(l.day, l.fact_table, l.fact_id)) filter (where l.told) as facts
  from (select l.habit_id as "habitId", l.date - date '1970-01-01' as day, l.value, l.fact_table, l.fact_id, l.fact_id is not null and l.date > $5::date as told,
      case when l.source = 'auto' then case when l.done then 'D' else 'N' end when l.skipped then 's' when l.done then 'd' else 'n' end as state
    from app.habit_logs l where l.user_id = $1 and l.date >= $4::date and l.habit_id in (select h.id from app.habits h where WHICH)
    order by l.habit_id, l.date) l
  group by l."habitId"`;

const numbersOf = (literal: string) => literal.slice(1, -1).split(",").map(Number);

function logsOf(row: DaysRow): HabitLog[] {
  const values = numbersOf(row.values);
  const facts = new Map(row.facts?.map(([day, table, id]) => [day, { table, id }]));
  return numbersOf(row.days).map((day, i) => {
    const state = row.states[i];
    const source = state === "D" || state === "N" ? "auto" : "user";
    const done = state === "D" || state === "d";
    return { date: dateOfDay(day), value: values[i] ?? 0, skipped: state === "s", done, source, fact: facts.get(day) ?? null };
  });
}

/**
 * All habits in the person's order with strength, streaks and what today asks for. Deleted or archived ones only when asked for. `logs` are
 * all of a habit's days, rising, those of the last two months with the facts that ticked them. `recent` reads the last 400 days only, which
 * is much less after some years: strength is as good to a tenth of a per cent for what is done every week, streaks begin no sooner.
 */
export async function listHabits(
  tx: Tx,
  filter: { deleted?: boolean; archived?: boolean; recent?: boolean },
  day: HabitDay,
): Promise<HabitWithState[]> {
  const which =
    "h.user_id = $1 and (h.deleted_at is not null) = $2 and ($3::boolean is null or (h.archived_at is not null) = $3)";
  const values = [tx.userId, filter.deleted ?? false, filter.archived ?? null];
  const since = filter.recent ? addDays(day.today, -RECENT_DAYS) : "0001-01-01";
  const [habits, days] = await Promise.all([
    tx.query<HabitRow>(`select ${HABIT_COLUMNS} from app.habits h where ${which} order by h.position, h.id`, values),
    tx.query<DaysRow>(DAYS.replace("WHICH", which), [...values, since, addDays(day.today, -FACT_DAYS)]),
  ]);
  const byHabit = new Map(days.map((row) => [row.habitId, row]));
  return habits.map((habit) => {
    const row = byHabit.get(habit.id);
    const logs = row ? logsOf(row) : [];
    return { habit, state: stateOf(habit, logs, day), logs };
  });
}

/** A habit, deleted ones included. @throws Failure "not_found" */
export async function getHabitEvenDeleted(tx: Tx, id: string): Promise<HabitRow> {
  const [habit] = await tx.query<HabitRow>(`select ${HABIT_COLUMNS} from app.habits h where h.user_id = $1 and h.id = $2`, [
    tx.userId,
    id,
  ]);
  if (!habit) throw notFound("habit");
  return habit;
}

/** A habit that keeps its rule until the transaction ends. @throws Failure "not_found", also for a deleted one */
export async function holdHabit(tx: Tx, id: string): Promise<HabitRow> {
  const [habit] = await tx.query<HabitRow>(
    `select ${HABIT_COLUMNS} from app.habits h where h.user_id = $1 and h.id = $2 for share of h`,
    [tx.userId, id],
  );
  if (!habit || habit.deletedAt !== null) throw notFound("habit");
  return habit;
}

/** A habit with how it stands and all of its days. @throws Failure "not_found", also for a deleted one */
export async function getHabit(tx: Tx, id: string, day: HabitDay): Promise<HabitWithState> {
  const habit = await getHabitEvenDeleted(tx, id);
  if (habit.deletedAt !== null) throw notFound("habit");
  const logs = await listHabitLogs(tx, id);
  return { habit, state: stateOf(habit, logs, day), logs };
}

/** Whether there is such a habit; `deleted` counts those as well. */
export async function hasHabit(tx: Tx, id: string, deleted = false): Promise<boolean> {
  const rows = await tx.query("select 1 from app.habits where user_id = $1 and id = $2 and (deleted_at is null or $3)", [
    tx.userId,
    id,
    deleted,
  ]);
  return rows.length > 0;
}

/** Names of habits, for choosing one. */
export function listHabitNames(tx: Tx): Promise<{ id: string; name: string; archived: boolean }[]> {
  return tx.query(
    `select id, name, archived_at is not null as archived from app.habits where user_id = $1 and deleted_at is null
      order by archived_at is not null, position, id`,
    [tx.userId],
  );
}

/** What is known of a habit's days, both ends included, rising. */
export async function listHabitLogs(tx: Tx, id: string, span: { from?: string; to?: string } = {}): Promise<HabitLog[]> {
  const logs = await tx.query<KeptLog>(
    `select ${LOG_COLUMNS} from app.habit_logs l where l.user_id = $1 and l.habit_id = $2
      and l.date >= coalesce($3::date, date '0001-01-01') and l.date <= coalesce($4::date, date '9999-12-31') order by l.date`,
    [tx.userId, id, span.from ?? null, span.to ?? null],
  );
  return logs.map(logOf);
}

/** A habit that was done on a day, and what ticked it. */
export type HabitOfDay = { id: string; name: string; unit: string | null; value: number; kind: Habit["kind"] } & Pick<
  HabitLog,
  "date" | "source" | "fact"
>;

/** What was done of the habits on a day, in the person's order. */
export async function listHabitsOfDay(tx: Tx, date: string): Promise<HabitOfDay[]> {
  const rows = await tx.query<KeptLog & Pick<HabitOfDay, "id" | "name" | "unit" | "kind">>(
    `select h.id, h.name, h.unit, h.kind, ${LOG_COLUMNS} from app.habit_logs l join app.habits h on h.user_id = $1 and h.id = l.habit_id
      and h.deleted_at is null where l.user_id = $1 and l.date = $2::date and l.done order by h.position, h.id`,
    [tx.userId, date],
  );
  return rows.map(({ id, name, unit, kind, ...log }) => {
    const { value, source, fact } = logOf(log);
    return { id, name, unit, kind, date, value, source, fact };
  });
}
