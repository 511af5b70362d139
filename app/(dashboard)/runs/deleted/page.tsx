import type { Metadata } from "next";
import { RunsTabs } from "@/components/runs/runs-tabs";
import { PageHead } from "@/components/ui/page-head";
import { asUser } from "@/db/client";
import { sumRuns } from "@/db/run-charts";
import { listRuns } from "@/db/run-list";
import { requireUser } from "../../../_auth/visitor";
import { DeletedList } from "../../_view/deleted-list";
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
      <DeletedList
        noun="run"
        nouns="runs"
        list={{ columns, rows: runCells(rows, columns, { ...format, shoes: new Map() }), rowHref: "/runs/{id}", url, sort }}
        page={{ page: filter.page ?? 1, limit: filter.limit, count: runs }}
        undelete={undelete}
        remove={remove}
        empty="A run that you delete stays here until you bring it back."
        format={format}
      />
    </>
  );
}
