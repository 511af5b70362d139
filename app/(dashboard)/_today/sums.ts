import type { RunDay } from "@/db/running-today";
import { addDays, daysBetween } from "@/domain/time-zones";
import { weekStart } from "@/domain/weeks";

type Day = RunDay;

export type Sum = { runs: number; distanceM: number; durationS: number; from: string; to: string };

/** Sums of the days from `from` to `to`, both inclusive. */
function sumDays(days: readonly Day[], from: string, to: string): Sum {
  const sum: Sum = { runs: 0, distanceM: 0, durationS: 0, from, to };
  for (const day of days) {
    if (day.date < from || day.date > to) continue;
    sum.runs += day.runs;
    sum.distanceM += day.distanceM;
    sum.durationS += day.durationS;
  }
  return sum;
}

/** The sums that Today shows: this ISO week and the one before up to the same weekday, the month, the year. */
export function todaySums(days: readonly Day[], today: string) {
  const monday = weekStart(today);
  const before = addDays(monday, -7);
  return {
    week: sumDays(days, monday, today),
    /** As far into the week as today is: half a week is not less than a whole one. */
    weekBefore: sumDays(days, before, addDays(before, daysBetween(monday, today))),
    month: sumDays(days, `${today.slice(0, 7)}-01`, today),
    year: sumDays(days, `${today.slice(0, 4)}-01-01`, today),
  };
}

/** Metres of each of the last `count` ISO weeks, this one last. */
export function weeklyMetres(days: readonly Day[], today: string, count: number): number[] {
  const first = addDays(weekStart(today), -7 * (count - 1));
  const weeks = Array.from({ length: count }, () => 0);
  for (const day of days) {
    const week = day.date < first || day.date > today ? -1 : Math.floor(daysBetween(first, day.date) / 7);
    if (week >= 0) weeks[week] = (weeks[week] ?? 0) + day.distanceM;
  }
  return weeks;
}

/** So many weeks stand in the chart, this one last. */
export const WEEKS_SHOWN = 26;

/** The first day that the sums and the chart look at: 1 January, or the Monday that the chart begins with. */
export function firstDayShown(today: string): string {
  const [year, chart] = [`${today.slice(0, 4)}-01-01`, addDays(weekStart(today), -7 * (WEEKS_SHOWN - 1))];
  return year < chart ? year : chart;
}
