import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DayKeys } from "@/components/coding/day-keys";
import { urlState } from "@/components/table/url";
import { PageHead } from "@/components/ui/page-head";
import { addDays, isLocalDate, localDate } from "@/domain/time-zones";
import { requireUser } from "../../../../_auth/visitor";
import { dayText } from "../../../_view/dates";
import { formatOf } from "../../../_view/visitor-format";
import { NameList } from "../../coding-lists";
import { CODING_VIEWS, type SearchParams } from "../../coding-state";
import { DayBlocks } from "../../day-blocks";
import { coloursOf } from "../../days-chart";
import { dayHref, LISTED } from "../../dimension-words";
import { FileList } from "../../file-list";
import { FIRST_DAY } from "../../ranges";
import { BlockTable } from "./block-table";
import { DayFigures } from "./day-figures";
import { loadDay } from "./load-day";
import { SourceTable } from "./source-table";

type Props = { params: Promise<{ date: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Coding ${(await params).date}` };
}

/** One day: its hours, blocks, names, files, and who tells of it. */
export default async function CodingDayPage({ params, searchParams }: Props) {
  const { visitor, actor } = await requireUser();
  const { date } = await params;
  const format = formatOf(visitor);
  const { timeZone } = visitor;
  const now = new Date();
  const today = localDate(now, timeZone);
  if (!isLocalDate(date) || date < FIRST_DAY || date > addDays(today, 1)) notFound();
  const asked = await searchParams;
  const view = CODING_VIEWS.find((one) => one === asked["view"]) ?? "project";
  const url = urlState(dayHref(date), view === "project" ? {} : { view });
  const loaded = await loadDay(actor, date, view, timeZone);
  const { totals, blocks, sources, entities, settings, heartbeats } = loaded;
  const way = (day: string, label: string) => ({ href: `${dayHref(day)}${url.query ? `?${url.query}` : ""}`, label });
  const named = (told: string) => totals.items.filter(({ dimension }) => dimension === told);
  // From the page of a day names lead to that day among all others.
  const range = { path: "/coding", query: `from=${date}&to=${date}` };
  return (
    <>
      <PageHead
        title={dayText(date, format.locale, "full")}
        area="coding"
        back={{ href: "/coding/days", label: "Days" }}
        action={
          <DayKeys
            before={date > FIRST_DAY ? way(addDays(date, -1), "Day before") : null}
            after={date < today ? way(addDays(date, 1), "Day after") : null}
          />
        }
      />
      {totals.totalUs === 0 && heartbeats === 0 ? (
        <p className="text-soft">No time on this day. Neither an editor nor another source tells of it.</p>
      ) : (
        <>
          <DayFigures loaded={loaded} date={date} timeZone={timeZone} format={format} />
          <DayBlocks {...{ blocks, date, view, url, timeZone, now, visitor }} />
          <div className="grid items-start gap-x-8 md:grid-cols-2 xl:grid-cols-3">
            {[...LISTED, "branch" as const].map((told) => (
              <NameList
                key={told}
                told={told}
                items={named(told)}
                url={range}
                format={format}
                colours={told === view ? coloursOf(blocks) : undefined}
              />
            ))}
          </div>
          <BlockTable blocks={blocks} view={view} rows={range} timeZone={timeZone} format={format} />
          <FileList entities={entities} range={dayText(date, format.locale, "weekday")} format={format} />
          <SourceTable sources={sources} rule={settings.sourceRule} heartbeats={heartbeats} format={format} />
        </>
      )}
    </>
  );
}
