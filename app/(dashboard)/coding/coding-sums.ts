import { dayStreaks } from "@/domain/streaks";
import { daysBetween } from "@/domain/time-zones";
import type { Days } from "./ranges";

/** The time of a local date, in microseconds. */
export type DayTime = { date: string; us: number };

const inRange =
  ({ from, to }: Days) =>
  (day: DayTime) =>
    day.date >= from && day.date <= to;

/** Time of the days of a range, how many of them have any, and the best of them. */
export function sumDays(days: readonly DayTime[], range: Days) {
  const within = days.filter(inRange(range)).filter(({ us }) => us > 0);
  return {
    us: within.reduce((sum, day) => sum + day.us, 0),
    days: within.length,
    best: within.reduce<DayTime | null>((best, day) => (best && best.us >= day.us ? best : day), null),
  };
}

/** Days of a range: all of them, or from the first with any time where the range begins before it. */
export function lengthOf({ from, to }: Days, first: string | undefined): number {
  return daysBetween(first && first > from ? first : from, to) + 1;
}

/** The time that AI agents had of a day's items by agent and by category: sources that tell of no agents may tell it by the category. */
export function agentsTime(items: readonly { dimension: string | null; name: string; us: number }[]): number {
  const of = (test: (item: (typeof items)[number]) => boolean) => items.filter(test).reduce((sum, { us }) => sum + us, 0);
  return (
    of(({ dimension, name }) => dimension === "agent" && name !== "") ||
    of(({ dimension, name }) => dimension === "category" && name === "ai coding")
  );
}

/** Consecutive days with any time. */
export function codingStreaks(days: readonly DayTime[], today: string) {
  return dayStreaks(
    days.flatMap(({ date, us }) => (us > 0 && date <= today ? [date] : [])),
    today,
  );
}
