import type { Metadata } from "next";
import { localDate } from "@/domain/time-zones";
import { requireUser } from "../../_auth/visitor";
import { isFiltered } from "../_view/filtered";
import { formatOf } from "../_view/visitor-format";
import { counted, matching } from "../_view/words";
import { runsChart } from "./build-chart";
import { runCells, runColumns, totalCells } from "./columns";
import { runFilterChips, runFilterFields } from "./filter-form";
import { readRunsState, type SearchParams } from "./list-state";
import { loadRuns } from "./load-list";
import type { RunsModel } from "./runs-model";
import { RunsView } from "./runs-view";

export const metadata: Metadata = { title: "Runs" };

/** All runs: filter, order, page, columns and chart are in the address. */
export default async function RunsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { visitor, actor } = await requireUser();
  const format = formatOf(visitor);
  const today = localDate(new Date(), visitor.timeZone);
  const { removed, figures, ...params } = await searchParams;
  const state = readRunsState(params, visitor.units);
  const { url, filter } = state;
  const loaded = await loadRuns(actor, state, today);
  const { totals, shoes } = loaded;
  const filtered = isFiltered(url);
  const names = new Map(shoes.map((shoe) => [shoe.id, shoe.name]));
  const columns = runColumns(state.columns, format);
  const total = counted(totals.runs, "run", format);
  const none = totals.runs === 0 && !filtered;
  const model: RunsModel = {
    removed: typeof removed === "string" ? removed : undefined,
    none,
    total,
    range: filtered ? matching(totals.runs, total) : total,
    url,
    sort: state.sort,
    shown: state.columns,
    columns,
    rows: runCells(loaded.rows, columns, { ...format, shoes: names }),
    totals: totalCells(totals, columns, format),
    search: filter.q,
    fields: runFilterFields(filter, shoes, format),
    chips: runFilterChips(filter, names, format),
    page: filter.page ?? 1,
    pages: Math.max(1, Math.ceil(totals.runs / filter.limit)),
    size: filter.limit,
    chart: none ? null : runsChart({ state, loaded, today, visitor, figuresOpen: figures !== undefined }),
  };
  return <RunsView text={JSON.stringify(model)} />;
}
