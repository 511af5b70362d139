import type { HabitTexts } from "@/components/planning/habit-fields";
import { AUTO_METRICS, type AutoMetric, type Habit } from "@/domain/habits";
import type { Format } from "@/domain/units";
import { autoAmount, autoUnit } from "./habit-words";

const FACTS: Record<AutoMetric, string> = {
  run_distance: "By distance run",
  ride_distance: "By distance ridden",
  ride_energy: "By energy of rides",
  coding_seconds: "By time coding",
  strength_sessions: "By strength sessions",
  tasks: "By finished tasks",
  reflections: "By the day's reflection",
};

/** The facts that can tick a habit, with the unit in which the person says how much. */
export function factChoices(format: Format) {
  return AUTO_METRICS.map((value) => ({ value, label: FACTS[value], unit: autoUnit(value, format).unit || "a day" }));
}

/** What the form of a new habit says at first. */
export function newTexts(today: string): HabitTexts {
  return {
    ...{ name: "", description: "", schedule: "weekdays", weekdays: ["1", "2", "3", "4", "5", "6", "7"], times: "3", days: "2" },
    ...{ kind: "yes_no", unit: "", target: "", targetType: "at_least", auto: "", atLeast: "", startDate: today },
  };
}

const plain = (value: number | null) => (value === null ? "" : String(value));

/** A habit as its form says it. */
export function habitTexts(habit: Habit, format: Format): HabitTexts {
  const { schedule, auto } = habit;
  const base = newTexts(habit.startDate);
  const everyDay = schedule.kind === "every_days" && schedule.days === 1;
  return {
    ...base,
    name: habit.name,
    description: habit.description ?? "",
    schedule: everyDay ? "weekdays" : schedule.kind,
    weekdays: schedule.kind === "weekdays" ? schedule.weekdays.map(String) : base.weekdays,
    times: schedule.kind === "per_week" ? String(schedule.times) : base.times,
    days: schedule.kind === "every_days" && !everyDay ? String(schedule.days) : base.days,
    kind: habit.kind,
    unit: habit.unit ?? "",
    target: plain(habit.target),
    targetType: habit.targetType,
    auto: auto?.metric ?? "",
    atLeast: auto ? autoAmount(auto, format) : "",
  };
}
