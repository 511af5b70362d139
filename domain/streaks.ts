import { addDays, dateOfDay, daysBetween } from "./time-zones";

/** A streak day takes one mile of running in total (rule of the streak registries). */
const STREAK_DAY_M = 1609.344;

/** Consecutive days, both ends included. */
export type Streak = { days: number; from: string; to: string };

/**
 * Running streaks from the distance run on each local date (any order; several rows of one date add up). A day counts from one mile.
 * `current` ends today or yesterday: today without a run does not break it until the day is over. Null when there is none.
 */
export function runningStreaks(
  runs: Iterable<{ date: string; distanceM: number }>,
  today: string,
): { current: Streak | null; longest: Streak | null } {
  const byDate = new Map<string, number>();
  for (const { date, distanceM } of runs) byDate.set(date, (byDate.get(date) ?? 0) + distanceM);
  return dayStreaks(
    [...byDate].flatMap(([date, distanceM]) => (distanceM >= STREAK_DAY_M ? [date] : [])),
    today,
  );
}

/**
 * The last of the running streaks, whenever it ended, from rising days (numbers of `dayNumber`) and the metres of each: looks no further
 * back than its first day. Null when there is none.
 */
export function lastRunningStreak(days: ArrayLike<number>, metres: ArrayLike<number>): Streak | null {
  let [first, last, count] = [0, 0, 0];
  for (let i = days.length - 1; i >= 0; i--) {
    const day = days[i] as number;
    if ((metres[i] as number) < STREAK_DAY_M) continue;
    if (count === 0) last = day;
    else if (day !== first - 1) break;
    first = day;
    count++;
  }
  return count === 0 ? null : { days: count, from: dateOfDay(first), to: dateOfDay(last) };
}

/** Streaks of days on which something happened (any order, each day once). `current` ends today or yesterday; null where there is none. */
export function dayStreaks(days: readonly string[], today: string): { current: Streak | null; longest: Streak | null } {
  const streaks: Streak[] = [];
  for (const date of [...days].sort()) {
    const last = streaks[streaks.length - 1];
    if (last && addDays(last.to, 1) === date) {
      last.days++;
      last.to = date;
    } else streaks.push({ days: 1, from: date, to: date });
  }
  const last = streaks[streaks.length - 1] ?? null;
  const longest = streaks.reduce<Streak | null>((best, streak) => (best && best.days >= streak.days ? best : streak), null);
  return { current: currentStreak(last, today), longest };
}

/** The last streak where it is still alive: it ends today or yesterday. */
export function currentStreak(last: Streak | null, today: string): Streak | null {
  return last && daysBetween(last.to, today) <= 1 ? last : null;
}

/** The Eddington number and how far the next one is: `daysForNext` more days of at least `number + 1` units. */
export type Eddington = { number: number; daysForNext: number };

/**
 * Eddington number: the largest n such that on at least n days at least n units were covered. `distancesOfDays` are the totals of
 * days, already in the unit (km or miles): the number of one unit can not be converted into the other's. Nothing is rounded up.
 */
export function eddington(distancesOfDays: Iterable<number>): Eddington {
  const days = new Map<number, number>();
  for (const distance of distancesOfDays) {
    const units = Math.floor(distance);
    days.set(units, (days.get(units) ?? 0) + 1);
  }
  let [number, reached] = [0, 0];
  for (const [units, count] of [...days].sort(([a], [b]) => b - a)) {
    reached += count;
    number = Math.max(number, Math.min(units, reached));
  }
  let further = 0;
  for (const [units, count] of days) if (units > number) further += count;
  return { number, daysForNext: number + 1 - further };
}
