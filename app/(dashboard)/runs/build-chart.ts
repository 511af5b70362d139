import { type UrlState, withParams } from "@/components/table/url";
import type { Visitor } from "@/db/accounts";
import { metresPer } from "@/domain/units";
import { PERIODS } from "../_view/periods";
import { formatOf } from "../_view/visitor-format";
import type { RunsState, RunView } from "./list-state";
import type { LoadedRuns } from "./load-list";
import type { ChartModel } from "./runs-model";
import { runTrend } from "./trend";

const VIEWS: { view: RunView; label: string }[] = [
  { view: "distance", label: "Distance" },
  { view: "pace", label: "Pace" },
  { view: "heart-rate", label: "Heart rate" },
  { view: "calendar", label: "Calendar" },
];

const PERIOD_NAMES = { week: "Week", month: "Month", year: "Year" };

type Given = { state: RunsState; loaded: LoadedRuns; today: string; visitor: Visitor; figuresOpen: boolean };

/** The chart that the address asks for; null where a filter leaves too few values to draw. */
export function runsChart({ state, loaded, today, visitor, figuresOpen }: Given): ChartModel | null {
  const { url, view, by } = state;
  const views = VIEWS.map((item) => ({
    href: withParams(url, { view: item.view === "distance" ? null : item.view, year: null }),
    label: item.label,
    current: item.view === view,
  }));
  if (view === "calendar") {
    const calendar = yearOfDays(url, loaded, today, visitor);
    return calendar && { views, calendar };
  }
  const trend = runTrend(view, loaded.buckets, loaded.window, url, formatOf(visitor));
  // Of the few days of a filter there is nothing to compare; all years of a young archive are one bar, with the way back beside it.
  if (trend.data.labels.length < 2 && state.filter.from) return null;
  const periods = PERIODS.map((period) => ({
    href: withParams(url, { by: period === "week" ? null : period }),
    label: PERIOD_NAMES[period],
    current: period === by,
  }));
  return { views, trend, periods, figuresHref: withParams(url, { figures: "1" }), figuresOpen };
}

function yearOfDays(url: UrlState, { calendar, buckets }: LoadedRuns, today: string, visitor: Visitor) {
  if (!calendar) return null;
  const { units, numberFormat, firstWeekday } = visitor;
  const years = [...new Set([...buckets.map((bucket) => bucket.start.slice(0, 4)), today.slice(0, 4)])].reverse();
  const values = Object.fromEntries(
    calendar.days.map(({ date, distanceM }) => [date, Math.round((distanceM / metresPer(units)) * 10) / 10]),
  );
  return {
    year: calendar.year,
    years: years.map((year) => ({ href: withParams(url, { year }), label: year, current: year === calendar.year })),
    firstWeekday,
    values,
    unit: units,
    locale: numberFormat,
  };
}
