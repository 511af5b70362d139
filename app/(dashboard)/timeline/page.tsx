import type { Metadata } from "next";
import { urlState, withParams } from "@/components/table/url";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { Segmented } from "@/components/ui/tabs";
import { type Activity, listActivity } from "@/db/activity";
import { asUser } from "@/db/client";
import { addDays, isLocalDate, localDate, startOfDay } from "@/domain/time-zones";
import { formatTime } from "@/domain/units";
import { requireUser } from "../../_auth/visitor";
import { pastDayText } from "../_view/dates";
import { formatOf } from "../_view/visitor-format";
import { lineOf, NOUNS } from "./words";

export const metadata: Metadata = { title: "Timeline" };

const SIZE = 100;
type SearchParams = Record<string, string | string[] | undefined>;

/** What happened in Almanac, newest first: the last twelve months. */
export default async function TimelinePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { visitor, actor } = await requireUser();
  const params = await searchParams;
  const url = urlState("/timeline", params);
  const { locale } = formatOf(visitor);
  const today = localDate(new Date(), visitor.timeZone);
  const noun = typeof params["noun"] === "string" && params["noun"] in NOUNS ? params["noun"] : undefined;
  const day = typeof params["day"] === "string" && isLocalDate(params["day"]) ? params["day"] : undefined;
  const next = typeof params["next"] === "string" ? params["next"] : undefined;
  const found = await asUser(actor, (tx) =>
    listActivity(tx, {
      ...(noun ? { noun } : {}),
      ...(day ? { from: startOfDay(day, visitor.timeZone), to: startOfDay(addDays(day, 1), visitor.timeZone) } : {}),
      ...(next ? { next } : {}),
      limit: SIZE,
    }),
  ).catch(() => ({ rows: [], next: null }));
  const days = new Map<string, Activity[]>();
  for (const line of found.rows) {
    const date = localDate(line.at, visitor.timeZone);
    days.set(date, [...(days.get(date) ?? []), line]);
  }
  return (
    <>
      <PageHead title="Timeline" range={day ? pastDayText(day, today, locale) : "What happened here, twelve months back"} />
      <div className="tasks-tools mt-4">
        <Segmented
          label="What"
          items={[
            { href: withParams(url, { noun: null }), label: "Everything", current: noun === undefined },
            ...Object.entries(NOUNS).map(([key, { many }]) => ({
              href: withParams(url, { noun: key }),
              label: many.charAt(0).toUpperCase() + many.slice(1),
              current: noun === key,
            })),
          ]}
        />
      </div>
      {found.rows.length === 0 ? (
        <Empty title="Nothing happened yet" icon="clock">
          <p>What you add, tick, edit and import from now on stands here.</p>
        </Empty>
      ) : null}
      {[...days].map(([date, lines]) => (
        <Section key={date} title={pastDayText(date, today, locale)}>
          <ul className="day-facts">
            {lines.map((line) => (
              <Line key={line.id} line={line} time={formatTime(line.at, locale, visitor.timeZone)} />
            ))}
          </ul>
        </Section>
      ))}
      {found.next ? (
        <p className="mt-4">
          <a href={withParams(url, { next: found.next })}>Further back</a>
        </p>
      ) : null}
    </>
  );
}

function Line({ line, time }: { line: Activity; time: string }) {
  const { what, verb, noun, area, href } = lineOf(line);
  return (
    <li data-area={area}>
      <span className="timeline-time">{time}</span> {href ? <a href={href}>{what}</a> : what}{" "}
      <span className="text-soft">{what === noun ? verb : `${noun} ${verb}`}</span>
    </li>
  );
}
