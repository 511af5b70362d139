import { dueOn } from "@/domain/habit-days";
import { currentStreak, habitStreaks } from "@/domain/habit-streaks";
import { strengthOn } from "@/domain/habit-strength";
import type { HabitLog, HabitState } from "@/domain/habits";
import { addDays } from "@/domain/time-zones";
import { notFound } from "@/lib/errors";
import type { Tx } from "./client";
import { HABIT_COLUMNS, type HabitRow, type KeptLog, LOG_COLUMNS, logOf } from "./habit-rows";

/** A habit with how it stands and what is known of its days. */
export type HabitWithState = { habit: HabitRow; state: HabitState; logs: HabitLog[] };

/** The day it is for the person, and the first day of their week (0 Sunday to 6). */
export type HabitDay = { today: string; firstWeekday: number };

/** How a habit stands, from all of its logs. */
function stateOf(habit: HabitRow, logs: HabitLog[], { today, firstWeekday }: HabitDay): HabitState {
  return {
    strength: strengthOn(habit, logs, habit.startDate, today),
    streak: currentStreak(habit, logs, today),
    longestStreak: longest(habitStreaks(habit, logs, today)),
    ...dueOn(habit, logs, today, firstWeekday),
    today: logs.find(({ date }) => date === today) ?? null,
  };
}

function longest(streaks: NonNullable<HabitState["streak"]>[]): HabitState["longestStreak"] {
  return streaks.reduce<HabitState["longestStreak"]>((best, streak) => (best && best.days >= streak.days ? best : streak), null);
}

/** Days that a page which shows habits beside other things looks back. */
const RECENT_DAYS = 400;

/**
 * All habits in the person's order with strength, streaks and what today asks for. Deleted or archived ones only when asked for. `logs` are
 * all of a habit's days, rising. `recent` reads the last {@link RECENT_DAYS} only, which is much less after some years: strength is as good
 * to a tenth of a per cent for what is done every week, streaks begin no sooner.
 */
export async function listHabits(
  tx: Tx,
  filter: { deleted?: boolean; archived?: boolean; recent?: boolean },
  day: HabitDay,
): Promise<HabitWithState[]> {
  const which =
    "h.user_id = $1 and (h.deleted_at is not null) = $2 and ($3::boolean is null or (h.archived_at is not null) = $3)";
  const values = [tx.userId, filter.deleted ?? false, filter.archived ?? null];
  const [habits, logs] = await Promise.all([
    tx.query<HabitRow>(`select ${HABIT_COLUMNS} from app.habits h where ${which} order by h.position, h.id`, values),
    tx.query<KeptLog>(
      `select ${LOG_COLUMNS} from app.habit_logs l join app.habits h on h.user_id = $1 and h.id = l.habit_id
        where l.user_id = $1 and ${which} and l.date >= $4::date order by l.date`,
      [...values, filter.recent ? addDays(day.today, -RECENT_DAYS) : "0001-01-01"],
    ),
  ]);
  const byHabit = new Map<string, HabitLog[]>();
  for (const log of logs) {
    const known = byHabit.get(log.habitId);
    if (known) known.push(logOf(log));
    else byHabit.set(log.habitId, [logOf(log)]);
  }
  return habits.map((habit) => {
    const own = byHabit.get(habit.id) ?? [];
    return { habit, state: stateOf(habit, own, day), logs: own };
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
