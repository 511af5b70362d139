import type { ChartData } from "@/components/charts/series";
import type { ValueFormat } from "@/components/charts/value-format";
import { type UrlState, withParams } from "@/components/table/url";
import type { Format } from "@/domain/units";
import { spanText } from "./dates";
import {
  addPeriods,
  PERIODS_SHOWN,
  type Period,
  periodEnd,
  periodStart,
  periodsBetween,
  periodText,
  periodTicks,
  yearBefore,
} from "./periods";

/** The most columns that can still be told apart. */
const MOST_PERIODS = 160;

/** Charts begin no earlier: the years before cannot be counted back from, and nobody has runs in them. */
const EARLIEST = "1900-01-01";

const later = (a: string, b: string) => (a > b ? a : b);

/** Which periods a chart shows, and from which day on the database has to add up for it (the year before is drawn in grey). */
export type Window = { by: Period; starts: string[]; since: string | undefined; compare: boolean };

/** The periods that a filter means; without days in it the last 52 weeks, 36 months or all years up to `today`. */
export function chartWindow(filter: { from?: string; to?: string }, by: Period, today: string): Window {
  const until = filter.to && filter.to < today ? later(filter.to, EARLIEST) : today;
  const shown = PERIODS_SHOWN[by];
  if (filter.from) {
    const starts = periodsBetween(later(filter.from, EARLIEST), until, by).slice(-MOST_PERIODS);
    return { by, starts, since: starts[0], compare: false };
  }
  if (shown === null) return { by, starts: [periodStart(until, by)], since: undefined, compare: false };
  const from = addPeriods(periodStart(until, by), by, 1 - shown);
  return { by, starts: periodsBetween(from, until, by), since: yearBefore(from, by), compare: true };
}

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
  const starts = startsOf(window, buckets[0]?.start);
  const factor = 10 ** kind.decimals;
  const at = (start: string) => {
    const bucket = byStart.get(start);
    const value = bucket ? kind.value(bucket, format) : null;
    if (value === null) return kind.kind === "bars" ? 0 : null;
    return Math.round(value * factor) / factor;
  };
  const before = starts.map((start) => at(yearBefore(start, by)));
  const rest = withParams(url, { from: null, to: null, by: null });
  const spanHref = (from: string, to: string) => `${rest}${rest.includes("?") ? "&" : "?"}from=${from}&to=${to}&by=${FINER[by]}`;
  const compared = window.compare && before.some((value) => value);
  return {
    title: `${kind.title} by ${by}`,
    unit: kind.unit(format),
    range: rangeText(starts, by, format),
    kind: kind.kind,
    reverse: kind.reverse,
    how: kind.how,
    format: { style: kind.style, decimals: kind.decimals, locale: format.locale },
    data: {
      labels: starts.map((start) => periodText(start, by, format.locale)),
      ticks: periodTicks(starts, by, format.locale),
      series: [{ label: kind.title, values: starts.map(at) }],
      previous: compared ? { label: "A year before", values: before } : undefined,
      hrefs: starts.map((start) => (byStart.has(start) ? spanHref(start, periodEnd(start, by)) : null)),
    },
  };
}

/** All years begin with the first one that has rows. */
function startsOf({ by, starts, since }: Window, earliest: string | undefined): string[] {
  const last = starts.at(-1);
  return by === "year" && since === undefined && earliest && last ? periodsBetween(earliest, last, by) : starts;
}

function rangeText(starts: readonly string[], by: Period, { locale }: Format): string {
  const first = starts[0];
  const last = starts.at(-1);
  if (!first || !last) return "";
  if (by !== "year") return spanText(first, periodEnd(last, by), locale);
  return first === last ? last.slice(0, 4) : `${first.slice(0, 4)}–${last.slice(0, 4)}`;
}
