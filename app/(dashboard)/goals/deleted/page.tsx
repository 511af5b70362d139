import type { Metadata } from "next";
import { ActionButton } from "@/components/ui/action-button";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/page-head";
import { asUser } from "@/db/client";
import { listGoals } from "@/db/goals";
import { localDate } from "@/domain/time-zones";
import { requireUser } from "../../../_auth/visitor";
import { momentText } from "../../_view/moments";
import { undelete } from "../actions";

export const metadata: Metadata = { title: "Deleted goals" };

/** Goals that were deleted, each with the way back. */
export default async function DeletedGoalsPage() {
  const { visitor, actor } = await requireUser();
  const today = localDate(new Date(), visitor.timeZone);
  const goals = await asUser(actor, (tx) => listGoals(tx, { deleted: true }, today));
  return (
    <>
      <PageHead title="Deleted goals" area="planning" back={{ href: "/goals", label: "Goals" }} />
      {goals.length === 0 ? (
        <Empty title="No deleted goals" icon="trash">
          <p>A goal that you delete stays here until you bring it back.</p>
        </Empty>
      ) : null}
      <ul className="tasks">
        {goals.map((goal) => (
          <li key={goal.id}>
            <a className="task-title" href={`/goals/${goal.id}`}>
              {goal.title}
            </a>
            <span className="task-marks text-soft">
              {goal.deletedAt ? `deleted ${momentText(goal.deletedAt, visitor)}` : null}
            </span>
            <ActionButton action={undelete} fields={{ id: goal.id }} variant="quiet" icon="undo">
              Bring it back
            </ActionButton>
          </li>
        ))}
      </ul>
    </>
  );
}
