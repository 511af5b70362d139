import type { Metadata } from "next";
import { Section } from "@/components/ui/section";
import { asUser } from "@/db/client";
import { listRunVersions } from "@/db/run-versions";
import { getRunEvenDeleted, neighbours } from "@/db/runs";
import { listShoeNames } from "@/db/shoes";
import { requireUser } from "../../../../_auth/visitor";
import { idOf, orNotFound } from "../../../_view/or-not-found";
import { formatOf } from "../../../_view/visitor-format";
import { RunHead } from "../run-head";
import { RunVersionEntry } from "./run-version";

export const metadata: Metadata = { title: "History of a run" };

/** Every version of a run: what changed, when, by whom, why; each can be made the current one again. */
export default async function RunHistoryPage({ params }: { params: Promise<{ runId: string }> }) {
  const { visitor, actor } = await requireUser();
  const id = idOf((await params).runId);
  const load = asUser(actor, async (tx) => {
    const run = await getRunEvenDeleted(tx, id);
    return { run, beside: await neighbours(tx, run), versions: await listRunVersions(tx, id), shoes: await listShoeNames(tx) };
  });
  const { versions, shoes, ...loaded } = await orNotFound(load);
  const words = {
    ...formatOf(visitor),
    timeZone: loaded.run.timeZone,
    shoes: new Map(shoes.map((shoe) => [shoe.id, shoe.name])),
  };
  return (
    <>
      <RunHead loaded={loaded} visitor={visitor} current="history" />
      {versions.map((version, index) => (
        <Section key={version.version} title={`Version ${version.version}`} id={`v${version.version}`}>
          <RunVersionEntry
            version={version}
            before={versions[index + 1]?.run ?? null}
            now={loaded.run}
            words={words}
            at={visitor.timeZone}
          />
        </Section>
      ))}
    </>
  );
}
