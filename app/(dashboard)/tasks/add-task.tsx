import { QuickAdd } from "@/components/planning/quick-add";
import type { Visitor } from "@/db/accounts";
import { GOALS_KNOWN } from "@/domain/goal-tags";
import { add, remove } from "./actions";

type Props = { today: string; visitor: Pick<Visitor, "firstWeekday" | "numberFormat">; goals: readonly { title: string }[] };

/** The line that adds a task, as the person writes days and with the goals that it may name. */
export function AddTask({ today, visitor: { firstWeekday, numberFormat }, goals }: Props) {
  const titles = goals.slice(0, GOALS_KNOWN).map(({ title }) => title);
  return <QuickAdd action={add} undo={remove} today={today} firstWeekday={firstWeekday} locale={numberFormat} goals={titles} />;
}
