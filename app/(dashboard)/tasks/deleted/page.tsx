import type { Metadata } from "next";
import { ActionButton } from "@/components/ui/action-button";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/page-head";
import { asUser } from "@/db/client";
import { listTasks } from "@/db/task-list";
import { readTaskFilter } from "@/domain/task-filter";
import { localDate } from "@/domain/time-zones";
import { requireUser } from "../../../_auth/visitor";
import { momentText } from "../../_view/moments";
import { undelete } from "../actions";

export const metadata: Metadata = { title: "Deleted tasks" };

const SHOWN = 200;

/** Tasks that were deleted, each with the way back. */
export default async function DeletedTasksPage() {
  const { visitor, actor } = await requireUser();
  const filter = { ...readTaskFilter({}), deleted: true, sort: "createdAt" as const, order: "desc" as const, limit: SHOWN };
  const { rows } = await asUser(actor, (tx) => listTasks(tx, filter, localDate(new Date(), visitor.timeZone)));
  return (
    <>
      <PageHead title="Deleted tasks" area="planning" back={{ href: "/tasks", label: "Tasks" }} />
      {rows.length === 0 ? (
        <Empty title="No deleted tasks" icon="trash">
          <p>A task that you delete stays here until you bring it back.</p>
        </Empty>
      ) : null}
      <ul className="tasks">
        {rows.map((task) => (
          <li key={task.id}>
            <a className="task-title" dir="auto" href={`/tasks/${task.id}`}>
              {task.title}
            </a>
            <span className="task-marks text-soft">
              {task.deletedAt ? `deleted ${momentText(task.deletedAt, visitor)}` : null}
            </span>
            <ActionButton action={undelete} fields={{ id: task.id }} variant="quiet" icon="undo">
              Bring it back
            </ActionButton>
          </li>
        ))}
      </ul>
    </>
  );
}
