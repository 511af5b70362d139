import { ChartFrame } from "@/components/charts/chart-frame";
import { HeatmapYear } from "@/components/charts/heatmap-year";
import { RhythmGrid } from "@/components/charts/rhythm-grid";
import type { ChartData } from "@/components/charts/series";
import { type UrlState, withParams } from "@/components/table/url";
import { Icon } from "@/components/ui/icons";
import { Section } from "@/components/ui/section";
import { Segmented } from "@/components/ui/tabs";
import type { Visitor } from "@/db/accounts";
import type { CodingSpan } from "@/db/coding-reads";
import type { RhythmCell } from "@/db/coding-timeline";
import { CODING_VIEWS, type CodingView } from "./coding-state";
import type { DayTime } from "./coding-sums";
import { rhythmOf } from "./rhythm";

const VIEW_NAMES: Record<CodingView, string> = { project: "Projects", language: "Languages", editor: "Editors", agent: "Agents" };
const SPAN_NAMES: Record<CodingSpan, string> = { day: "Day", week: "Week", month: "Month", year: "Year" };

/** What the days are told apart by, and how long the bars are. */
export function ChartChoice({ url, view, by, spans }: { url: UrlState; view: CodingView; by?: CodingSpan; spans: CodingSpan[] }) {
  return (
    <span className="flex flex-wrap gap-x-8 gap-y-1">
      <Segmented
        label="Told apart by"
        items={CODING_VIEWS.map((one) => ({
          href: withParams(url, { view: one }),
          label: VIEW_NAMES[one],
          current: one === view,
        }))}
      />
      {spans.length > 1 ? (
        <Segmented
          label="Period"
          items={spans.map((one) => ({ href: withParams(url, { by: one }), label: SPAN_NAMES[one], current: one === by }))}
        />
      ) : null}
    </span>
  );
}

type DaysProps = {
  data: ChartData;
  title: string;
  range: string;
  csvHref: string;
  aside?: React.ReactNode;
  locale: string;
};

/** The time of every day, week or month, by what the page tells apart. */
export function DaysChart({ data, title, range, csvHref, aside, locale }: DaysProps) {
  return (
    <ChartFrame
      title={title}
      unit=""
      range={range}
      kind="bars"
      area="coding"
      data={data}
      format={{ style: "hours", locale }}
      csvHref={csvHref}
      aside={aside}
      how="The time between two signs of life of an editor counts for what the earlier one was about, when it is shorter than the timeout. Days begin and end at midnight of your time zone; where several sources tell of a day, one counts."
    />
  );
}

type YearProps = {
  days: readonly DayTime[];
  year: string;
  url: UrlState;
  today: string;
  visitor: Pick<Visitor, "firstWeekday" | "numberFormat">;
};

/** A year, a square for each day that leads to it. */
export function YearOfDays({ days, year, url, today, visitor }: YearProps) {
  const values: Record<string, number> = {};
  const years = new Set([today.slice(0, 4), year]);
  for (const { date, us } of days) {
    if (us <= 0) continue;
    years.add(date.slice(0, 4));
    if (date.startsWith(year)) values[date] = Math.round(us / 1e6);
  }
  const title = `Coding by day ${year}`;
  return (
    <Section
      title={title}
      area="coding"
      aside={
        years.size > 1 ? (
          <Segmented
            label="Year"
            items={[...years].sort().map((one) => ({ href: withParams(url, { year: one }), label: one, current: one === year }))}
          />
        ) : undefined
      }
    >
      <HeatmapYear
        year={Number(year)}
        firstWeekday={visitor.firstWeekday}
        values={values}
        format={{ style: "hours", locale: visitor.numberFormat }}
        hrefTemplate="/coding/days/{date}"
        label={title}
        area="coding"
        locale={visitor.numberFormat}
      />
    </Section>
  );
}

type RhythmProps = {
  cells: readonly RhythmCell[];
  range: string;
  csvHref: string;
  visitor: Pick<Visitor, "firstWeekday" | "numberFormat">;
};

/** When of the week the time was; only heartbeats know the hour. */
export function Rhythm({ cells, range, csvHref, visitor }: RhythmProps) {
  if (cells.every(({ us }) => us === 0)) return null;
  const grid = rhythmOf(cells, visitor.firstWeekday, { locale: visitor.numberFormat });
  return (
    <Section title="Weekdays and hours" area="coding" aside={range}>
      <RhythmGrid
        label={`Time by weekday and hour, ${range}`}
        {...grid}
        format={{ style: "hours", locale: visitor.numberFormat }}
        area="coding"
      />
      <div className="chart-foot">
        <details>
          <summary>How computed</summary>
          <div className="chart-how">
            All the time of heartbeats, cut at full hours of your time zone and added up by weekday; of a longer range the last
            half year. WakaTime and data dumps of totals tell no hours, so days on which only they tell of you are missing here.
          </div>
        </details>
        <a href={csvHref} download="">
          <Icon name="download" size={12} />
          CSV
        </a>
      </div>
    </Section>
  );
}
