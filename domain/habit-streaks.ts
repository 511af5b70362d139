import { type DayLog, frequencyOf, type HabitRule, isDone } from "./habit-days";
import { addDays, dateOfDay, dayNumber, daysBetween, weekday } from "./time-zones";

/** A streak of a habit: calendar days from `from` to `to`, both included, and on how many of them it was done. */
export type HabitStreak = { from: string; to: string; days: number; times: number };

/**
 * The streaks of a habit up to `today`, newest first. On weekdays: from a due day that was done to the last before one that was not;
 * other days neither break nor make it. Otherwise (Loop Habit Tracker's rule; METRICS, habits): so many days done within the span of
 * the schedule cover that whole span. A skipped day keeps a streak, and is one of its calendar days.
 */
export function habitStreaks(rule: HabitRule, logs: readonly DayLog[], today: string): HabitStreak[] {
  const past = logs.filter((log) => log.date <= today);
  const done = new Set(past.filter((log) => !log.skipped && isDone(rule, log.value)).map((log) => dayNumber(log.date)));
  const skipped = new Set(past.filter((log) => log.skipped).map((log) => dayNumber(log.date)));
  const { schedule } = rule;
  const due = schedule.kind === "weekdays" ? schedule.weekdays : [];
  const spans =
    schedule.kind === "weekdays" && due.length < 7 ? onWeekdays(due, done, skipped) : covered(rule, done, skipped, today);
  return spans
    .map(({ from, to }) => {
      let times = 0;
      for (let day = from; day <= to; day++) if (done.has(day)) times++;
      return { from: dateOfDay(from), to: dateOfDay(to), days: to - from + 1, times };
    })
    .filter(({ times }) => times > 0)
    .reverse();
}

type Span = { from: number; to: number };

const rising = (days: Iterable<number>) => [...days].sort((a, b) => a - b);

function onWeekdays(due: readonly number[], done: ReadonlySet<number>, skipped: ReadonlySet<number>): Span[] {
  const isDue = (day: number) => due.includes(weekday(dateOfDay(day)));
  const kept = rising([...done, ...skipped]).filter(isDue);
  const spans: Span[] = [];
  for (const day of kept) {
    const last = spans[spans.length - 1];
    let broken = last === undefined;
    for (let between = (last?.to ?? day) + 1; between < day; between++) broken ||= isDue(between);
    if (last && !broken) last.to = day;
    else spans.push({ from: day, to: day });
  }
  return spans;
}

function covered(rule: HabitRule, done: ReadonlySet<number>, skipped: ReadonlySet<number>, today: string): Span[] {
  const end = dayNumber(today);
  const single = [...done, ...skipped].map((day) => ({ from: day, to: day }));
  const wide = windows(frequencyOf(rule.schedule), done).map(({ from, to }) => ({ from, to: Math.min(to, end) }));
  const spans: Span[] = [];
  // As spans and not day by day: what is done daily and asked for once a year covers each day hundreds of times.
  for (const span of [...single, ...wide].sort((a, b) => a.from - b.from)) {
    const last = spans[spans.length - 1];
    if (last && span.from <= last.to + 1) last.to = Math.max(last.to, span.to);
    else spans.push({ ...span });
  }
  return spans;
}

/**
 * What the days done cover: each `times` of them that lie within `days` days cover so many from the first on. Where that runs into the
 * next one's, it slides back to close a gap behind it, at most until the last of its own days.
 */
function windows({ times, days }: { times: number; days: number }, done: ReadonlySet<number>): Span[] {
  if (days === 1) return [];
  const all = rising(done);
  const found: Span[] = [];
  let next: Span | undefined;
  for (let i = all.length - times; i >= 0; i--) {
    const from = all[i] ?? 0;
    const last = all[i + times - 1] ?? 0;
    if (last - from >= days) continue;
    const end = from + days - 1;
    const shift = next && end >= next.from ? Math.min(end - last, end - next.from + 1) : 0;
    next = { from: from - shift, to: end - shift };
    found.push(next);
  }
  return found;
}

/**
 * The streak of those (newest first) that is still alive, or null: one that reaches today or yesterday, or on weekdays one since whose end
 * no due day has passed. Today does not break it before it is over.
 */
export function aliveStreak(rule: HabitRule, [newest]: readonly HabitStreak[], today: string): HabitStreak | null {
  if (!newest) return null;
  const { schedule } = rule;
  if (schedule.kind !== "weekdays") return daysBetween(newest.to, today) <= 1 ? newest : null;
  for (let day = addDays(newest.to, 1); day < today; day = addDays(day, 1)) {
    if (schedule.weekdays.includes(weekday(day))) return null;
  }
  return newest;
}
