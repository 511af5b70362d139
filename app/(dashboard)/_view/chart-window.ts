import { addPeriods, PERIODS_SHOWN, type Period, periodStart, periodsBetween, yearBefore } from "./periods";

/** The most columns that can still be told apart. */
const MOST_PERIODS = 160;

/** Charts begin no earlier: the years before cannot be counted back from, and nobody has runs in them. */
const EARLIEST = "1900-01-01";

const later = (a: string, b: string) => (a > b ? a : b);

/**
 * Which periods a chart shows, and from which day on the database has to add up for it (the year before is drawn in grey). `ended`:
 * it does not reach to today, because there is nothing after it.
 */
export type Window = { by: Period; starts: string[]; since: string | undefined; compare: boolean; ended: boolean };

type Days = { from?: string; to?: string };

/** The periods that a filter means; without days in it the last 52 weeks, 36 months or all years up to `today`. */
export function chartWindow(filter: Days, by: Period, today: string): Window {
  const until = filter.to && filter.to < today ? later(filter.to, EARLIEST) : today;
  const shown = PERIODS_SHOWN[by];
  const common = { by, ended: false };
  if (filter.from) {
    const starts = periodsBetween(later(filter.from, EARLIEST), until, by).slice(-MOST_PERIODS);
    return { ...common, starts, since: starts[0], compare: false };
  }
  if (shown === null) return { ...common, starts: [periodStart(until, by)], since: undefined, compare: false };
  const from = addPeriods(periodStart(until, by), by, 1 - shown);
  return { ...common, starts: periodsBetween(from, until, by), since: yearBefore(from, by), compare: true };
}

/**
 * What a chart needs, read by `read` for the periods from `since` on. Where they hold nothing, the chart ends with the day of the
 * last row that the filter means, as `newest` tells it: what was kept for years and then left is not shown as an empty year.
 */
export async function readWindow<Read extends { buckets: readonly { start: string }[] }>(
  filter: Days,
  by: Period,
  today: string,
  read: (since: string | undefined) => Promise<Read>,
  newest: () => Promise<string | undefined>,
): Promise<Read & { window: Window }> {
  const window = chartWindow(filter, by, today);
  const first = await read(window.since);
  if (!isEmpty(window, first.buckets)) return { ...first, window };
  const last = await newest();
  if (last === undefined || last >= (window.starts[0] ?? today)) return { ...first, window };
  const earlier = { ...chartWindow(filter, by, last), ended: true };
  return { ...(await read(earlier.since)), window: earlier };
}

/** Whether none of the periods shown holds anything. By year all there is is shown. */
function isEmpty({ since, starts: [first] }: Window, buckets: readonly { start: string }[]): boolean {
  return since !== undefined && !buckets.some(({ start }) => start >= (first ?? start));
}
