import { GOAL_METRICS, type GoalMetric, type NewGoal, newGoalSchema } from "@/domain/goals";
import { parseNumber } from "@/domain/typed-values";
import type { Format } from "@/domain/units";
import { Failure } from "@/lib/errors";
import { checked } from "../_view/checked";
import { MEASURES } from "./goal-words";

const text = (value: unknown) => (typeof value === "string" ? value.trim() : "");

function wrong(path: string, message: string): Failure {
  return new Failure("invalid", "Some fields need another look.", { fields: [{ path, message }] });
}

/** An amount in the goal's unit as it is stored. @throws Failure "invalid" beside the field */
export function readAmount(written: string, metric: GoalMetric, format: Format, path: string): number {
  const read = parseNumber(written);
  if (!read.ok) throw wrong(path, read.error);
  return read.value * MEASURES[metric].factor(format);
}

/** What a person wrote in the form of a goal, amounts in their units. @throws Failure "invalid" beside the field that cannot be read */
export function readGoalForm(sent: Record<string, unknown>, format: Format): NewGoal {
  const metric = GOAL_METRICS.find((known) => known === text(sent["metric"])) ?? "manual";
  const target = text(sent["target"]);
  if (target === "" && metric !== "tasks") throw wrong("target", "Say how much you go for.");
  const habitId = text(sent["habitId"]);
  if (metric === "habit_days" && habitId === "") throw wrong("habitId", "Say which habit's days count.");
  return checked(newGoalSchema, {
    title: text(sent["title"]),
    description: text(sent["description"]) || null,
    metric,
    target: target === "" ? null : readAmount(target, metric, format, "target"),
    habitId: metric === "habit_days" ? habitId : null,
    endDate: text(sent["endDate"]) || null,
    ...(text(sent["startDate"]) ? { startDate: text(sent["startDate"]) } : {}),
    ...(text(sent["status"]) ? { status: text(sent["status"]) } : {}),
  });
}
