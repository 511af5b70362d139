import type { Metadata } from "next";
import { ActionButton } from "@/components/ui/action-button";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/page-head";
import { asUser } from "@/db/client";
import { listHabits } from "@/db/habits";
import { localDate } from "@/domain/time-zones";
import { requireUser } from "../../../_auth/visitor";
import { momentText } from "../../_view/moments";
import { undelete } from "../actions";

export const metadata: Metadata = { title: "Deleted habits" };

/** Habits that were deleted, each with the way back; their days come back with them. */
export default async function DeletedHabitsPage() {
  const { visitor, actor } = await requireUser();
  const on = { today: localDate(new Date(), visitor.timeZone), firstWeekday: visitor.firstWeekday };
  const habits = await asUser(actor, (tx) => listHabits(tx, { deleted: true, recent: true }, on));
  return (
    <>
      <PageHead title="Deleted habits" area="planning" back={{ href: "/habits", label: "Habits" }} />
      {habits.length === 0 ? (
        <Empty title="No deleted habits" icon="trash">
          <p>A habit that you delete stays here until you bring it back.</p>
        </Empty>
      ) : null}
      <ul className="tasks">
        {habits.map(({ habit }) => (
          <li key={habit.id}>
            <a className="task-title" href={`/habits/${habit.id}`}>
              {habit.name}
            </a>
            <span className="task-marks text-soft">
              {habit.deletedAt ? `deleted ${momentText(habit.deletedAt, visitor)}` : null}
            </span>
            <ActionButton action={undelete} fields={{ id: habit.id }} variant="quiet" icon="undo">
              Bring it back
            </ActionButton>
          </li>
        ))}
      </ul>
    </>
  );
}
