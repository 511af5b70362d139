import type { HabitKind, Schedule, TargetType } from "./habits";
import { addDays, daysBetween, weekday } from "./time-zones";
import { weekStart } from "./weeks";

/** What decides whether a day of a habit is done. `target` is null of yes-or-no habits. */
export type HabitRule = { schedule: Schedule; kind: HabitKind; target: number | null; targetType: TargetType };

/** What is known of one day of a habit. */
export type DayLog = { date: string; value: number; skipped: boolean };

/** How often a habit is to be done: so many times in so many days. */
export function frequencyOf(schedule: Schedule): { times: number; days: number } {
  if (schedule.kind === "every_days") return { times: 1, days: schedule.days };
  const times = schedule.kind === "weekdays" ? schedule.weekdays.length : schedule.times;
  return times >= 7 ? { times: 1, days: 1 } : { times, days: 7 };
}

/** Whether a value is what the habit asks of a day. */
export function isDone({ kind, target, targetType }: Pick<HabitRule, "kind" | "target" | "targetType">, value: number): boolean {
  if (kind === "yes_no") return value >= 1;
  return targetType === "at_least" ? value >= (target ?? 0) : value <= (target ?? 0);
}

/** Whether a habit asks for something on a day. `left`: how many times of the week are still to come, of habits by the week. */
export type Due = { due: boolean; left: number | null };

/**
 * Whether a habit is due on `date`, as it stood before that day: on its weekdays; while the week (which begins on `firstWeekday`, 0 Sunday
 * to 6) lacks times; or when so many days have passed since it was last done or skipped. A day that was skipped takes one off the week.
 */
export function dueOn(rule: HabitRule, logs: readonly DayLog[], date: string, firstWeekday: number): Due {
  const { schedule } = rule;
  if (schedule.kind === "weekdays") return { due: schedule.weekdays.includes(weekday(date)), left: null };
  const settled = logs.filter((log) => log.date < date && (log.skipped || isDone(rule, log.value))).map((log) => log.date);
  if (schedule.kind === "per_week") {
    const monday = weekStart(date, firstWeekday === 0 ? 7 : firstWeekday);
    const left = Math.max(0, schedule.times - settled.filter((day) => day >= monday).length);
    return { due: left > 0, left };
  }
  const last = settled.reduce<string | null>((latest, day) => (latest === null || day > latest ? day : latest), null);
  return { due: last === null || daysBetween(last, date) >= schedule.days, left: null };
}

/** How many times a schedule asks for from `from` to `to`, both included; every so many days is counted on without rounding. */
export function timesPlanned(schedule: Schedule, from: string, to: string): number {
  const days = daysBetween(from, to) + 1;
  if (days <= 0) return 0;
  if (schedule.kind === "every_days") return days / schedule.days;
  if (schedule.kind === "per_week") return (schedule.times * days) / 7;
  let times = 0;
  for (let day = from; day <= to; day = addDays(day, 1)) if (schedule.weekdays.includes(weekday(day))) times++;
  return times;
}
