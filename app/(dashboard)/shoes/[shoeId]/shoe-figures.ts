import type { ShoePace, ShoeUse } from "@/db/shoes";
import { type Format, formatDate, formatDistance, formatNumber, formatPace } from "@/domain/units";
import { addPeriods, periodStart, periodsBetween } from "../../_view/periods";
import type { Trend } from "../../_view/trend";
import { hoursText } from "../../_view/words";
import { type Measure, runTrend } from "../../runs/trend";

type ShoeFigure = { label: string; value: string; unit?: string; href?: string; range?: string };

/** The figures of a shoe; those over runs lead to them. */
export function shoeFigures(shoe: ShoeUse, format: Format): ShoeFigure[] {
  const href = `/runs?shoe=${shoe.id}`;
  const started =
    shoe.startingDistanceM > 0 ? `${formatDistance(shoe.startingDistanceM, format, 1).value} of it at the start` : undefined;
  const ran = shoe.distanceM - shoe.startingDistanceM;
  const figures: ShoeFigure[] = [
    { label: "Distance", ...formatDistance(shoe.distanceM, format, 1), href, range: started },
    { label: "Runs", value: formatNumber(shoe.runs, format.locale), href },
    { label: "Time", ...hoursText(shoe.durationS, format), href },
  ];
  if (ran > 0 && shoe.durationS > 0) figures.push({ label: "Pace", ...formatPace(ran / shoe.durationS, format) });
  if (shoe.lastRun) {
    figures.push({
      label: "Last run",
      value: formatDate(shoe.lastRun, format.locale),
      href: `${href}&from=${shoe.lastRun}&to=${shoe.lastRun}`,
    });
  }
  if (shoe.forecastDate) {
    figures.push({
      label: "Limit reached",
      value: formatDate(shoe.forecastDate, format.locale),
      range: "at the rate of the last 8 weeks",
    });
  }
  return figures;
}

/**
 * A shoe's months, from its first run to its last (to this month while it is worn: it was within the last year), at most five years
 * of them.
 */
export function shoeTrend(
  measure: Measure,
  months: readonly (ShoePace & { month: string })[],
  shoe: ShoeUse,
  today: string,
  format: Format,
): Trend {
  const first = months[0]?.month ?? today;
  const newest = months.at(-1)?.month ?? today;
  const left = newest < addPeriods(periodStart(today, "month"), "month", -12);
  const last = shoe.retiredAt || shoe.deletedAt || left ? newest : today;
  const earliest = addPeriods(last.slice(0, 7).concat("-01"), "month", -59);
  const starts = periodsBetween(first > earliest ? first : earliest, last, "month");
  const buckets = months.map(({ month, ...sums }) => ({ start: month, elevationGainM: 0, ...sums }));
  const window = { by: "month" as const, starts, since: first, compare: false, ended: left };
  return runTrend(measure, buckets, window, { path: "/runs", query: `shoe=${shoe.id}` }, format);
}
