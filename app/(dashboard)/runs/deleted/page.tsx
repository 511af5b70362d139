import type { Metadata } from "next";
import { RunsTabs } from "@/components/runs/runs-tabs";
import { DataTable } from "@/components/table/data-table";
import { Pager } from "@/components/table/pager";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/page-head";
import { asUser } from "@/db/client";
import { sumRuns } from "@/db/run-charts";
import { listRuns } from "@/db/run-list";
import { requireUser } from "../../../_auth/visitor";
import { formatOf } from "../../_view/visitor-format";
import { counted } from "../../_view/words";
import { remove, undelete } from "../actions";
import { runCells, runColumns } from "../columns";
import { readRunsState, type SearchParams } from "../list-state";

export const metadata: Metadata = { title: "Deleted runs" };

/** Runs that were deleted: they count nowhere and can be brought back. */
export default async function DeletedRunsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { visitor, actor } = await requireUser();
  const format = formatOf(visitor);
  const { url, filter, sort } = readRunsState(await searchParams, visitor.units, "/runs/deleted");
  const which = { ...filter, deleted: true };
  const { rows, runs } = await asUser(actor, async (tx) => ({
    rows: (await listRuns(tx, which)).rows,
    runs: (await sumRuns(tx, which)).runs,
  }));
  const columns = runColumns(["name", "startAt", "distance", "duration", "source"], format);
  return (
    <>
      <PageHead
        title="Runs"
        area="runs"
        range={counted(runs, "deleted run", format)}
        tabs={<RunsTabs current="/runs/deleted" />}
      />
      <DataTable
        label="Deleted runs"
        columns={columns}
        rows={runCells(rows, columns, { ...format, shoes: new Map() })}
        rowHref="/runs/{id}"
        url={url}
        sort={sort}
        actions={[{ key: "undelete", label: "Undelete", icon: "undo", action: undelete, undo: remove, message: "Run is back." }]}
        empty={
          <Empty title="No deleted runs">
            <p>A run that you delete stays here until you bring it back.</p>
          </Empty>
        }
      />
      {runs > 0 ? (
        <Pager
          url={url}
          page={filter.page ?? 1}
          pages={Math.max(1, Math.ceil(runs / filter.limit))}
          total={counted(runs, "run", format)}
          size={filter.limit}
        />
      ) : null}
    </>
  );
}
