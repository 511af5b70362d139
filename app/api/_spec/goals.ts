import { z } from "zod";
import { pageFields, queryFlag } from "@/domain/fields";
import { GOAL_METRICS, GOAL_STATUSES, newGoalSchema, updateGoalSchema } from "@/domain/goals";
import { deletingQuery, onlyVersion, restoring, uuidParams, uuidVersionParams, versionOf } from "./history";
import { day, instant, listOf, type Spec } from "./spec";

const settings = {
  id: z.uuid(),
  title: z.string(),
  description: z.string().nullable(),
  metric: z.enum(GOAL_METRICS),
  target: z.number().nullable().describe("Metres, kilojoules, seconds, days, tasks; null of tasks: all that are linked."),
  habitId: z.uuid().nullable().describe("Of habit_days: whose days count."),
  startDate: day,
  endDate: day.nullable(),
  status: z.enum(GOAL_STATUSES),
  version: z.int(),
  deletedAt: instant.nullable(),
};

const goalSchema = z
  .object({
    ...settings,
    progress: z.number().describe("How far it is, in the unit of the target."),
    expected: z.number().nullable().describe("What a steady pace would have made by the end of today; null without an end."),
    tasks: z.int().describe("Linked tasks."),
    tasksDone: z.int(),
  })
  .meta({ id: "Goal" });

const goalSettingsSchema = z
  .object({ ...settings, progress: z.number().nullable().describe("Of a manual goal.") })
  .meta({ id: "GoalSettings" });
const goalVersion = versionOf("goal", goalSettingsSchema, "GoalVersion");

const filter = z.strictObject({ status: z.enum(GOAL_STATUSES).optional(), deleted: queryFlag.default(false), ...pageFields });

const common = { resource: "goal" } as const;
const change = { ...common, scope: "write", params: uuidParams, response: goalSchema } as const;

export const listGoalsSpec = {
  ...common,
  method: "GET",
  path: "/goals",
  name: "goals.list",
  summary: "Goals with how far they have come, the nearest end first.",
  scope: "read",
  query: filter,
  response: listOf(goalSchema),
} satisfies Spec;

export const createGoalSpec = {
  ...common,
  method: "POST",
  path: "/goals",
  name: "goals.create",
  summary: "Sets a goal; it begins today unless said.",
  scope: "write",
  body: newGoalSchema,
  response: goalSchema,
  status: 201,
  allow: ["title", "metric", "target", "startDate", "endDate", "status"],
} satisfies Spec;

export const getGoalSpec = {
  ...common,
  method: "GET",
  path: "/goals/{id}",
  name: "goals.get",
  summary: "One goal.",
  scope: "read",
  params: uuidParams,
  response: goalSchema,
} satisfies Spec;

export const updateGoalSpec = {
  ...change,
  method: "PATCH",
  path: "/goals/{id}",
  name: "goals.update",
  summary: "Changes fields of a goal. A stale version is refused with 409 and the goal as it is now.",
  body: updateGoalSchema,
  allow: ["title", "metric", "target", "startDate", "endDate", "status"],
} satisfies Spec;

export const deleteGoalSpec = {
  ...common,
  method: "DELETE",
  path: "/goals/{id}",
  name: "goals.delete",
  summary: "Deletes a goal so that it can come back.",
  scope: "write",
  params: uuidParams,
  query: deletingQuery,
  status: 204,
} satisfies Spec;

export const undeleteGoalSpec = {
  ...change,
  method: "POST",
  path: "/goals/{id}/undelete",
  name: "goals.undelete",
  summary: "Brings a deleted goal back.",
  body: onlyVersion,
} satisfies Spec;

export const listGoalVersionsSpec = {
  ...common,
  method: "GET",
  path: "/goals/{id}/history",
  name: "goals.history",
  summary: "All versions of a goal, newest first; of a deleted one, too.",
  scope: "read",
  params: uuidParams,
  response: listOf(goalVersion),
} satisfies Spec;

export const restoreGoalSpec = {
  ...change,
  method: "POST",
  path: "/goals/{id}/restore/{version}",
  name: "goals.restore",
  summary: "Makes a goal what it was in a version; this is itself a version.",
  params: uuidVersionParams,
  body: restoring,
  allow: ["reason", "version"],
} satisfies Spec;
