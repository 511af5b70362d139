import { ActionButton } from "@/components/ui/action-button";
import { Badge } from "@/components/ui/badge";
import { PageHead } from "@/components/ui/page-head";
import { Tabs } from "@/components/ui/tabs";
import type { Habit } from "@/domain/habits";
import type { Format } from "@/domain/units";
import { archive, resume, undelete } from "./actions";
import { autoText, scheduleText, targetText } from "./habit-words";

type Props = { habit: Habit; current: "habit" | "edit" | "history"; format: Format };

/** Title of a habit's pages, with what can be done at once. */
export function HabitHead({ habit, current, format }: Props) {
  const path = `/habits/${habit.id}`;
  const words = [scheduleText(habit.schedule), targetText(habit, format), habit.auto ? autoText(habit.auto, format) : null];
  const archived = habit.archivedAt !== null;
  const pages = [
    { href: path, label: "Habit", current: current === "habit" },
    ...(habit.deletedAt ? [] : [{ href: `${path}/edit`, label: "Edit", current: current === "edit" }]),
    { href: `${path}/history`, label: "History", current: current === "history", count: String(habit.version) },
  ];
  return (
    <PageHead
      title={habit.name}
      area="planning"
      range={words.filter((word) => word !== null).join(", ")}
      back={habit.deletedAt ? { href: "/habits/deleted", label: "Deleted habits" } : { href: "/habits", label: "Habits" }}
      action={
        habit.deletedAt ? (
          <ActionButton action={undelete} fields={{ id: habit.id }} variant="main">
            Bring it back
          </ActionButton>
        ) : (
          <ActionButton action={archived ? resume : archive} undo={archived ? archive : resume} fields={{ id: habit.id }}>
            {archived ? "Take up again" : "Archive"}
          </ActionButton>
        )
      }
      tabs={<Tabs label="Habit" items={pages} />}
    >
      {archived ? <Badge>Archived</Badge> : null}
    </PageHead>
  );
}
