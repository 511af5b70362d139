import type { Metadata } from "next";
import { ActionButton } from "@/components/ui/action-button";
import { Section } from "@/components/ui/section";
import { asUser } from "@/db/client";
import { listHabitVersions } from "@/db/habit-edits";
import { getHabitEvenDeleted } from "@/db/habits";
import { requireUser } from "../../../../_auth/visitor";
import { orNotFound } from "../../../_view/or-not-found";
import { uuidOf } from "../../../_view/uuid-of";
import { VersionEntry } from "../../../_view/version-entry";
import { formatOf } from "../../../_view/visitor-format";
import { restore, unrestore } from "../../actions";
import { diffHabits } from "../../habit-diff";
import { HabitHead } from "../../habit-head";

export const metadata: Metadata = { title: "History of a habit" };

/** Every version of a habit: what changed, when, by whom, and the way back to it. */
export default async function HabitHistoryPage({ params }: { params: Promise<{ habitId: string }> }) {
  const { visitor, actor } = await requireUser();
  const id = uuidOf((await params).habitId);
  const load = asUser(actor, async (tx) => ({
    habit: await getHabitEvenDeleted(tx, id),
    versions: await listHabitVersions(tx, id),
  }));
  const { habit, versions } = await orNotFound(load);
  const format = formatOf(visitor);
  return (
    <>
      <HabitHead habit={habit} current="history" format={format} />
      {versions.map((version, index) => {
        // A restore brings back what it was set to; whether it is archived or deleted is another matter.
        const past = { ...version.habit, archivedAt: habit.archivedAt, deletedAt: habit.deletedAt };
        const differs = diffHabits(past, habit, format).length > 0;
        const fields = { id, to: String(version.version), from: String(habit.version) };
        return (
          <Section key={version.version} title={`Version ${version.version}`} id={`v${version.version}`}>
            <VersionEntry
              version={version}
              current={version.version === habit.version}
              changes={diffHabits(versions[index + 1]?.habit, version.habit, format)}
              words={{ ...format, timeZone: visitor.timeZone, shoes: new Map() }}
              timeZone={visitor.timeZone}
              restore={
                differs && !habit.deletedAt ? (
                  <ActionButton action={restore} undo={unrestore} fields={fields} icon="undo" pending="Restoring…">
                    {`Restore version ${version.version}`}
                  </ActionButton>
                ) : null
              }
            />
          </Section>
        );
      })}
    </>
  );
}
