import { ChartFrame } from "@/components/charts/chart-frame";
import { HeatmapYear } from "@/components/charts/heatmap-year";
import { type UrlState, withParams } from "@/components/table/url";
import { Section } from "@/components/ui/section";
import { Segmented } from "@/components/ui/tabs";
import type { Visitor } from "@/db/accounts";
import { metresPer } from "@/domain/units";
import { PERIODS } from "../_view/periods";
import { formatOf } from "../_view/visitor-format";
import type { RunsState, RunView } from "./list-state";
import type { LoadedRuns } from "./load-list";
import { runTrend } from "./trend";

const VIEWS: { view: RunView; label: string }[] = [
  { view: "distance", label: "Distance" },
  { view: "pace", label: "Pace" },
  { view: "heart-rate", label: "Heart rate" },
  { view: "calendar", label: "Calendar" },
];

type Props = { state: RunsState; loaded: LoadedRuns; today: string; visitor: Visitor };

/** One chart at a time: the others are a link away, and cost nothing until they are wanted. */
export function RunsCharts({ state, loaded, today, visitor }: Props) {
  const { url, view, by } = state;
  const views = (
    <Segmented
      label="Chart"
      items={VIEWS.map((item) => ({
        href: withParams(url, { view: item.view === "distance" ? null : item.view, year: null }),
        label: item.label,
        current: item.view === view,
      }))}
    />
  );
  if (view === "calendar") return <Calendar url={url} loaded={loaded} today={today} visitor={visitor} views={views} />;

  const { how, ...chart } = runTrend(view, loaded.buckets, loaded.window, url, formatOf(visitor));
  if (chart.data.labels.length < 2) return null;
  return (
    <ChartFrame
      {...chart}
      area="runs"
      how={how}
      aside={
        <>
          {views}
          <Segmented
            label="Period"
            items={PERIODS.map((period) => ({
              href: withParams(url, { by: period === "week" ? null : period }),
              label: { week: "Week", month: "Month", year: "Year" }[period],
              current: period === by,
            }))}
          />
        </>
      }
    />
  );
}

type CalendarProps = { url: UrlState; loaded: LoadedRuns; today: string; visitor: Visitor; views: React.ReactNode };

function Calendar({ url, loaded, today, visitor, views }: CalendarProps) {
  const { calendar, buckets } = loaded;
  if (!calendar) return null;
  const { units, numberFormat, firstWeekday } = visitor;
  const years = [...new Set([...buckets.map((bucket) => bucket.start.slice(0, 4)), today.slice(0, 4)])].reverse();
  const values = Object.fromEntries(
    calendar.days.map(({ date, distanceM }) => [date, Math.round((distanceM / metresPer(units)) * 10) / 10]),
  );
  return (
    <Section
      title={`Distance by day ${calendar.year}`}
      area="runs"
      aside={
        <span className="flex flex-wrap gap-x-8 gap-y-1">
          {views}
          <Segmented
            label="Year"
            items={years.map((year) => ({ href: withParams(url, { year }), label: year, current: year === calendar.year }))}
          />
        </span>
      }
    >
      <HeatmapYear
        year={Number(calendar.year)}
        firstWeekday={firstWeekday}
        values={values}
        format={{ style: "number", decimals: 1, locale: numberFormat }}
        unit={units}
        hrefTemplate="/runs?from={date}&to={date}"
        label={`Distance by day ${calendar.year}`}
        area="runs"
      />
    </Section>
  );
}
