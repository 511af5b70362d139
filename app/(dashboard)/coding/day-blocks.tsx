import { DayTimeline } from "@/components/charts/day-timeline";
import type { UrlState } from "@/components/table/url";
import { Section } from "@/components/ui/section";
import type { Visitor } from "@/db/accounts";
import { stretchOf } from "@/db/coding-timeline";
import { formatOf } from "../_view/visitor-format";
import { ChartChoice } from "./coding-charts";
import type { CodingView } from "./coding-state";
import { type Block, dayLanes, hourTicks } from "./day-lanes";
import { dayHref } from "./dimension-words";

type Props = {
  blocks: readonly Block[];
  date: string;
  view: CodingView;
  url: UrlState;
  timeZone: string;
  now: Date;
  visitor: Visitor;
};

/** The hours of a day by what the page tells apart. */
export function DayBlocks({ blocks, date, view, url, timeZone, now, visitor }: Props) {
  const format = formatOf(visitor);
  const { fromUs, toUs } = stretchOf({ from: date, to: date }, timeZone);
  const nowUs = now.getTime() * 1000;
  return (
    <Section title="Hours of the day" area="coding" aside={<ChartChoice url={url} view={view} spans={[]} />}>
      {blocks.length > 0 ? (
        <DayTimeline
          label={`Hours of the day, ${date}`}
          ticks={hourTicks(date, timeZone, format.locale)}
          lanes={dayLanes({ blocks, date, timeZone, view, format })}
          now={nowUs > fromUs && nowUs < toUs ? ((nowUs - fromUs) / (toUs - fromUs)) * 1000 : undefined}
          area="coding"
        />
      ) : (
        <p className="text-soft">Only heartbeats know the hour, and no editor told of this day: its time is known as a total.</p>
      )}
      {url.path === "/coding" && blocks.length > 0 ? (
        <p className="mt-1 text-12 text-soft">
          <a className="link" href={dayHref(date)}>
            Blocks, files and sources of this day
          </a>
        </p>
      ) : null}
    </Section>
  );
}
