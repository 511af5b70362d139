import type { Metadata } from "next";
import { ActionButton } from "@/components/ui/action-button";
import { Section } from "@/components/ui/section";
import { asUser } from "@/db/client";
import { listRunVersions } from "@/db/run-versions";
import { getRunEvenDeleted, neighbours } from "@/db/runs";
import { listShoeNames } from "@/db/shoes";
import { diffRuns, labelOf, RUN_FIELDS, runValue } from "@/domain/run-fields";
import type { Run } from "@/domain/runs";
import { requireUser } from "../../../../_auth/visitor";
import { idOf, orNotFound } from "../../../_view/or-not-found";
import { VersionEntry } from "../../../_view/version-entry";
import { formatOf } from "../../../_view/visitor-format";
import { restore, unrestore } from "../../actions";
import { RunHead } from "../run-head";

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
          <VersionEntry
            version={version}
            current={version.version === loaded.run.version}
            changes={changesOf(version.run, versions[index + 1]?.run)}
            words={words}
            timeZone={visitor.timeZone}
            restore={
              restorable(version.run, loaded.run) ? <Restore id={id} from={loaded.run.version} to={version.version} /> : null
            }
          />
        </Section>
      ))}
    </>
  );
}

function changesOf(run: Run, before: Run | undefined) {
  if (before) return diffRuns(before, run);
  return RUN_FIELDS.map(({ field }) => ({ field, label: labelOf(field), before: null, after: runValue(run, field) }));
}

/** Restoring neither deletes nor brings back, and what is so already needs no restoring. */
function restorable(run: Run, now: Run): boolean {
  return now.deletedAt === null && diffRuns(run, now).some(({ field }) => field !== "deletedAt");
}

function Restore({ id, from, to }: { id: string; from: number; to: number }) {
  return (
    <ActionButton
      action={restore}
      undo={unrestore}
      fields={{ id, to: String(to), from: String(from) }}
      variant="plain"
      icon="undo"
      pending="Restoring…"
    >
      {`Restore version ${to}`}
    </ActionButton>
  );
}
