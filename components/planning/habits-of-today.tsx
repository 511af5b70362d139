"use client";
import type { PlainAction } from "../ui/form-result";
import type { HabitToTick } from "./habit-line";
import { HabitToday } from "./habit-today";
import { useHabitDays } from "./use-habit-days";

/** Today's habits alone, to be ticked by one press. */
export function HabitsOfToday({ lines: given, say: action }: { lines: HabitToTick[]; say: PlainAction }) {
  const { lines, pending, say } = useHabitDays(given, action);
  return (
    <div aria-busy={pending || undefined} data-area="planning">
      <HabitToday lines={lines} say={say} title="Habits" />
    </div>
  );
}
