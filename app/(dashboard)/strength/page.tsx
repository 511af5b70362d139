import type { Metadata } from "next";
import { ChartFrame } from "@/components/charts/chart-frame";
import { NothingFound } from "@/components/runs/no-runs";
import { NoSessions } from "@/components/strength/no-sessions";
import { StrengthTabs } from "@/components/strength/strength-tabs";
import { DataTable } from "@/components/table/data-table";
import { Filters } from "@/components/table/filters";
import { Pager } from "@/components/table/pager";
import { TableTools } from "@/components/table/table-tools";
import { withParams } from "@/components/table/url";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { Segmented } from "@/components/ui/tabs";
import { Flash } from "@/components/ui/toast";
import { localDate } from "@/domain/time-zones";
import { requireUser } from "../../_auth/visitor";
import { isFiltered } from "../_view/filtered";
import { PERIODS } from "../_view/periods";
import { trendOf } from "../_view/trend";
import { formatOf } from "../_view/visitor-format";
import { counted, matching } from "../_view/words";
import { undelete } from "./actions";
import { SESSION_COLUMNS, sessionCells, sessionColumns, sessionTotalCells } from "./columns";
import { exerciseTable } from "./exercise-table";
import { sessionFilterChips, sessionFilterFields } from "./filter-form";
import { readStrengthState, type SearchParams, STRENGTH_VIEWS, type StrengthState } from "./list-state";
import { loadSessions } from "./load-list";
import { STRENGTH_TRENDS } from "./trend";

export const metadata: Metadata = { title: "Strength" };

/** So many exercises stand under the sessions; all have a page of their own. */
const EXERCISES_SHOWN = 8;

/** Strength sessions, their volume week by week, and the exercises with their records. */
export default async function StrengthPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { visitor, actor } = await requireUser();
  const { removed, ...params } = await searchParams;
  const format = formatOf(visitor);
  const state = readStrengthState(params);
  const { url, filter } = state;
  const loaded = await loadSessions(actor, state, localDate(new Date(), visitor.timeZone));
  const { rows, totals, buckets, window, exercises } = loaded;
  const total = counted(totals.workouts, "session", format);
  const columns = sessionColumns(state.columns, format);
  const trend = trendOf(STRENGTH_TRENDS[state.view], buckets, window, url, format);
  const nothing = totals.workouts === 0 && !isFiltered(url);

  return (
    <>
      {typeof removed === "string" ? <Flash message="Session deleted." undo={undelete} fields={{ id: removed }} /> : null}
      <PageHead
        title="Strength"
        area="strength"
        range={isFiltered(url) ? matching(totals.workouts, total) : nothing ? undefined : total}
        tabs={<StrengthTabs current="/strength" />}
      />
      {nothing ? (
        <NoSessions />
      ) : (
        <>
          {trend.data.labels.length > 1 || !filter.from ? (
            <ChartFrame {...trend} area="strength" aside={<Choice state={state} />} />
          ) : null}
          <section aria-label="All sessions that match">
            <TableTools url={url} choices={SESSION_COLUMNS} shown={state.columns} csvHref={`/strength/csv?${url.query}`}>
              <Filters
                url={url}
                label="Filter sessions"
                search={{ name: "q", label: "Search sessions and exercises", value: filter.q }}
                fields={sessionFilterFields(filter, exercises)}
                shown={sessionFilterChips(filter, exercises, format)}
              />
            </TableTools>
            <DataTable
              label="Strength sessions"
              columns={columns}
              rows={sessionCells(rows, columns, format)}
              rowHref="/strength/{id}"
              url={url}
              sort={state.sort}
              totals={sessionTotalCells(totals, columns, format)}
              empty={<NothingFound href="/strength" />}
            />
            <Pager
              url={url}
              page={filter.page ?? 1}
              pages={Math.max(1, Math.ceil(totals.workouts / filter.limit))}
              total={total}
              size={filter.limit}
            />
          </section>
          {exercises.length > 0 && !isFiltered(url) ? (
            <Section
              title="Exercises"
              area="strength"
              aside={<a href="/strength/exercises">All {counted(exercises.length, "exercise", format)}</a>}
            >
              <DataTable
                label="Most practised exercises"
                {...exerciseTable(exercises.slice(0, EXERCISES_SHOWN), format)}
                rowHref="/strength/exercises/{id}"
              />
            </Section>
          ) : null}
        </>
      )}
    </>
  );
}

function Choice({ state: { url, view, by } }: { state: StrengthState }) {
  return (
    <>
      <Segmented
        label="Chart"
        items={STRENGTH_VIEWS.map((one) => ({
          href: withParams(url, { view: one === "volume" ? null : one }),
          label: { volume: "Volume", sets: "Sets", time: "Time" }[one],
          current: one === view,
        }))}
      />
      <Segmented
        label="Period"
        items={PERIODS.map((period) => ({
          href: withParams(url, { by: period === "week" ? null : period }),
          label: { week: "Week", month: "Month", year: "Year" }[period],
          current: period === by,
        }))}
      />
    </>
  );
}
