import type { Metadata } from "next";
import { PageHead } from "@/components/ui/page-head";
import { asUser } from "@/db/client";
import { listMergeCandidates } from "@/db/merges";
import { getRun } from "@/db/runs";
import { requireUser } from "../../../../_auth/visitor";
import { MergeList } from "../../../_view/merge-list";
import { idOf, orNotFound } from "../../../_view/or-not-found";
import { momentOf } from "../../../_view/thing-head";
import { formatOf } from "../../../_view/visitor-format";
import { merge } from "../../actions";

export const metadata: Metadata = { title: "Merge runs" };

/** Which other run is this one, too: those of the day and of the days around it. */
export default async function MergeRunPage({ params }: { params: Promise<{ runId: string }> }) {
  const { visitor, actor } = await requireUser();
  const id = idOf((await params).runId);
  const load = asUser(actor, async (tx) => {
    const run = await getRun(tx, id);
    return { run, candidates: await listMergeCandidates(tx, "run", run) };
  });
  const { run, candidates } = await orNotFound(load);
  return (
    <>
      <PageHead
        title={`Merge ${run.name} with another run`}
        range={momentOf(run, visitor)}
        area="runs"
        back={{ href: `/runs/${encodeURIComponent(id)}`, label: run.name }}
      />
      <MergeList into={run} noun="run" candidates={candidates} format={formatOf(visitor)} merge={merge} />
    </>
  );
}
