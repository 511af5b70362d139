import type { Metadata } from "next";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { asUser } from "@/db/client";
import { listMergeCandidates } from "@/db/merges";
import { getRun } from "@/db/runs";
import { requireUser } from "../../../../_auth/visitor";
import { idOf, orNotFound } from "../../../_view/or-not-found";
import { formatOf } from "../../../_view/visitor-format";
import { runMoment } from "../run-head";
import { Candidate } from "./candidate";

export const metadata: Metadata = { title: "Merge runs" };

/** Which other run is this one, too: those of the day and of the days around it, the likeliest first. */
export default async function MergeRunPage({ params }: { params: Promise<{ runId: string }> }) {
  const { visitor, actor } = await requireUser();
  const id = idOf((await params).runId);
  const load = asUser(actor, async (tx) => {
    const run = await getRun(tx, id);
    return { run, candidates: await listMergeCandidates(tx, run) };
  });
  const { run, candidates } = await orNotFound(load);
  return (
    <>
      <PageHead
        title={`Merge ${run.name} with another run`}
        range={runMoment(run, visitor)}
        area="runs"
        back={{ href: `/runs/${encodeURIComponent(id)}`, label: run.name }}
      />
      <p className="max-w-[65ch]">
        When one run was recorded or written down twice, make the two one. This run keeps its page and what you set, and takes in
        all sources of the other, which leaves your lists and totals. You can split them again at any time.
      </p>
      <Section title="Runs of these days">
        {candidates.length === 0 ? (
          <Empty title="No other run on these days">
            <p>Only runs of the same day, the day before and the day after are offered.</p>
          </Empty>
        ) : (
          <ul className="grid gap-3">
            {candidates.map((candidate) => (
              <Candidate key={candidate.id} run={run} candidate={candidate} visitor={visitor} format={formatOf(visitor)} />
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}
