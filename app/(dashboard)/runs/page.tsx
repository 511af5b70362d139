import type { Metadata } from "next";
import { NoRuns, NothingFound } from "@/components/runs/no-runs";
import { RunsTabs } from "@/components/runs/runs-tabs";
import { DataTable } from "@/components/table/data-table";
import { Filters } from "@/components/table/filters";
import { Pager } from "@/components/table/pager";
import { TableTools } from "@/components/table/table-tools";
import { ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/page-head";
import { Flash } from "@/components/ui/toast";
import { localDate } from "@/domain/time-zones";
import { requireUser } from "../../_auth/visitor";
import { isFiltered } from "../_view/filtered";
import { formatOf } from "../_view/visitor-format";
import { counted } from "../_view/words";
import { remove, undelete } from "./actions";
import { RUN_COLUMNS, runCells, runColumns, totalCells } from "./columns";
import { runFilterChips, runFilterFields } from "./filter-form";
import { readRunsState, type SearchParams } from "./list-state";
import { loadRuns } from "./load-list";
import { RunsCharts } from "./runs-charts";

export const metadata: Metadata = { title: "Runs" };

/** All runs: filter, order, page, columns and chart are in the address. */
export default async function RunsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { visitor, actor } = await requireUser();
  const format = formatOf(visitor);
  const today = localDate(new Date(), visitor.timeZone);
  const { removed, ...params } = await searchParams;
  const state = readRunsState(params, visitor.units);
  const { url, filter } = state;
  const loaded = await loadRuns(actor, state, today);
  const { totals, shoes } = loaded;
  const filtered = isFiltered(url);
  const names = new Map(shoes.map((shoe) => [shoe.id, shoe.name]));
  const columns = runColumns(state.columns, format);
  const total = counted(totals.runs, "run", format);
  const head = (
    <PageHead
      title="Runs"
      area="runs"
      range={filtered ? `${total} of those that match` : total}
      action={
        <ButtonLink href="/runs/new" variant="main" icon="plus">
          Add run
        </ButtonLink>
      }
      tabs={<RunsTabs current="/runs" />}
    />
  );
  const flash = typeof removed === "string" ? <Flash message="Run deleted." undo={undelete} fields={{ id: removed }} /> : null;
  if (totals.runs === 0 && !filtered) {
    return (
      <>
        {flash}
        {head}
        <NoRuns />
      </>
    );
  }

  return (
    <>
      {flash}
      {head}
      <RunsCharts state={state} loaded={loaded} today={today} visitor={visitor} />
      <section aria-label="All runs that match">
        <TableTools url={url} choices={RUN_COLUMNS} shown={state.columns} csvHref={`/runs/csv?${url.query}`}>
          <Filters
            url={url}
            label="Filter runs"
            search={{ name: "q", label: "Search runs", value: filter.q }}
            fields={runFilterFields(filter, shoes, format)}
            shown={runFilterChips(filter, names, format)}
          />
        </TableTools>
        <DataTable
          label="Runs"
          columns={columns}
          rows={runCells(loaded.rows, columns, { ...format, shoes: names })}
          rowHref="/runs/{id}"
          url={url}
          sort={state.sort}
          totals={totalCells(totals, columns, format)}
          actions={[
            { key: "edit", label: "Edit", icon: "edit", href: "/runs/{id}/edit" },
            { key: "delete", label: "Delete", icon: "trash", action: remove, undo: undelete, message: "Run deleted." },
          ]}
          empty={<NothingFound href="/runs" />}
        />
        <Pager
          url={url}
          page={filter.page ?? 1}
          pages={Math.max(1, Math.ceil(totals.runs / filter.limit))}
          total={total}
          size={filter.limit}
        />
      </section>
    </>
  );
}
