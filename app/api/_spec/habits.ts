import { z } from "zod";
import { dayField, pageFields, queryFlag } from "@/domain/fields";
import {
  AUTO_METRICS,
  HABIT_KINDS,
  habitLogSchema,
  LOG_SOURCES,
  newHabitSchema,
  TARGET_TYPES,
  updateHabitSchema,
} from "@/domain/habits";
import { uuidField } from "@/domain/tasks";
import { deletingQuery, onlyVersion, restoring, uuidParams, uuidVersionParams, versionOf } from "./history";
import { day, instant, listOf, type Spec } from "./spec";

const logSchema = z
  .object({
    date: day,
    value: z.number(),
    skipped: z.boolean(),
    done: z.boolean().describe("Whether the day is what the habit asks for."),
    source: z.enum(LOG_SOURCES).describe("auto: a fact ticked it."),
    fact: z.object({ table: z.string(), id: z.string() }).nullable(),
  })
  .meta({ id: "HabitLog" });

const streak = z.object({ from: day, to: day, days: z.int().describe("Calendar days."), times: z.int() }).nullable();

const settings = {
  id: z.uuid(),
  name: z.string(),
  description: z.string().nullable(),
  schedule: z.object({
    kind: z.enum(["weekdays", "per_week", "every_days"]),
    weekdays: z.array(z.int()).optional().describe("1 Monday to 7 Sunday."),
    times: z.int().optional(),
    days: z.int().optional(),
  }),
  kind: z.enum(HABIT_KINDS),
  unit: z.string().nullable(),
  target: z.number().nullable().describe("Of a number: how much a day asks for."),
  targetType: z.enum(TARGET_TYPES),
  auto: z
    .object({ metric: z.enum(AUTO_METRICS), atLeast: z.number() })
    .nullable()
    .describe("Facts that tick it by themselves."),
  startDate: day,
  archived: z.boolean(),
  version: z.int(),
  deletedAt: instant.nullable(),
};

const habitSchema = z
  .object({
    ...settings,
    strength: z.number().describe("0 to 1."),
    streak: streak.describe("The one that is alive."),
    longestStreak: streak,
    due: z.boolean().describe("Whether it asks for something today."),
    left: z.int().nullable().describe("How many times of the week are to come, of habits by the week."),
    today: logSchema.nullable(),
  })
  .meta({ id: "Habit" });

const habitVersion = versionOf("habit", z.object(settings).meta({ id: "HabitSettings" }), "HabitVersion");

const filter = z.strictObject({ archived: queryFlag.optional(), deleted: queryFlag.default(false), ...pageFields });

const common = { resource: "habit" } as const;
const change = { ...common, scope: "write", params: uuidParams, response: habitSchema } as const;

export const listHabitsSpec = {
  ...common,
  method: "GET",
  path: "/habits",
  name: "habits.list",
  summary: "Habits with strength, streaks and what today asks for, in your own order.",
  scope: "read",
  query: filter,
  response: listOf(habitSchema),
} satisfies Spec;

export const createHabitSpec = {
  ...common,
  method: "POST",
  path: "/habits",
  name: "habits.create",
  summary: "Begins a habit: of every day, and of yes or no, unless said.",
  scope: "write",
  body: newHabitSchema,
  response: habitSchema,
  status: 201,
  refusals: [409],
  allow: ["name", "kind", "target", "targetType", "startDate", "archived"],
} satisfies Spec;

export const getHabitSpec = {
  ...common,
  method: "GET",
  path: "/habits/{id}",
  name: "habits.get",
  summary: "One habit.",
  scope: "read",
  params: uuidParams,
  response: habitSchema,
} satisfies Spec;

export const updateHabitSpec = {
  ...change,
  method: "PATCH",
  path: "/habits/{id}",
  name: "habits.update",
  summary: "Changes fields of a habit. A stale version is refused with 409 and the habit as it is now.",
  body: updateHabitSchema,
  allow: ["name", "kind", "target", "targetType", "startDate", "archived"],
} satisfies Spec;

export const deleteHabitSpec = {
  ...common,
  method: "DELETE",
  path: "/habits/{id}",
  name: "habits.delete",
  summary: "Deletes a habit so that it can come back.",
  scope: "write",
  params: uuidParams,
  query: deletingQuery,
  status: 204,
} satisfies Spec;

export const undeleteHabitSpec = {
  ...change,
  method: "POST",
  path: "/habits/{id}/undelete",
  name: "habits.undelete",
  summary: "Brings a deleted habit back.",
  body: onlyVersion,
} satisfies Spec;

export const listHabitVersionsSpec = {
  ...common,
  method: "GET",
  path: "/habits/{id}/history",
  name: "habits.history",
  summary: "All versions of a habit, newest first; of a deleted one, too.",
  scope: "read",
  params: uuidParams,
  response: listOf(habitVersion),
} satisfies Spec;

export const restoreHabitSpec = {
  ...change,
  method: "POST",
  path: "/habits/{id}/restore/{version}",
  name: "habits.restore",
  summary: "Makes a habit what it was in a version; this is itself a version.",
  params: uuidVersionParams,
  body: restoring,
  allow: ["reason", "version"],
} satisfies Spec;

export const listHabitLogsSpec = {
  ...common,
  method: "GET",
  path: "/habits/{id}/logs",
  name: "habits.logs",
  summary: "What is known of a habit's days, oldest first.",
  scope: "read",
  params: uuidParams,
  query: z.strictObject({ from: dayField.optional(), to: dayField.optional(), ...pageFields }),
  response: listOf(logSchema),
} satisfies Spec;

export const logHabitSpec = {
  ...common,
  method: "POST",
  path: "/habits/{id}/logs",
  name: "habits.log",
  summary:
    "Says what became of a habit on a day: done unless said, today unless said. 200 where something was known of the day already.",
  scope: "write",
  params: uuidParams,
  body: habitLogSchema,
  response: logSchema,
  status: 201,
  allow: ["date", "value", "skipped"],
} satisfies Spec;

export const unlogHabitSpec = {
  ...common,
  method: "DELETE",
  path: "/habits/{id}/logs/{date}",
  name: "habits.unlog",
  summary: "Takes back what is known of a day of a habit; facts may tick it again.",
  scope: "write",
  params: z.object({ id: uuidField, date: dayField }),
  status: 204,
} satisfies Spec;
