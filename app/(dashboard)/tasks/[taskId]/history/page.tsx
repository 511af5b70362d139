import type { Metadata } from "next";
import { ActionButton } from "@/components/ui/action-button";
import { Section } from "@/components/ui/section";
import { asUser } from "@/db/client";
import { listGoalNames } from "@/db/goals";
import { listTaskVersions } from "@/db/task-versions";
import { getTaskEvenDeleted } from "@/db/tasks";
import { requireUser } from "../../../../_auth/visitor";
import { orNotFound } from "../../../_view/or-not-found";
import { uuidOf } from "../../../_view/uuid-of";
import { VersionEntry } from "../../../_view/version-entry";
import { formatOf } from "../../../_view/visitor-format";
import { restore, unrestore } from "../../actions";
import { TaskHead } from "../../task-head";
import { diffTasks } from "./task-diff";

export const metadata: Metadata = { title: "History of a task" };

/** Every version of a task: what changed, when, by whom, and the way back to it. */
export default async function TaskHistoryPage({ params }: { params: Promise<{ taskId: string }> }) {
  const { visitor, actor } = await requireUser();
  const id = uuidOf((await params).taskId);
  const load = asUser(actor, async (tx) => ({
    task: await getTaskEvenDeleted(tx, id),
    versions: await listTaskVersions(tx, id),
    goals: await listGoalNames(tx),
  }));
  const { task, versions, goals } = await orNotFound(load);
  const format = formatOf(visitor);
  const words = { locale: format.locale, goals: new Map(goals.map((goal) => [goal.id, goal.title])) };
  return (
    <>
      <TaskHead task={task} current="history" />
      {versions.map((version, index) => {
        const differs = diffTasks({ ...version.task, deletedAt: null }, task, words).length > 0;
        const fields = { id, to: String(version.version), from: String(task.version) };
        return (
          <Section key={version.version} title={`Version ${version.version}`} id={`v${version.version}`}>
            <VersionEntry
              version={version}
              current={version.version === task.version}
              changes={diffTasks(versions[index + 1]?.task, version.task, words)}
              words={{ ...format, timeZone: visitor.timeZone, shoes: new Map() }}
              timeZone={visitor.timeZone}
              restore={
                differs && !task.deletedAt ? (
                  <ActionButton
                    action={restore}
                    undo={unrestore}
                    fields={fields}
                    variant="plain"
                    icon="undo"
                    pending="Restoring…"
                  >
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
