import type { Metadata } from "next";
import { ActionButton } from "@/components/ui/action-button";
import { Section } from "@/components/ui/section";
import { asUser } from "@/db/client";
import { getStrengthWorkoutEvenDeleted } from "@/db/strength";
import { listStrengthVersions } from "@/db/strength-versions";
import { requireUser } from "../../../../_auth/visitor";
import { idOf, orNotFound } from "../../../_view/or-not-found";
import { VersionEntry } from "../../../_view/version-entry";
import { formatOf } from "../../../_view/visitor-format";
import { restore, unrestore } from "../../actions";
import { SessionHead } from "../session-head";
import { diffVersions } from "./version-diff";

export const metadata: Metadata = { title: "History of a session" };

/** Every version of a session: what changed, when, by whom, why, and the way back to it. */
export default async function SessionHistoryPage({ params }: { params: Promise<{ workoutId: string }> }) {
  const { visitor, actor } = await requireUser();
  const id = idOf((await params).workoutId);
  const load = asUser(actor, async (tx) => ({
    session: await getStrengthWorkoutEvenDeleted(tx, id),
    versions: await listStrengthVersions(tx, id),
  }));
  const { session, versions } = await orNotFound(load);
  const format = formatOf(visitor);
  const words = { ...format, timeZone: session.timeZone, shoes: new Map<string, string>() };
  return (
    <>
      <SessionHead session={session} visitor={visitor} current="history" />
      {versions.map((version, index) => {
        const differs = diffVersions({ ...version.session, deletedAt: null }, session, format).length > 0;
        return (
          <Section key={version.version} title={`Version ${version.version}`} id={`v${version.version}`}>
            <VersionEntry
              version={version}
              current={version.version === session.version}
              changes={diffVersions(versions[index + 1]?.session, version.session, format)}
              words={words}
              timeZone={visitor.timeZone}
              restore={differs && !session.deletedAt ? <Restore session={session} to={version.version} /> : null}
            />
          </Section>
        );
      })}
    </>
  );
}

function Restore({ session: { id, version }, to }: { session: { id: string; version: number }; to: number }) {
  return (
    <ActionButton
      action={restore}
      undo={unrestore}
      fields={{ id, to: String(to), from: String(version) }}
      variant="plain"
      icon="undo"
      pending="Restoring…"
    >
      {`Restore version ${to}`}
    </ActionButton>
  );
}
