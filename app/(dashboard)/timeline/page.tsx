import type { Metadata } from "next";
import { Filters } from "@/components/table/filters";
import { urlState, withParams } from "@/components/table/url";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { Segmented } from "@/components/ui/tabs";
import { type Activity, listActivity } from "@/db/activity";
import { asUser } from "@/db/client";
import { plannedDayField } from "@/domain/tasks";
import { addDays, localDate, startOfDay } from "@/domain/time-zones";
import { formatDate, formatTime } from "@/domain/units";
import { Failure } from "@/lib/errors";
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
  const noun = typeof params["noun"] === "string" && Object.hasOwn(NOUNS, params["noun"]) ? params["noun"] : undefined;
  const day = typeof params["day"] === "string" && plannedDayField.safeParse(params["day"]).success ? params["day"] : undefined;
  const next = typeof params["next"] === "string" ? params["next"] : undefined;
  const found = await asUser(actor, (tx) =>
    listActivity(tx, {
      ...(noun ? { noun } : {}),
      ...(day ? { from: startOfDay(day, visitor.timeZone), to: startOfDay(addDays(day, 1), visitor.timeZone) } : {}),
      ...(next ? { next } : {}),
      limit: SIZE,
    }),
  ).catch(orNone);
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
        <Filters
          url={url}
          label="Filter the timeline"
          fields={[{ type: "date", name: "day", label: "Day", value: day }]}
          shown={day ? [{ label: formatDate(day, locale), names: ["day"] }] : []}
        />
      </div>
      {found.rows.length === 0 && url.query !== "" ? (
        <Empty title="Nothing of this kind happened then" icon="clock" action={<a href="/timeline">Show everything</a>} />
      ) : null}
      {found.rows.length === 0 && url.query === "" ? (
        <Empty title="Nothing happened yet" icon="clock">
          <p>What you add, tick, edit and import from now on stands here.</p>
        </Empty>
      ) : null}
      {[...days].map(([date, lines]) => (
        <Section key={date} title={pastDayText(date, today, locale)}>
          <ul className="day-facts">
            {lines.map((line) => (
              <Line key={line.id} line={line} locale={locale} time={formatTime(line.at, locale, visitor.timeZone)} />
            ))}
          </ul>
        </Section>
      ))}
      {found.next || next ? (
        <nav className="week-nav mt-4" aria-label="Pages">
          {next ? <a href={withParams(url, {})}>Newest</a> : null}
          {found.next ? (
            <a href={withParams(url, { next: found.next })} rel="next">
              Further back
            </a>
          ) : null}
        </nav>
      ) : null}
    </>
  );
}

/** A cursor that belongs to no list any more shows an empty page with the way back; what truly failed is said by the error page. */
function orNone(error: unknown): { rows: Activity[]; next: string | null } {
  if (error instanceof Failure && error.kind === "invalid") return { rows: [], next: null };
  throw error;
}

function Line({ line, time, locale }: { line: Activity; time: string; locale: string }) {
  const { what, verb, noun, area, href } = lineOf(line, locale);
  return (
    <li data-area={area}>
      <span className="timeline-time">{time}</span> <bdi>{href ? <a href={href}>{what}</a> : what}</bdi>{" "}
      <span className="text-soft">{what === noun ? verb : `${noun} ${verb}`}</span>
    </li>
  );
}
