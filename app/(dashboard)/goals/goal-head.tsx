import { ActionButton } from "@/components/ui/action-button";
import { PageHead } from "@/components/ui/page-head";
import { Tabs } from "@/components/ui/tabs";
import { type Goal, standing } from "@/domain/goals";
import type { Format } from "@/domain/units";
import { archive, resume, undelete } from "./actions";
import { countedWords, STATUS_NAMES, spanWords } from "./goal-words";

type Props = { goal: Goal; current: "goal" | "edit" | "history"; today: string; format: Format };

/** Title of a goal's pages, with what can be done at once. */
export function GoalHead({ goal, current, today, format }: Props) {
  const path = `/goals/${goal.id}`;
  const archived = goal.status === "archived";
  const words = [STATUS_NAMES[standing(goal, today).status], countedWords(goal.metric), spanWords(goal, today, format)];
  const pages = [
    { href: path, label: "Goal", current: current === "goal" },
    ...(goal.deletedAt ? [] : [{ href: `${path}/edit`, label: "Edit", current: current === "edit" }]),
    { href: `${path}/history`, label: "History", current: current === "history", count: String(goal.version) },
  ];
  return (
    <PageHead
      title={goal.title}
      area="planning"
      range={words.join(", ")}
      back={goal.deletedAt ? { href: "/goals/deleted", label: "Deleted goals" } : { href: "/goals", label: "Goals" }}
      action={
        goal.deletedAt ? (
          <ActionButton action={undelete} fields={{ id: goal.id }} variant="main">
            Bring it back
          </ActionButton>
        ) : (
          <ActionButton action={archived ? resume : archive} undo={archived ? archive : resume} fields={{ id: goal.id }}>
            {archived ? "Take up again" : "Archive"}
          </ActionButton>
        )
      }
      tabs={<Tabs label="Goal" items={pages} />}
    />
  );
}
