import type { Metadata } from "next";
import { StrengthTabs } from "@/components/strength/strength-tabs";
import { PageHead } from "@/components/ui/page-head";
import { asUser } from "@/db/client";
import { listStrengthWorkouts, sumStrength } from "@/db/strength-list";
import { requireUser } from "../../../_auth/visitor";
import { DeletedList } from "../../_view/deleted-list";
import { formatOf } from "../../_view/visitor-format";
import { counted } from "../../_view/words";
import { undelete } from "../actions";
import { sessionCells, sessionColumns } from "../columns";
import { readStrengthState, type SearchParams } from "../list-state";

export const metadata: Metadata = { title: "Deleted sessions" };

/** Sessions that were deleted, here or at Hevy: they count nowhere and can be brought back. */
export default async function DeletedSessionsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { visitor, actor } = await requireUser();
  const format = formatOf(visitor);
  const { url, filter, sort } = readStrengthState(await searchParams, "/strength/deleted");
  const which = { ...filter, deleted: true };
  const { rows, workouts } = await asUser(actor, async (tx) => ({
    rows: (await listStrengthWorkouts(tx, which)).rows,
    workouts: (await sumStrength(tx, which)).workouts,
  }));
  const columns = sessionColumns(["title", "startAt", "sets", "volume", "source"], format);
  return (
    <>
      <PageHead
        title="Strength"
        area="strength"
        range={counted(workouts, "deleted session", format)}
        tabs={<StrengthTabs current="/strength/deleted" />}
      />
      <DeletedList
        noun="session"
        nouns="sessions"
        list={{ columns, rows: sessionCells(rows, columns, format), rowHref: "/strength/{id}", url, sort }}
        page={{ page: filter.page ?? 1, limit: filter.limit, count: workouts }}
        undelete={undelete}
        empty="A session that you delete, or that is deleted at Hevy, stays here until you bring it back."
        format={format}
      />
    </>
  );
}
