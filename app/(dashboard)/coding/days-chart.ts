import type { ChartData, Series } from "@/components/charts/series";
import { withParams } from "@/components/table/url";
import type { CodingSpan } from "@/db/coding-reads";
import { addDays } from "@/domain/time-zones";
import { formatDate } from "@/domain/units";
import { dayText, spanText } from "../_view/dates";
import { type Period, periodEnd, periodStart, periodsBetween, periodText, periodTicks } from "../_view/periods";
import type { CodingState } from "./coding-state";
import { dayHref, shownName } from "./dimension-words";
import type { Days } from "./ranges";

/** More series cannot be told apart; the others are added up. */
const MOST_SERIES = 5;
const OTHER = "Other";

/** Time of a bar by name, in microseconds; `start` is its first day. */
export type Part = { start: string; name: string; us: number };

type Given = {
  state: Pick<CodingState, "url" | "view">;
  by: CodingSpan;
  days: Days;
  parts: readonly Part[];
  /** All the time of each bar, told apart or not. */
  totals: ReadonlyMap<string, number>;
  locale: string;
};

/** The first days of all bars of a range. */
export function barStarts({ from, to }: Days, by: CodingSpan): string[] {
  if (by !== "day") return periodsBetween(from, to, by);
  const starts: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) starts.push(day);
  return starts;
}

/** The first day of the bar that a day is in. */
export function barOf(date: string, by: CodingSpan): string {
  return by === "day" ? date : periodStart(date, by);
}

/** Names by their time, the most first, and the colour of the palette that each has: 1 to 5, 6 for what is added up. */
export function coloursOf(parts: readonly { name: string; us: number }[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { name, us } of parts) sums.set(name, (sums.get(name) ?? 0) + us);
  const names = [...sums].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name]) => name);
  return new Map(names.map((name, index) => [name, Math.min(index, MOST_SERIES) + 1]));
}

/** Something can be called what we call the rest of things; each name stands for itself, so that one is told apart. */
export function freeName(wanted: string, taken: readonly { label: string }[]): string {
  return taken.some(({ label }) => label === wanted) ? freeName(`${wanted} (more)`, taken) : wanted;
}

/** The time of every bar by what the page tells apart, in seconds; each bar leads to its day or to the page of its days. */
export function daysChart({ state, by, days, parts, totals, locale }: Given): ChartData {
  const { view, url } = state;
  const starts = barStarts(days, by);
  const place = new Map(starts.map((start, index) => [start, index]));
  const colours = coloursOf(parts);
  const blank = () => starts.map(() => 0);
  const named = [...colours].filter(([, colour]) => colour <= MOST_SERIES).map(([name]) => name);
  const values = new Map(named.map((name) => [name, blank()]));
  const other = blank();
  const untold = starts.map((start) => totals.get(start) ?? 0);
  for (const { start, name, us } of parts) {
    const at = place.get(start);
    if (at === undefined) continue;
    const series = values.get(name) ?? other;
    series[at] = (series[at] ?? 0) + us;
    untold[at] = (untold[at] ?? 0) - us;
  }
  const series: Series[] = [];
  const add = (label: string, us: number[]) => series.push({ label: freeName(label, series), values: us.map(seconds) });
  for (const [name, us] of values) add(shownName(view, name), us);
  // What no source tells apart is a second or more; less is rounding. Where names are added up it is among them.
  const others = other.some((us) => us > 0);
  const apart = view === "agent" || !others;
  const rest = apart ? untold : untold.map((us, at) => us + (other[at] ?? 0));
  if (apart && others) add(OTHER, other);
  if (rest.some((us) => us >= 1e6)) add(apart ? "Not told" : OTHER, rest);
  const plain = withParams(url, { range: null, by: null, year: null, from: null, to: null });
  const join = plain.includes("?") ? "&" : "?";
  return {
    labels: starts.map((start) => (by === "day" ? dayText(start, locale, "weekday-year") : periodText(start, by, locale))),
    ticks: by === "day" ? dayTicks(starts, locale) : periodTicks(starts, by, locale),
    series: series.length > 0 ? series : [{ label: "Time", values: blank() }],
    hrefs: starts.map((start) =>
      (totals.get(start) ?? 0) === 0
        ? null
        : by === "day"
          ? dayHref(start)
          : `${plain}${join}from=${start < days.from ? days.from : start}&to=${endOf(start, by, days.to)}`,
    ),
  };
}

const seconds = (us: number) => Math.max(0, Math.round(us / 1e6));

function endOf(start: string, by: Period, last: string): string {
  const end = periodEnd(start, by);
  return end > last ? last : end;
}

/** Days under the bars: weekdays of a week, else the days of the month so far apart that they can be read. */
function dayTicks(starts: readonly string[], locale: string): string[] {
  if (starts.length <= 7) return starts.map((day) => dayText(day, locale, "weekday-short"));
  const step = Math.ceil(starts.length / 10);
  return starts.map((day, index) =>
    (starts.length - 1 - index) % step === 0 ? formatDate(day, locale).replace(/,? \d{4}$/, "") : "",
  );
}

/** The days of a chart in words. */
export function daysText({ from, to }: Days, locale: string): string {
  return from === to ? dayText(from, locale, "full") : spanText(from, to, locale);
}
