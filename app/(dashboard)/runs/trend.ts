import type { ChartData } from "@/components/charts/series";
import type { ValueFormat } from "@/components/charts/value-format";
import { type UrlState, withParams } from "@/components/table/url";
import type { RunBucket } from "@/db/run-charts";
import type { RunFilter } from "@/domain/run-filter";
import { type Format, metresPer } from "@/domain/units";
import { spanText } from "../_view/dates";
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
} from "../_view/periods";

/** The most columns that can still be told apart. */
const MOST_PERIODS = 160;

/** Which periods a chart shows, and from which day on the database has to add up for it (the year before is drawn in grey). */
export type Window = { by: Period; starts: string[]; since: string | undefined; compare: boolean };

/** The periods that a filter means; without days in it the last 52 weeks, 36 months or all years up to `today`. */
export function chartWindow(filter: Pick<RunFilter, "from" | "to">, by: Period, today: string): Window {
  const until = filter.to && filter.to < today ? filter.to : today;
  const shown = PERIODS_SHOWN[by];
  if (filter.from) {
    const starts = periodsBetween(filter.from, until, by).slice(-MOST_PERIODS);
    return { by, starts, since: starts[0], compare: false };
  }
  if (shown === null) return { by, starts: [periodStart(until, by)], since: undefined, compare: false };
  const from = addPeriods(periodStart(until, by), by, 1 - shown);
  return { by, starts: periodsBetween(from, until, by), since: yearBefore(from, by), compare: true };
}

/** A year opens as its months, a month as its weeks. */
const FINER: Record<Period, Period> = { year: "month", month: "week", week: "week" };

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

export type Measure = "distance" | "pace" | "heart-rate";

type Kind = Pick<Trend, "kind" | "reverse" | "how"> & {
  title: string;
  unit(format: Format): string;
  decimals: number;
  style: ValueFormat["style"];
  value(bucket: RunBucket, format: Format): number | null;
};

const KINDS: Record<Measure, Kind> = {
  distance: {
    title: "Distance",
    kind: "bars",
    how: "The distances of all runs that began in the period, on the local date of the run's own time zone. The grey line is the same period a year before.",
    unit: ({ units }) => units,
    decimals: 1,
    style: "number",
    value: (bucket, { units }) => bucket.distanceM / metresPer(units),
  },
  pace: {
    title: "Pace",
    kind: "lines",
    reverse: true,
    how: "Time of all runs in the period divided by their distance, so that long runs count for more. Faster is higher.",
    unit: ({ units }) => `min/${units}`,
    decimals: 0,
    style: "clock",
    value: (bucket, { units }) => (bucket.distanceM > 0 ? (bucket.durationS / bucket.distanceM) * metresPer(units) : null),
  },
  "heart-rate": {
    title: "Heart rate",
    kind: "lines",
    how: "Average heart rates of the runs in the period, weighted by their time. Runs without heart rate are left out.",
    unit: () => "bpm",
    decimals: 0,
    style: "number",
    value: (bucket) => bucket.averageHeartRateBpm,
  },
};

/** The chart of one measure over periods; every point leads to its runs. */
export function runTrend(measure: Measure, buckets: readonly RunBucket[], window: Window, url: UrlState, format: Format): Trend {
  const kind = KINDS[measure];
  const { by } = window;
  const byStart = new Map(buckets.map((bucket) => [bucket.start, bucket]));
  const earliest = buckets[0]?.start;
  const starts =
    by === "year" && !window.since && earliest ? periodsBetween(earliest, window.starts.at(-1) ?? earliest, by) : window.starts;
  const factor = 10 ** kind.decimals;
  const at = (start: string) => {
    const bucket = byStart.get(start);
    const value = bucket ? kind.value(bucket, format) : null;
    if (value === null) return kind.kind === "bars" ? 0 : null;
    return Math.round(value * factor) / factor;
  };
  const last = starts.at(-1) ?? "";
  const before = starts.map((start) => at(yearBefore(start, by)));
  const compared = window.compare && before.some((value) => value);
  return {
    title: `${kind.title} by ${by}`,
    unit: kind.unit(format),
    range: rangeText(starts, by, last, format),
    kind: kind.kind,
    reverse: kind.reverse,
    how: kind.how,
    format: { style: kind.style, decimals: kind.decimals, locale: format.locale },
    data: {
      labels: starts.map((start) => periodText(start, by, format.locale)),
      ticks: periodTicks(starts, by, format.locale),
      series: [{ label: kind.title, values: starts.map(at) }],
      previous: compared ? { label: "A year before", values: before } : undefined,
      hrefs: starts.map((start) =>
        byStart.has(start) ? withParams(url, { from: start, to: periodEnd(start, by), by: FINER[by] }) : null,
      ),
    },
  };
}

function rangeText(starts: readonly string[], by: Period, last: string, { locale }: Format): string {
  const first = starts[0];
  if (!first) return "";
  if (by === "year")
    return first.slice(0, 4) === last.slice(0, 4) ? last.slice(0, 4) : `${first.slice(0, 4)}–${last.slice(0, 4)}`;
  return spanText(first, periodEnd(last, by), locale);
}
