import type { ChartData } from "@/components/charts/series";
import type { ValueFormat } from "@/components/charts/value-format";
import { type UrlState, withParams } from "@/components/table/url";
import type { Format } from "@/domain/units";
import type { Window } from "./chart-window";
import { spanText } from "./dates";
import { addPeriods, type Period, periodEnd, periodsBetween, periodText, periodTicks, yearBefore } from "./periods";

/** So many empty years in a row are drawn as one: a single old run must not push all the others into a corner. */
const LONG_GAP_YEARS = 4;

/** A chart's words and figures, for ChartFrame. */
export type Trend = {
  title: string;
  unit: string;
  range: string;
  kind: "bars" | "lines";
  reverse?: boolean;
  format: ValueFormat;
  data: ChartData;
  how: string;
};

/** What is drawn of each period, and how it is said. */
export type TrendKind<Bucket> = Pick<Trend, "kind" | "reverse" | "how"> & {
  title: string;
  unit(format: Format): string;
  decimals: number;
  style: ValueFormat["style"];
  value(bucket: Bucket, format: Format): number | null;
};

/** A year opens as its months, a month as its weeks. */
const FINER: Record<Period, Period> = { year: "month", month: "week", week: "week" };

/** The chart of one measure over periods; every point leads to its rows. Periods without rows are 0 as bars and holes as lines. */
export function trendOf<Bucket extends { start: string }>(
  kind: TrendKind<Bucket>,
  buckets: readonly Bucket[],
  window: Window,
  url: UrlState,
  format: Format,
): Trend {
  const { by } = window;
  const byStart = new Map(buckets.map((bucket) => [bucket.start, bucket]));
  const starts = startsOf(window, buckets);
  const gaps = by === "year" ? longGaps(starts, byStart) : new Map<string, string>();
  const factor = 10 ** kind.decimals;
  const at = (start: string) => {
    const bucket = byStart.get(start);
    const value = bucket ? kind.value(bucket, format) : null;
    if (value === null) return kind.kind === "bars" ? 0 : null;
    return Math.round(value * factor) / factor;
  };
  const shown = starts.filter((start) => gaps.get(start) !== "");
  const before = shown.map((start) => at(yearBefore(start, by)));
  const compared = window.compare && before.some((value) => value);
  // Put together by hand: reading and writing the whole address for each of fifty points took longer than all the rest here.
  const rest = withParams(url, { from: null, to: null, by: null });
  const spanHref = (from: string, to: string) => `${rest}${rest.includes("?") ? "&" : "?"}from=${from}&to=${to}&by=${FINER[by]}`;
  const ticks = periodTicks(shown, by, format.locale);
  return {
    title: `${kind.title} by ${by}`,
    unit: kind.unit(format),
    range: [rangeText(starts, by, format), endedAt(window, starts) ? "nothing since" : ""].filter(Boolean).join(", "),
    kind: kind.kind,
    reverse: kind.reverse,
    how: kind.how,
    format: { style: kind.style, decimals: kind.decimals, locale: format.locale },
    data: {
      labels: shown.map((start) => gaps.get(start) ?? periodText(start, by, format.locale)),
      ticks: ticks.map((tick, index) => (gaps.has(shown[index] ?? "") ? "…" : tick)),
      series: [{ label: kind.title, values: shown.map(at) }],
      previous: compared ? { label: "A year before", values: before } : undefined,
      hrefs: shown.map((start) => (byStart.has(start) ? spanHref(start, periodEnd(start, by)) : null)),
    },
  };
}

/** All years begin with the first one that has rows, and end with the last one when it is more than a year ago. */
function startsOf({ by, starts, since }: Window, buckets: readonly { start: string }[]): string[] {
  const [first, today, last] = [buckets[0]?.start, starts.at(-1), buckets.at(-1)?.start];
  if (by !== "year" || since !== undefined || !first || !last || !today) return starts;
  return periodsBetween(first, last < addPeriods(today, "year", -1) ? last : today, by);
}

/** Whether a chart ends before today because nothing came after. */
function endedAt({ by, starts, ended }: Window, shown: readonly string[]): boolean {
  return ended || (by === "year" && (shown.at(-1) ?? "") < (starts.at(-1) ?? ""));
}

/** The years of every long stretch without rows: the first one with the words for them all ("1991–2009"), the others with "". */
function longGaps(starts: readonly string[], rows: ReadonlyMap<string, unknown>): Map<string, string> {
  const gaps = new Map<string, string>();
  let run: string[] = [];
  for (const start of starts) {
    if (!rows.has(start)) {
      run.push(start);
      continue;
    }
    if (run.length >= LONG_GAP_YEARS) {
      for (const [index, year] of run.entries())
        gaps.set(year, index > 0 ? "" : `${year.slice(0, 4)}–${run.at(-1)?.slice(0, 4)}`);
    }
    run = [];
  }
  return gaps;
}

function rangeText(starts: readonly string[], by: Period, { locale }: Format): string {
  const first = starts[0];
  const last = starts.at(-1);
  if (!first || !last) return "";
  if (by !== "year") return spanText(first, periodEnd(last, by), locale);
  return first === last ? last.slice(0, 4) : `${first.slice(0, 4)}–${last.slice(0, 4)}`;
}
