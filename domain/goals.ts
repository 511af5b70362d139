import { z } from "zod";
import { noteField, textField, versionField } from "./fields";
import { plannedDayField, uuidField } from "./tasks";
import { addDays, daysBetween } from "./time-zones";

/** What a goal is measured by. */
export const GOAL_METRICS = ["manual", "tasks", "run_distance", "ride_energy", "coding_seconds", "habit_days"] as const;
export type GoalMetric = (typeof GOAL_METRICS)[number];

/** How a goal stands. */
export const GOAL_STATUSES = ["active", "reached", "missed", "archived"] as const;
export type GoalStatus = (typeof GOAL_STATUSES)[number];

/** A goal with how far it has come, in the unit of its target: metres, kilojoules, seconds, days, tasks. */
export type Goal = {
  id: string;
  title: string;
  description: string | null;
  metric: GoalMetric;
  /** Null of a goal of tasks: all that are linked. */
  target: number | null;
  habitId: string | null;
  startDate: string;
  endDate: string | null;
  /** As it was set; {@link standing} tells how it stands. */
  status: GoalStatus;
  /** How far it is. */
  value: number;
  /** Linked tasks that are not deleted or cancelled, and those of them that are done. */
  tasks: number;
  tasksDone: number;
  version: number;
  deletedAt: Date | null;
};

/**
 * How a goal stands on a day. `target` is the number it goes for (0: no task is linked yet), `share` value over target, `expected` what a
 * steady pace from the first day to the last would have made by the end of `today` (null without an end), `ahead` how much more than that
 * it is, `perDay` what each day left asks for, `forecast` the day that the pace until now leads to the target.
 */
export type Standing = {
  status: GoalStatus;
  target: number;
  share: number;
  expected: number | null;
  ahead: number | null;
  perDay: number | null;
  forecast: string | null;
};

/** How a goal stands `today`. What was set by hand (reached, missed, archived) stays; an active goal is reached once its target is. */
export function standing(
  goal: Pick<Goal, "status" | "target" | "tasks" | "value" | "startDate" | "endDate">,
  today: string,
): Standing {
  const target = goal.target ?? goal.tasks;
  const reached = target > 0 && goal.value >= target;
  const over = goal.endDate !== null && goal.endDate < today;
  const status = goal.status !== "active" ? goal.status : reached ? "reached" : over ? "missed" : "active";
  const gone = daysBetween(goal.startDate, today) + 1;
  const share = target > 0 ? goal.value / target : 0;
  const forecast = forecastOf(goal.value, target, gone, today);
  if (goal.endDate === null) return { status, target, share, expected: null, ahead: null, perDay: null, forecast };
  const all = daysBetween(goal.startDate, goal.endDate) + 1;
  const expected = target * Math.min(1, Math.max(0, gone / all));
  const left = daysBetween(today, goal.endDate) + 1;
  const perDay = reached || left <= 0 ? null : (target - goal.value) / Math.min(left, all);
  return { status, target, share, expected, ahead: goal.value - expected, perDay, forecast };
}

function forecastOf(value: number, target: number, gone: number, today: string): string | null {
  if (gone <= 0 || value <= 0 || value >= target) return null;
  const days = Math.ceil(((target - value) * gone) / value);
  return days > 36_500 ? null : addDays(today, days);
}

/** What a version of a goal says: what it was set to, not how far it had come. */
export type GoalSetting = Omit<Goal, "value" | "tasks" | "tasksDone"> & { manualValue: number };

/** What a goal was set to, as the API shows it. */
export function goalSettings({ manualValue, deletedAt, ...goal }: GoalSetting) {
  return { ...goal, progress: goal.metric === "manual" ? manualValue : null, deletedAt: deletedAt?.toISOString() ?? null };
}

/** A goal as the API shows it. */
export function goalResource(goal: Goal, today: string) {
  const { status, expected } = standing(goal, today);
  return {
    id: goal.id,
    title: goal.title,
    description: goal.description,
    metric: goal.metric,
    target: goal.target,
    habitId: goal.habitId,
    startDate: goal.startDate,
    endDate: goal.endDate,
    status,
    progress: goal.value,
    expected,
    tasks: goal.tasks,
    tasksDone: goal.tasksDone,
    version: goal.version,
    deletedAt: goal.deletedAt?.toISOString() ?? null,
  };
}

const fields = {
  title: textField(200),
  description: noteField(5000),
  metric: z.enum(GOAL_METRICS),
  target: z.number().positive("The target is more than 0.").max(1e12).nullable(),
  habitId: uuidField.nullable(),
  startDate: plannedDayField,
  endDate: plannedDayField.nullable(),
  status: z.enum(GOAL_STATUSES),
  progress: z.number().min(-1e12).max(1e12),
};

/** A goal to be made; it begins today unless said. `progress` is for goals that are counted by hand. */
export const newGoalSchema = z.strictObject({ ...z.strictObject(fields).partial().shape, title: fields.title });
export type NewGoal = z.output<typeof newGoalSchema>;

const goalChangesSchema = z.strictObject(fields).partial();
export type GoalChanges = z.output<typeof goalChangesSchema>;
export const updateGoalSchema = goalChangesSchema.extend({ version: versionField.optional() });

/** What is wrong with a goal as a whole, by field; empty when nothing is. */
export function goalProblems(goal: {
  metric: GoalMetric;
  target: number | null;
  habitId: string | null;
  startDate: string;
  endDate: string | null;
}): { path: string; message: string }[] {
  const problems: { path: string; message: string }[] = [];
  if (goal.target === null && goal.metric !== "tasks") problems.push({ path: "target", message: "Say how much you go for." });
  if (goal.metric === "habit_days" && goal.habitId === null)
    problems.push({ path: "habitId", message: "Say which habit's days count." });
  if (goal.metric !== "habit_days" && goal.habitId !== null) {
    problems.push({ path: "habitId", message: "Only a goal of habit days has a habit." });
  }
  if (goal.endDate !== null && goal.endDate < goal.startDate)
    problems.push({ path: "endDate", message: "The end is not before the start." });
  return problems;
}
