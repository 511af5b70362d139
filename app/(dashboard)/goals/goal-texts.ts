import type { GoalTexts } from "@/components/planning/goal-fields";
import { GOAL_METRICS, GOAL_STATUSES, type Goal } from "@/domain/goals";
import type { Format } from "@/domain/units";
import { MEASURES, STATUS_NAMES, shownValue } from "./goal-words";

/** What a goal can count, with the unit that its target is said in. */
export function metricChoices(format: Format) {
  return GOAL_METRICS.map((value) => ({ value, label: MEASURES[value].label, unit: MEASURES[value].unit(format) }));
}

/** How a goal can stand, as a person says it. */
export const STATUS_CHOICES = GOAL_STATUSES.map((value) => ({
  value,
  label: value === "active" ? "Active: its progress tells" : STATUS_NAMES[value],
}));

/** What the form of a new goal says at first. */
export function newGoalTexts(today: string): GoalTexts {
  return {
    title: "",
    description: "",
    metric: "run_distance",
    target: "",
    habitId: "",
    startDate: today,
    endDate: `${today.slice(0, 4)}-12-31`,
  };
}

/** A goal as its form says it. */
export function goalTexts(goal: Goal, format: Format): GoalTexts {
  return {
    title: goal.title,
    description: goal.description ?? "",
    metric: goal.metric,
    target: goal.target === null ? "" : String(Math.round(shownValue(goal.metric, goal.target, format) * 1000) / 1000),
    habitId: goal.habitId ?? "",
    startDate: goal.startDate,
    endDate: goal.endDate ?? "",
  };
}
