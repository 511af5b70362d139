import type { Metadata } from "next";
import { RidesTabs } from "@/components/rides/rides-tabs";
import { PageHead } from "@/components/ui/page-head";
import { asUser } from "@/db/client";
import { listWorkouts, sumWorkouts } from "@/db/workout-list";
import { requireUser } from "../../../_auth/visitor";
import { DeletedList } from "../../_view/deleted-list";
import { formatOf } from "../../_view/visitor-format";
import { counted } from "../../_view/words";
import { undelete } from "../actions";
import { rideCells, rideColumns } from "../columns";
import { readRidesState, type SearchParams } from "../list-state";

export const metadata: Metadata = { title: "Deleted activities" };

/** Rides and other activities that were deleted, here or by their source: they count nowhere and can be brought back. */
export default async function DeletedRidesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { visitor, actor } = await requireUser();
  const format = formatOf(visitor);
  const { url, filter, sort } = readRidesState(await searchParams, "/rides/deleted");
  const which = { ...filter, deleted: true };
  const { rows, count } = await asUser(actor, async (tx) => ({
    rows: (await listWorkouts(tx, which)).rows,
    count: (await sumWorkouts(tx, which)).workouts,
  }));
  const columns = rideColumns(["title", "startAt", "sport", "distance", "duration", "source"], format);
  return (
    <>
      <PageHead
        title="Rides"
        area="rides"
        range={counted(count, "deleted activity", format, "deleted activities")}
        tabs={<RidesTabs current="/rides/deleted" />}
      />
      <DeletedList
        noun="activity"
        nouns="activities"
        list={{ columns, rows: rideCells(rows, columns, format), rowHref: "/rides/{id}", url, sort }}
        page={{ page: filter.page ?? 1, limit: filter.limit, count }}
        undelete={undelete}
        empty="A ride or other activity that you delete, or that is deleted at its source, stays here until you bring it back."
        format={format}
      />
    </>
  );
}
