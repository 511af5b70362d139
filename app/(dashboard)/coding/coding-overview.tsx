import { withParams } from "@/components/table/url";
import type { Visitor } from "@/db/accounts";
import { nameParam } from "@/domain/coding-names";
import type { Format } from "@/domain/units";
import { formatOf } from "../_view/visitor-format";
import { ChartChoice, DaysChart, Rhythm, YearOfDays } from "./coding-charts";
import { CodingFigures } from "./coding-figures";
import { NameList } from "./coding-lists";
import { type CodingState, spansFor } from "./coding-state";
import { sumDays } from "./coding-sums";
import { DayBlocks } from "./day-blocks";
import { barOf, coloursOf, daysChart, daysText } from "./days-chart";
import { Dependencies } from "./dependencies";
import { LISTED } from "./dimension-words";
import { FileList } from "./file-list";
import type { LoadedCoding } from "./load-coding";
import { RangeBar } from "./range-bar";
import type { Days } from "./ranges";
import { rhythmDays } from "./rhythm";
import { SourcesLine } from "./sources-line";
import { timeText } from "./time-text";

/** The one project or language that a page is about. */
export type About = { told: "project" | "language"; name: string };

type Props = { state: CodingState; loaded: LoadedCoding; today: string; now: Date; visitor: Visitor; about?: About };

/** Everything the range and the filter mean: figures, days, names, hours, the year. */
export function CodingOverview({ state, loaded, today, now, visitor, about }: Props) {
  const format = formatOf(visitor);
  const { locale } = format;
  const { url, view, range, from, to } = state;
  const { days, totals, work, parts, rhythm, sources, settings, blocks, entities, dependencies } = loaded;
  const first = days[0]?.date;
  const by = state.by === "auto" ? (parts[0]?.span ?? "day") : state.by;
  // An open beginning is where the data begins.
  const shown: Days = { from: first && first > from ? (range === "all" || from < "1971" ? first : from) : from, to };
  const href = (changes: Record<string, string | null>) => withParams(url, changes);
  const query = new URLSearchParams(url.query);
  if (about) query.set(about.told, nameParam(about.name));
  if (range) query.set("range", range);
  query.set("view", view);
  const rows = { path: url.path, query: String(query) };
  const csvHref = (what: string) => `/coding/csv?${new URLSearchParams([...query, ["what", what]])}`;
  const named = (told: string) => totals.items.filter(({ dimension }) => dimension === told);
  const colours = coloursOf(from === to ? named(view) : parts);
  const bars = new Map<string, number>();
  for (const { date, us } of days) {
    if (date >= from && date <= to) bars.set(barOf(date, by), (bars.get(barOf(date, by)) ?? 0) + us);
  }
  const found = sumDays(days, state).us > 0;
  const hours = rhythmDays(shown);
  const hoursText = `${hours.from > shown.from ? "last half year, " : ""}${daysText(hours, locale)}`;
  const withTime = new Set(days.map(({ date }) => date));

  return (
    <>
      <RangeBar state={state} names={totals.items} about={about} format={format} />
      <CodingFigures
        days={days}
        range={state}
        name={range}
        today={today}
        work={work}
        href={href}
        daysListHref={`/coding/days?${query}`}
        format={format}
      />
      {found ? null : <p className="mt-6 text-soft">No time in these days.</p>}
      {found && from === to ? (
        <DayBlocks blocks={blocks} date={from} view={view} url={url} timeZone={visitor.timeZone} now={now} visitor={visitor} />
      ) : null}
      {found && from !== to ? (
        <DaysChart
          data={daysChart({ state, by, days: shown, parts, totals: bars, locale })}
          title={`Coding by ${by}`}
          range={daysText(shown, locale)}
          csvHref={csvHref("chart")}
          locale={locale}
          aside={<ChartChoice url={url} view={view} by={by} spans={offered(state, shown, by)} />}
        />
      ) : null}
      <div className="grid items-start gap-x-8 md:grid-cols-2 xl:grid-cols-3">
        {[...LISTED, ...(about?.told === "project" ? (["branch"] as const) : [])].map((told) =>
          told === about?.told ? null : (
            <NameList
              key={told}
              told={told}
              items={named(told)}
              url={url}
              rows={rows}
              format={format}
              colours={told === view ? colours : undefined}
            />
          ),
        )}
      </div>
      {about && found ? (
        <Untold about={about} untoldUs={totals.totalUs - sumOf(named(OPPOSITE[about.told]))} format={format} />
      ) : null}
      <FileList
        entities={entities}
        range={hoursText}
        project={about?.told === "project" ? about.name : undefined}
        format={format}
      />
      <Dependencies items={dependencies} range={hoursText} format={format} />
      <div className="grid items-start gap-x-8 xl:grid-cols-2">
        <Rhythm cells={rhythm} range={hoursText} csvHref={csvHref("rhythm")} visitor={visitor} />
        <YearOfDays days={days} year={state.year ?? to.slice(0, 4)} url={url} today={today} visitor={visitor} />
      </div>
      <SourcesLine days={sources.filter(({ date }) => withTime.has(date))} rule={settings.sourceRule} format={format} />
    </>
  );
}

/** What a project's page tells time apart by, and a language's. */
const OPPOSITE = { project: "language", language: "project" } as const;

const sumOf = (items: readonly { us: number }[]) => items.reduce((sum, { us }) => sum + us, 0);

/** Why the lists hold less than the total; less than a minute is rounding. */
function Untold({ about, untoldUs, format }: { about: About; untoldUs: number; format: Format }) {
  if (untoldUs < 60e6) return null;
  return (
    <p className="mt-4 max-w-text text-soft">
      Of {timeText(untoldUs, format)} no source tells more than the {about.told}: WakaTime and its daily totals tell projects,
      languages and editors each apart. Its data dump of heartbeats tells all of it;{" "}
      <a className="link" href="/import">
        import it
      </a>{" "}
      and the days are complete.
    </p>
  );
}

/** The lengths of bars to choose from; of an open beginning only those that the address may ask for, and the one that is shown. */
function offered(state: CodingState, shown: Days, by: string) {
  const open = state.range === "all" || state.from < "1971";
  return spansFor(shown).filter((span) => !open || span === by || span === "month" || span === "year");
}
