import type { Metadata } from "next";
import { ChartFrame } from "@/components/charts/chart-frame";
import { RidesTabs } from "@/components/rides/rides-tabs";
import { NothingFound } from "@/components/runs/no-runs";
import { DataTable } from "@/components/table/data-table";
import { Filters } from "@/components/table/filters";
import { Pager } from "@/components/table/pager";
import { TableTools } from "@/components/table/table-tools";
import { withParams } from "@/components/table/url";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/page-head";
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
import { RIDE_COLUMNS, rideCells, rideColumns, rideTotalCells } from "./columns";
import { rideFilterChips, rideFilterFields } from "./filter-form";
import { RIDE_VIEWS, type RidesState, readRidesState, type SearchParams } from "./list-state";
import { loadRides } from "./load-list";
import { RIDE_TRENDS } from "./trend";

export const metadata: Metadata = { title: "Rides" };

/** Rides and every other sport that is not running. */
export default async function RidesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { visitor, actor } = await requireUser();
  const { removed, ...params } = await searchParams;
  const format = formatOf(visitor);
  const state = readRidesState(params);
  const { url, filter } = state;
  const { rows, totals, buckets, window } = await loadRides(actor, state, localDate(new Date(), visitor.timeZone));
  const total = counted(totals.workouts, "activity", format, "activities");
  const ofAll = counted(totals.workouts, "ride or other activity", format, "rides and other activities");
  const columns = rideColumns(state.columns, format);
  const trend = trendOf(RIDE_TRENDS[state.view], buckets, window, url, format);
  const nothing = totals.workouts === 0 && !isFiltered(url);

  return (
    <>
      {typeof removed === "string" ? <Flash message="Activity deleted." undo={undelete} fields={{ id: removed }} /> : null}
      <PageHead
        title="Rides"
        area="rides"
        range={isFiltered(url) ? matching(totals.workouts, total) : nothing ? undefined : ofAll}
        tabs={<RidesTabs current="/rides" />}
      />
      {nothing ? (
        <NoRides />
      ) : (
        <>
          {trend.data.labels.length > 1 || !filter.from ? (
            <ChartFrame {...trend} area="rides" aside={<Choice state={state} />} />
          ) : null}
          <section aria-label="All activities that match">
            <TableTools url={url} choices={RIDE_COLUMNS} shown={state.columns} csvHref={`/rides/csv?${url.query}`}>
              <Filters
                url={url}
                label="Filter rides"
                search={{ name: "q", label: "Search rides", value: filter.q }}
                fields={rideFilterFields(filter)}
                shown={rideFilterChips(filter, format)}
              />
            </TableTools>
            <DataTable
              label="Rides and other activities"
              columns={columns}
              rows={rideCells(rows, columns, format)}
              rowHref="/rides/{id}"
              url={url}
              sort={state.sort}
              totals={rideTotalCells(totals, columns, format)}
              empty={<NothingFound href="/rides" />}
            />
            <Pager
              url={url}
              page={filter.page ?? 1}
              pages={Math.max(1, Math.ceil(totals.workouts / filter.limit))}
              total={total}
              size={filter.limit}
            />
          </section>
        </>
      )}
    </>
  );
}

function Choice({ state: { url, view, by } }: { state: RidesState }) {
  return (
    <>
      <Segmented
        label="Chart"
        items={RIDE_VIEWS.map((one) => ({
          href: withParams(url, { view: one === "distance" ? null : one }),
          label: { distance: "Distance", time: "Time", energy: "Energy" }[one],
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

function NoRides() {
  return (
    <Empty
      title="No rides yet"
      icon="wheel"
      action={
        <ButtonLink href="/import" variant="main" icon="tray">
          Import rides
        </ButtonLink>
      }
    >
      <p>Rides, swims, walks and every other sport come with FIT, GPX and TCX files and with a Strava archive.</p>
    </Empty>
  );
}
