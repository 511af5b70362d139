import { isDone } from "@/domain/habit-days";
import type { HabitLog } from "@/domain/habits";
import { addDays } from "@/domain/time-zones";
import { Failure, notFound } from "@/lib/errors";
import { recordActivity } from "./activity";
import type { Tx } from "./client";
import { type KeptLog, LOG_COLUMNS, logOf } from "./habit-rows";
import { tickHabits } from "./habit-ticks";
import { holdHabit } from "./habits";

/** What a person says of a day; without a value it is done. */
export type NewLog = { date: string; value?: number; skipped?: boolean };

/**
 * Writes down what a person says of a day of a habit, whatever was known of it before. `created`: nothing was.
 * @throws Failure "not_found" | "invalid" for a day that has not come
 */
export async function logHabit(tx: Tx, id: string, input: NewLog, today: string): Promise<{ log: HabitLog; created: boolean }> {
  // Held, so that the day is judged by a rule that stands, and counts as the habit does.
  const habit = await holdHabit(tx, id);
  // Somewhere it is tomorrow already.
  if (input.date > addDays(today, 1)) {
    const message = "This day has not come yet. Choose today or a day before.";
    throw new Failure("invalid", message, { fields: [{ path: "date", message }] });
  }
  const skipped = input.skipped ?? false;
  const value = skipped ? (input.value ?? 0) : (input.value ?? (habit.kind === "number" ? (habit.target ?? 0) : 1));
  const done = !skipped && isDone(habit, value);
  const [row] = await tx.query<KeptLog & { created: boolean }>(
    `with l as (insert into app.habit_logs (user_id, habit_id, date, value, skipped, done, source) values ($1, $2, $3::date, $4, $5, $6, 'user')
        on conflict (user_id, habit_id, date) do update set value = excluded.value, skipped = excluded.skipped, done = excluded.done, source = 'user',
          fact_table = null, fact_id = null, updated_at = now() returning *, xmax = 0 as created)
      select ${LOG_COLUMNS}, l.created from l`,
    [tx.userId, id, input.date, value, skipped, done],
  );
  if (!row) throw new Error("the log was not written");
  await recordActivity(tx, {
    kind: skipped ? "habits.skip" : "habits.log",
    subjectId: id,
    title: habit.name,
    data: { date: input.date, value, done },
  });
  return { log: logOf(row), created: row.created };
}

/**
 * Takes back what is known of a day of a habit: nothing is, or what facts say where the habit goes by them.
 * @throws Failure "not_found" where nothing is known of the day
 */
export async function unlogHabit(tx: Tx, id: string, date: string): Promise<void> {
  const habit = await holdHabit(tx, id);
  const gone = await tx.query("delete from app.habit_logs where user_id = $1 and habit_id = $2 and date = $3::date returning 1", [
    tx.userId,
    id,
    date,
  ]);
  if (gone.length === 0) throw notFound("log of this habit");
  if (habit.auto !== null) await tickHabits(tx, date, date, [habit.auto.metric]);
  await recordActivity(tx, { kind: "habits.unlog", subjectId: id, title: habit.name, data: { date } });
}
