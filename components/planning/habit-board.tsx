"use client";
import type { PlainAction } from "../ui/form-result";
import { HabitGrid } from "./habit-grid";
import type { HabitLine } from "./habit-line";
import { HabitToday } from "./habit-today";
import { useHabitDays } from "./use-habit-days";

type Props = { lines: HabitLine[]; dayNames: string[]; say: PlainAction; order: PlainAction };

/** What today asks for, to be ticked by one press, and the last weeks with every day open to a word. */
export function HabitBoard({ lines: given, dayNames, say: action, order }: Props) {
  const { lines, pending, say, put } = useHabitDays(given, action, order);
  return (
    <div className="habits-board" aria-busy={pending || undefined} data-area="planning">
      <HabitToday lines={lines} say={say} />
      <section className="section">
        <div className="section-head">
          <h2>Last weeks</h2>
        </div>
        <HabitGrid lines={lines} dayNames={dayNames} say={say} put={put} label="Habits by day" />
      </section>
    </div>
  );
}

type DaysProps = { line: HabitLine; dayNames: string[]; say: PlainAction };

/** The last weeks of one habit. */
export function HabitDays({ line, dayNames, say: action }: DaysProps) {
  const { lines, say } = useHabitDays([line], action);
  return (
    <div data-area="planning">
      <HabitToday lines={lines} say={say} />
      <HabitGrid lines={lines} dayNames={dayNames} say={say} label="The last weeks" />
    </div>
  );
}
