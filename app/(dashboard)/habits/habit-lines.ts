import type { BoardDay, DayState, HabitLine, HabitToTick } from "@/components/planning/habit-line";
import type { HabitWithState } from "@/db/habits";
import type { HabitOfDay } from "@/db/habits-of-today";
import type { Habit, HabitLog } from "@/domain/habits";
import { addDays, weekday } from "@/domain/time-zones";
import type { Format } from "@/domain/units";
import { weekStart } from "@/domain/weeks";
import { counted } from "../_view/words";
import { factLink, scheduleText, targetText } from "./habit-words";

/** The board shows this week and the four before it. */
const WEEKS_BEFORE = 4;

type On = { today: string; firstWeekday: number };

/** The days of the board, rising: whole weeks, and this one until today. */
export function boardDays({ today, firstWeekday }: On): string[] {
  const days: string[] = [];
  const first = addDays(weekStart(today, firstWeekday === 0 ? 7 : firstWeekday), -7 * WEEKS_BEFORE);
  for (let day = first; day <= today; day = addDays(day, 1)) days.push(day);
  return days;
}

function stateOf(log: HabitLog | undefined): DayState {
  if (!log) return "none";
  if (log.skipped) return "skipped";
  return log.done ? "done" : log.value > 0 ? "short" : "not";
}

/** A day of a habit as it is shown. */
export function boardDay(habit: Habit, date: string, log: HabitLog | undefined): BoardDay {
  const { schedule } = habit;
  return {
    date,
    state: stateOf(log),
    value: log && !log.skipped ? log.value : null,
    auto: log?.source === "auto",
    rest: date < habit.startDate || (schedule.kind === "weekdays" && !schedule.weekdays.includes(weekday(date))),
  };
}

/** A habit to be ticked, with these of its days. */
function toTick({ habit, state, logs }: HabitOfDay, days: readonly string[], format: Format): HabitToTick {
  const byDay = new Map(logs.map((log) => [log.date, log]));
  const target = targetText(habit, format);
  return {
    id: habit.id,
    name: habit.name,
    schedule: [scheduleText(habit.schedule), target].filter(Boolean).join(", "),
    target: habit.kind === "number" ? (habit.target ?? 0) : null,
    unit: habit.unit ?? "",
    atMost: habit.targetType === "at_most",
    due: state.due,
    left: state.left === null || state.left === 0 ? null : `${state.left} more this week`,
    fact: factLink(state.today),
    days: days.map((date) => boardDay(habit, date, byDay.get(date))),
  };
}

/** Habits of one day, to be ticked. */
export function habitsToTick(habits: readonly HabitOfDay[], today: string, format: Format): HabitToTick[] {
  return habits.map((one) => toTick(one, [today], format));
}

/** Habits as the board shows them. */
export function habitLines(habits: readonly HabitWithState[], days: readonly string[], format: Format): HabitLine[] {
  return habits.map((one) => ({
    ...toTick(one, days, format),
    strength: Math.round(one.state.strength * 100),
    streak: one.state.streak ? counted(one.state.streak.days, "day", format) : null,
  }));
}
