import type { UrlState } from "@/components/table/url";
import type { RunBucket } from "@/db/run-charts";
import { type Format, metresPer } from "@/domain/units";
import type { Window } from "../_view/chart-window";
import { type Trend, type TrendKind, trendOf } from "../_view/trend";

export type Measure = "distance" | "pace" | "heart-rate";

const KINDS: Record<Measure, TrendKind<RunBucket>> = {
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

/** The chart of one measure of runs over periods. */
export function runTrend(measure: Measure, buckets: readonly RunBucket[], window: Window, url: UrlState, format: Format): Trend {
  return trendOf(KINDS[measure], buckets, window, url, format);
}
