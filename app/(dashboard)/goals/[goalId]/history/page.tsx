import type { Metadata } from "next";
import { ActionButton } from "@/components/ui/action-button";
import { Section } from "@/components/ui/section";
import { asUser } from "@/db/client";
import { listGoalVersions } from "@/db/goal-edits";
import { getGoalEvenDeleted } from "@/db/goals";
import { listHabitNames } from "@/db/habits";
import { localDate } from "@/domain/time-zones";
import { requireUser } from "../../../../_auth/visitor";
import { orNotFound } from "../../../_view/or-not-found";
import { uuidOf } from "../../../_view/uuid-of";
import { VersionEntry } from "../../../_view/version-entry";
import { formatOf } from "../../../_view/visitor-format";
import { restore, unrestore } from "../../actions";
import { diffGoals } from "../../goal-diff";
import { GoalHead } from "../../goal-head";

export const metadata: Metadata = { title: "History of a goal" };

/** Every version of a goal: what changed, when, by whom, and the way back to it. */
export default async function GoalHistoryPage({ params }: { params: Promise<{ goalId: string }> }) {
  const { visitor, actor } = await requireUser();
  const id = uuidOf((await params).goalId);
  const load = asUser(actor, async (tx) => ({
    goal: await getGoalEvenDeleted(tx, id),
    versions: await listGoalVersions(tx, id),
    habits: await listHabitNames(tx),
  }));
  const { goal, versions, habits } = await orNotFound(load);
  const format = formatOf(visitor);
  const words = { format, habits: new Map(habits.map((habit) => [habit.id, habit.name])) };
  const now = versions[0]?.goal;
  return (
    <>
      <GoalHead goal={goal} current="history" today={localDate(new Date(), visitor.timeZone)} format={format} />
      {versions.map((version, index) => {
        const differs = now && diffGoals({ ...version.goal, deletedAt: null }, { ...now, deletedAt: null }, words).length > 0;
        const fields = { id, to: String(version.version), from: String(goal.version) };
        return (
          <Section key={version.version} title={`Version ${version.version}`} id={`v${version.version}`}>
            <VersionEntry
              version={version}
              current={version.version === goal.version}
              changes={diffGoals(versions[index + 1]?.goal, version.goal, words)}
              words={{ ...format, timeZone: visitor.timeZone, shoes: new Map() }}
              timeZone={visitor.timeZone}
              restore={
                differs && !goal.deletedAt ? (
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
