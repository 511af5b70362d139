import { z } from "zod";
import { CALENDAR_STATUSES } from "@/domain/calendar";
import { idField, queryWhole } from "@/domain/fields";
import { editRunSchema, mergeSchema, newRunSchema, reasonSchema, useSourceSchema } from "@/domain/run-changes";
import { runFilterSchema } from "@/domain/run-filter";
import { CHANGE_TYPES, RUN_TYPES, SOURCES } from "@/domain/runs";
import { day, formatField, idParams, instant, listOf, type Spec, versionParams } from "./spec";
import { workoutSchema } from "./workouts";

const runFields = {
  id: z.string(),
  name: z.string(),
  startAt: instant,
  timeZone: z.string(),
  localDate: day,
  type: z.enum(RUN_TYPES),
  distance: z.number().describe("Metres."),
  duration: z.number().describe("Seconds of timer time."),
  elapsed: z.number().describe("Seconds from start to end."),
  averageHeartRate: z.number().nullable(),
  maxHeartRate: z.number().nullable(),
  elevationGain: z.number().nullable().describe("Metres."),
  source: z.enum(SOURCES),
  shoeId: z.string().nullable(),
  notes: z.string().nullable(),
  version: z.int(),
  editedFields: z.array(z.string()).describe("Fields that a person has set; no import or sync writes them."),
  provider: z.record(z.string(), z.unknown()).describe("What the sources say of edited fields."),
  deletedAt: instant.nullable(),
};

export const runSchema = z.object(runFields).meta({ id: "Run" });

const runWithSources = z
  .object({
    ...runFields,
    sources: z.array(
      z.object({
        id: z.string(),
        source: z.enum(SOURCES),
        format: z.string(),
        startAt: instant,
        distance: z.number().nullable(),
        trackPoints: z.int(),
      }),
    ),
    calendar: z
      .object({ status: z.enum(CALENDAR_STATUSES), eventId: z.string().nullable(), error: z.string().nullable() })
      .nullable()
      .describe("Its event in the connected calendar; null without one, and for runs from before the day it begins with."),
  })
  .meta({ id: "RunWithSources" });

const runVersion = z
  .object({
    version: z.int(),
    changeType: z.enum(CHANGE_TYPES),
    changedFields: z.array(z.string()),
    actor: z.enum(["user", "import", "sync", "job"]),
    reason: z.string().nullable(),
    requestId: z.uuid().nullable(),
    at: instant,
    run: runSchema,
  })
  .meta({ id: "RunVersion" });

const common = { resource: "run" } as const;

export const listRunsSpec = {
  ...common,
  method: "GET",
  path: "/runs",
  name: "runs.list",
  summary: "Runs, filtered, sorted, page by page, or all that the filter means as CSV.",
  scope: "read",
  query: runFilterSchema.extend({ format: formatField }),
  response: listOf(runSchema),
} satisfies Spec;

export const createRunSpec = {
  ...common,
  method: "POST",
  path: "/runs",
  name: "runs.create",
  summary: "Writes a run down by hand.",
  scope: "write",
  body: newRunSchema,
  response: runSchema,
  status: 201,
  allow: ["name", "startAt", "type", "distance", "duration", "shoeId"],
} satisfies Spec;

export const getRunSpec = {
  ...common,
  method: "GET",
  path: "/runs/{id}",
  name: "runs.get",
  summary: "A run and its sources.",
  scope: "read",
  params: idParams,
  response: runWithSources,
} satisfies Spec;

export const editRunSpec = {
  ...common,
  method: "PATCH",
  path: "/runs/{id}",
  name: "runs.edit",
  summary: "Changes fields of a run. A stale version is refused with 409 and the run as it is now.",
  scope: "write",
  params: idParams,
  body: editRunSchema,
  response: runSchema,
  allow: ["reason", "version"],
} satisfies Spec;

export const deleteRunSpec = {
  ...common,
  method: "DELETE",
  path: "/runs/{id}",
  name: "runs.delete",
  summary: "Deletes a run so that it can come back.",
  scope: "write",
  params: idParams,
  query: z.strictObject({ version: queryWhole(1, 2_147_483_647).optional() }),
  status: 204,
} satisfies Spec;

export const undeleteRunSpec = {
  ...common,
  method: "POST",
  path: "/runs/{id}/undelete",
  name: "runs.undelete",
  summary: "Brings a deleted run back.",
  scope: "write",
  params: idParams,
  body: reasonSchema,
  response: runSchema,
  allow: ["reason", "version"],
} satisfies Spec;

export const listRunVersionsSpec = {
  ...common,
  method: "GET",
  path: "/runs/{id}/history",
  name: "runs.history",
  summary: "All versions of a run, newest first; of a deleted run, too.",
  scope: "read",
  params: idParams,
  response: listOf(runVersion),
} satisfies Spec;

export const getRunVersionSpec = {
  ...common,
  method: "GET",
  path: "/runs/{id}/history/{version}",
  name: "runs.version",
  summary: "One version of a run.",
  scope: "read",
  params: versionParams,
  response: runVersion,
} satisfies Spec;

export const restoreRunSpec = {
  ...common,
  method: "POST",
  path: "/runs/{id}/restore/{version}",
  name: "runs.restore",
  summary: "Makes a run what it was in a version; this is itself a version.",
  scope: "write",
  params: versionParams,
  body: reasonSchema,
  response: runSchema,
  allow: ["reason", "version"],
} satisfies Spec;

export const mergeRunSpec = {
  ...common,
  method: "POST",
  path: "/runs/{id}/merge",
  name: "runs.merge",
  summary:
    "Makes two runs one: this one takes in the sources of the other, which is deleted. Undeleting that one, or splitting, makes them two again.",
  scope: "write",
  params: idParams,
  body: mergeSchema,
  response: runSchema,
  allow: ["with", "reason", "version"],
} satisfies Spec;

export const useSourceSpec = {
  ...common,
  method: "POST",
  path: "/runs/{id}/use-source",
  name: "runs.use-source",
  summary: "Gives edited fields back to the sources: what they say is shown again, and syncs may change it.",
  scope: "write",
  params: idParams,
  body: useSourceSchema,
  response: runSchema,
  allow: ["fields", "reason", "version"],
} satisfies Spec;

export const splitRunSpec = {
  ...common,
  method: "POST",
  path: "/runs/{id}/split",
  name: "runs.split",
  summary: "Takes a run that several sources tell of apart: into one per source, or only one source off. They stay apart.",
  scope: "write",
  params: idParams,
  body: z.strictObject({ sourceId: idField.optional() }),
  response: z.object({
    items: z.array(z.union([runSchema, workoutSchema])).describe("The run itself first, then what was taken out."),
  }),
  status: 201,
  allow: ["sourceId"],
} satisfies Spec;
