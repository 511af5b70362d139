import { addDays } from "@/domain/time-zones";
import { formatDate, formatMonth } from "@/domain/units";
import { weekStart } from "@/domain/weeks";
import { dayText } from "./dates";

/** Lengths that sums are shown by. Weeks are ISO weeks (Monday first) everywhere but in calendars. */
export const PERIODS = ["week", "month", "year"] as const;
export type Period = (typeof PERIODS)[number];

/** The first day of the period that holds a day. */
export function periodStart(date: string, period: Period): string {
  if (period === "week") return weekStart(date);
  return period === "month" ? `${date.slice(0, 7)}-01` : `${date.slice(0, 4)}-01-01`;
}

/** The first day of the period that begins `count` periods after the one that begins on `start`. */
export function addPeriods(start: string, period: Period, count: number): string {
  if (period === "week") return addDays(start, count * 7);
  const months = Number(start.slice(0, 4)) * 12 + Number(start.slice(5, 7)) - 1 + count * (period === "month" ? 1 : 12);
  return `${String(Math.floor(months / 12)).padStart(4, "0")}-${String((months % 12) + 1).padStart(2, "0")}-01`;
}

/** The last day of the period that begins on `start`. */
export function periodEnd(start: string, period: Period): string {
  return addDays(addPeriods(start, period, 1), -1);
}

/** The first days of all periods from the one that holds `from` to the one that holds `to`. */
export function periodsBetween(from: string, to: string, period: Period): string[] {
  const starts: string[] = [];
  for (let start = periodStart(from, period); start <= to; start = addPeriods(start, period, 1)) starts.push(start);
  return starts;
}

/** The period to compare with: the same weeks, month or year one year before. */
export function yearBefore(start: string, period: Period): string {
  return addPeriods(start, period, { week: -52, month: -12, year: -1 }[period]);
}

/** The name of a period: "Week of 2 Nov 2026", "November 2026", "2026". */
export function periodText(start: string, period: Period, locale: string): string {
  if (period === "week") return `Week of ${formatDate(start, locale)}`;
  return period === "month" ? formatMonth(start.slice(0, 7), locale) : start.slice(0, 4);
}

/** Axis labels: months under weeks, years under months, at most about fifteen; empty where there is none. */
export function periodTicks(starts: readonly string[], period: Period, locale: string): string[] {
  if (period === "year") return thin(starts.map((start) => start.slice(0, 4)));
  const cut = period === "week" && starts.length > 110 ? 4 : period === "week" ? 7 : starts.length > 30 ? 4 : 7;
  return thin(
    starts.map((start, index) => {
      const before = starts[index - 1];
      if (before && before.slice(0, cut) === start.slice(0, cut)) return "";
      if (!before && start.slice(8) > "07" && period === "week") return "";
      // A first year of which only the end is there has no room for its name beside the next one's.
      if (
        !before &&
        cut === 4 &&
        starts.slice(1, 1 + starts.length / 30).some((next) => next.slice(0, 4) !== start.slice(0, 4))
      ) {
        return "";
      }
      return cut === 4 || start.slice(5, 7) === "01" ? start.slice(0, 4) : dayText(start, locale, "month-name");
    }),
  );
}

function thin(ticks: string[]): string[] {
  const named = ticks.flatMap((tick, index) => (tick ? [index] : []));
  const step = Math.ceil(named.length / 15);
  const kept = new Set(named.filter((_, order) => order % step === 0));
  return ticks.map((tick, index) => (kept.has(index) ? tick : ""));
}

/** How far back each period looks when the person chose no days. */
export const PERIODS_SHOWN: Record<Period, number | null> = { week: 52, month: 36, year: null };
