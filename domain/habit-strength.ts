import { type DayLog, frequencyOf, type HabitRule } from "./habit-days";
import { addDays, daysBetween } from "./time-zones";

/** Days after which a habit of every day that is not done any more has lost half its strength. */
const HALF_LIFE_DAYS = 13;

/**
 * The strength of a habit on each day from `from` to `to`, 0 to 1: exponential smoothing of how well the last days did what the schedule
 * asks, slower for rarer habits (Loop Habit Tracker's score; METRICS, habits). Skipped days change nothing. A habit of at most a number
 * begins at 1, as nothing has been too much yet; all others begin at 0.
 */
export function strengthSeries(rule: HabitRule, logs: readonly DayLog[], from: string, to: string): number[] {
  const length = Math.max(0, daysBetween(from, to) + 1);
  const values = new Float64Array(length);
  const skipped = new Uint8Array(length);
  for (const log of logs) {
    const at = daysBetween(from, log.date);
    if (at < 0 || at >= length) continue;
    if (log.skipped) skipped[at] = 1;
    else values[at] = rule.kind === "yes_no" ? (log.value >= 1 ? 1 : 0) : Math.max(0, log.value);
  }
  const frequency = frequencyOf(rule.schedule);
  const share = frequency.times / frequency.days;
  const keep = 0.5 ** (Math.sqrt(share) / HALF_LIFE_DAYS);
  // Rarer yes-or-no habits are looked at over twice their span, so that a day sooner or later matters less.
  const factor = rule.kind === "yes_no" && share < 1 ? 2 : 1;
  const span = frequency.days * factor;
  const wanted = frequency.times * factor;

  let sum = 0;
  let strength = rule.kind === "number" && rule.targetType === "at_most" ? 1 : 0;
  const series: number[] = [];
  for (let day = 0; day < length; day++) {
    sum += values[day] ?? 0;
    if (day >= span) sum -= values[day - span] ?? 0;
    if (skipped[day] !== 1) strength = strength * keep + success(rule, sum, wanted) * (1 - keep);
    series.push(strength);
  }
  return series;
}

/** How well the sum of the days that count does what is wanted of them, 0 to 1. */
function success({ kind, target, targetType }: HabitRule, sum: number, times: number): number {
  if (kind === "yes_no") return Math.min(1, sum / times);
  const wanted = (target ?? 0) * times;
  if (targetType === "at_least") return wanted > 0 ? Math.min(1, sum / wanted) : 1;
  if (wanted === 0) return sum === 0 ? 1 : 0;
  return Math.min(1, Math.max(0, 1 - (sum - wanted) / wanted));
}

/** What is so many half-lives old weighs less than a billionth. */
const REMEMBERED_HALF_LIVES = 30;

/**
 * The strength as it stands `today`: a day of which nothing is known yet is not held against it before it is over, but raises
 * it where the days before are still enough. Looks back as far as a billionth of the strength comes from, however long ago the habit began.
 */
export function strengthOn(rule: HabitRule, logs: readonly DayLog[], startDate: string, today: string): number {
  const began = logs.reduce((earliest, log) => (log.date < earliest ? log.date : earliest), startDate);
  const { times, days } = frequencyOf(rule.schedule);
  // Skipped days let nothing be forgotten; the days of a span before the first are summed with it.
  const skipped = logs.reduce((count, log) => count + (log.skipped ? 1 : 0), 0);
  const remembered = Math.ceil((REMEMBERED_HALF_LIVES * HALF_LIFE_DAYS) / Math.sqrt(times / days)) + 2 * days + skipped;
  const first = daysBetween(began, today) > remembered ? addDays(today, -remembered) : began;
  const series = strengthSeries(rule, logs, first, today);
  const last = series.at(-1) ?? 0;
  const before = series.at(-2);
  if (before === undefined || logs.some((log) => log.date === today)) return last;
  return rule.targetType === "at_most" ? before : Math.max(before, last);
}
