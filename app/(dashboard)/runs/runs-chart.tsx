import { ChartFrame } from "@/components/charts/chart-frame";
import { HeatmapYear } from "@/components/charts/heatmap-year";
import { Section } from "@/components/ui/section";
import { Segmented } from "@/components/ui/tabs";
import type { ChartModel } from "./runs-model";

/** The chart above the runs, with the ways to the others. */
export function RunsChart({ chart }: { chart: ChartModel }) {
  const views = <Segmented label="Chart" items={chart.views} />;
  if ("calendar" in chart) {
    const { year, years, firstWeekday, values, unit, locale } = chart.calendar;
    const title = `Distance by day ${year}`;
    return (
      <Section
        title={title}
        area="runs"
        aside={
          <span className="flex flex-wrap gap-x-8 gap-y-1">
            {views}
            <Segmented label="Year" items={years} />
          </span>
        }
      >
        <HeatmapYear
          year={Number(year)}
          firstWeekday={firstWeekday}
          values={values}
          format={{ style: "number", decimals: 1, locale }}
          unit={unit}
          hrefTemplate="/runs?from={date}&to={date}"
          label={title}
          area="runs"
        />
      </Section>
    );
  }
  return (
    <ChartFrame
      {...chart.trend}
      area="runs"
      figures={{ href: chart.figuresHref, open: chart.figuresOpen }}
      aside={
        <>
          {views}
          <Segmented label="Period" items={chart.periods} />
        </>
      }
    />
  );
}
