import type { Metadata } from "next";
import { PageHead } from "@/components/ui/page-head";
import { asUser } from "@/db/client";
import { listMergeCandidates } from "@/db/merges";
import { getWorkout } from "@/db/workouts";
import { requireUser } from "../../../../_auth/visitor";
import { MergeList } from "../../../_view/merge-list";
import { idOf, orNotFound } from "../../../_view/or-not-found";
import { momentOf } from "../../../_view/thing-head";
import { formatOf } from "../../../_view/visitor-format";
import { merge } from "../../actions";

export const metadata: Metadata = { title: "Merge activities" };

/** Which other activity is this one, too: those of the day and of the days around it. */
export default async function MergeRidePage({ params }: { params: Promise<{ workoutId: string }> }) {
  const { visitor, actor } = await requireUser();
  const id = idOf((await params).workoutId);
  const load = asUser(actor, async (tx) => {
    const ride = await getWorkout(tx, id);
    return { ride, candidates: await listMergeCandidates(tx, "workout", ride) };
  });
  const { ride, candidates } = await orNotFound(load);
  return (
    <>
      <PageHead
        title={`Merge ${ride.title} with another activity`}
        range={momentOf(ride, visitor)}
        area="rides"
        back={{ href: `/rides/${encodeURIComponent(id)}`, label: ride.title }}
      />
      <MergeList into={ride} noun="workout" candidates={candidates} format={formatOf(visitor)} merge={merge} />
    </>
  );
}
