import { type Due, dueOn } from "@/domain/habit-days";
import type { HabitLog } from "@/domain/habits";
import { weekStart } from "@/domain/weeks";
import type { Named, Tx } from "./client";
import { HABIT_COLUMNS, type HabitRow, type KeptLog, LOG_COLUMNS, logOf } from "./habit-rows";
import type { HabitDay } from "./habits";

/** A habit as far as one day asks for it: what is left of its week, what is known of the day. */
export type HabitOfDay = { habit: HabitRow; state: Due & { today: HabitLog | null }; logs: HabitLog[] };

/**
 * $2 is the day, $3 the first day that its week needs. Of a habit of every so many days the last day before that on which it was done or
 * skipped decides as well.
 */
const HABITS: Named = {
  name: "habits_of_today",
  text: `select ${HABIT_COLUMNS} from app.habits h where h.user_id = $1 and h.deleted_at is null and h.archived_at is null order by h.position, h.id`,
};

const LOGS: Named = {
  name: "habit_logs_of_today",
  text: `select ${LOG_COLUMNS} from app.habit_logs l where l.user_id = $1 and l.date between $3::date and $2::date
    union all select l.* from app.habits h cross join lateral (
      select ${LOG_COLUMNS} from app.habit_logs l where l.user_id = $1 and l.habit_id = h.id and l.date < $3::date and (l.done or l.skipped)
        order by l.date desc limit 1) l
      where h.user_id = $1 and h.deleted_at is null and h.archived_at is null and h.schedule @> '{"kind": "every_days"}'
    order by 2`,
};

/**
 * The habits that are neither archived nor deleted, in the person's order, with what today asks of them; `logs` are those of this week and
 * the last one before it that matters. Strength and streaks, which need the days of years, are {@link listHabits}'.
 */
export async function listHabitsOfToday(tx: Tx, { today, firstWeekday }: HabitDay): Promise<HabitOfDay[]> {
  const since = weekStart(today, firstWeekday === 0 ? 7 : firstWeekday);
  const [habits, rows] = await Promise.all([
    tx.named<HabitRow>(HABITS, [tx.userId]),
    tx.named<KeptLog>(LOGS, [tx.userId, today, since]),
  ]);
  return habits.map((habit) => {
    const logs = rows.filter(({ habitId }) => habitId === habit.id).map(logOf);
    return {
      habit,
      state: { ...dueOn(habit, logs, today, firstWeekday), today: logs.find(({ date }) => date === today) ?? null },
      logs,
    };
  });
}
