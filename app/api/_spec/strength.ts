import { z } from "zod";
import { idField, queryWhole } from "@/domain/fields";
import { reasonSchema, useSourceSchema } from "@/domain/run-changes";
import { CHANGE_TYPES } from "@/domain/runs";
import { SET_KINDS } from "@/domain/strength";
import { editStrengthSchema } from "@/domain/strength-changes";
import { strengthFilterSchema } from "@/domain/strength-filter";
import { STRENGTH_SPORTS } from "@/domain/strength-match";
import { day, idParams, instant, listOf, type Spec, versionParams } from "./spec";

const fields = {
  id: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  startAt: instant,
  endAt: instant.nullable(),
  timeZone: z.string(),
  localDate: day,
  duration: z.number().describe("Seconds from start to end."),
  volume: z.number().describe("Kilograms times repetitions, summed over all sets but warm-ups."),
  sets: z.int().describe("All sets but warm-ups."),
  source: z.enum(["hevy", "demo"]),
  version: z.int(),
  editedFields: z.array(z.string()).describe("Fields that a person has set; no import or sync writes them."),
  provider: z.record(z.string(), z.unknown()).describe("What the sources say of edited fields."),
  deletedAt: instant.nullable(),
};

const number = z.number().nullable();

const strengthSet = z.object({
  type: z.enum(SET_KINDS),
  weight: number.describe("Kilograms."),
  reps: z.int().nullable(),
  distance: number.describe("Metres."),
  duration: number.describe("Seconds."),
  rpe: number,
});

const exercise = z.object({
  exerciseId: z.string().describe("The same across sessions; the filter `exercise` takes it."),
  title: z.string(),
  notes: z.string().nullable(),
  supersetId: z.int().nullable().describe("Exercises done in turns share one."),
  sets: z.array(strengthSet),
});

const strengthSchema = z.object({ ...fields, exercises: z.array(exercise) }).meta({ id: "StrengthWorkout" });

const activity = z.object({
  id: z.string(),
  title: z.string(),
  sport: z.enum(STRENGTH_SPORTS),
  source: z.string(),
  startAt: instant,
  elapsed: z.number().describe("Seconds from start to end."),
  averageHeartRate: number,
  maxHeartRate: number,
  energy: number.describe("kJ."),
  link: z
    .enum(["joined", "separated", "none"])
    .describe("`joined`: it tells of the same hour, which counts once, as the session. `none`: it overlaps and may be the same."),
});

const withActivities = z
  .object({ ...fields, exercises: z.array(exercise), activities: z.array(activity).describe("What was recorded at its time.") })
  .meta({ id: "StrengthWorkoutWithActivities" });

const strengthVersion = z
  .object({
    version: z.int(),
    changeType: z.enum(CHANGE_TYPES),
    changedFields: z.array(z.string()),
    actor: z.enum(["user", "import", "sync", "job"]),
    reason: z.string().nullable(),
    requestId: z.uuid().nullable(),
    at: instant,
    workout: strengthSchema,
  })
  .meta({ id: "StrengthVersion" });

const common = { resource: "strength_workout" } as const;

export const listStrengthSpec = {
  ...common,
  method: "GET",
  path: "/strength/workouts",
  name: "strength.list",
  summary: "Strength sessions, filtered, sorted, page by page.",
  scope: "read",
  query: strengthFilterSchema,
  response: listOf(strengthSchema),
} satisfies Spec;

export const getStrengthSpec = {
  ...common,
  method: "GET",
  path: "/strength/workouts/{id}",
  name: "strength.get",
  summary: "A strength session with its exercises and sets, and the activities that tell of the same hour.",
  scope: "read",
  params: idParams,
  response: withActivities,
} satisfies Spec;

export const deleteStrengthSpec = {
  ...common,
  method: "DELETE",
  path: "/strength/workouts/{id}",
  name: "strength.delete",
  summary: "Deletes a strength session so that it can come back.",
  scope: "write",
  params: idParams,
  query: z.strictObject({ version: queryWhole(1, 2_147_483_647).optional() }),
  status: 204,
} satisfies Spec;

export const undeleteStrengthSpec = {
  ...common,
  method: "POST",
  path: "/strength/workouts/{id}/undelete",
  name: "strength.undelete",
  summary: "Brings a deleted strength session back.",
  scope: "write",
  params: idParams,
  body: reasonSchema,
  response: strengthSchema,
  allow: ["reason", "version"],
} satisfies Spec;

export const editStrengthSpec = {
  ...common,
  method: "PATCH",
  path: "/strength/workouts/{id}",
  name: "strength.edit",
  summary: "Changes fields of a strength session; exercises are replaced as a whole. A stale version is refused with 409.",
  scope: "write",
  params: idParams,
  body: editStrengthSchema,
  response: strengthSchema,
  allow: ["title", "startAt", "endAt", "version"],
} satisfies Spec;

export const listStrengthVersionsSpec = {
  ...common,
  method: "GET",
  path: "/strength/workouts/{id}/history",
  name: "strength.history",
  summary: "All versions of a strength session, newest first; of a deleted one, too.",
  scope: "read",
  params: idParams,
  response: listOf(strengthVersion),
} satisfies Spec;

export const getStrengthVersionSpec = {
  ...common,
  method: "GET",
  path: "/strength/workouts/{id}/history/{version}",
  name: "strength.version",
  summary: "One version of a strength session.",
  scope: "read",
  params: versionParams,
  response: strengthVersion,
} satisfies Spec;

export const restoreStrengthSpec = {
  ...common,
  method: "POST",
  path: "/strength/workouts/{id}/restore/{version}",
  name: "strength.restore",
  summary: "Makes a strength session what it was in a version; this is itself a version.",
  scope: "write",
  params: versionParams,
  body: reasonSchema,
  response: strengthSchema,
  allow: ["reason", "version"],
} satisfies Spec;

export const useStrengthSourceSpec = {
  ...common,
  method: "POST",
  path: "/strength/workouts/{id}/use-source",
  name: "strength.use-source",
  summary: "Gives edited fields back to the sources: what they say is shown again, and syncs may change it.",
  scope: "write",
  params: idParams,
  body: useSourceSchema,
  response: strengthSchema,
  allow: ["fields", "reason", "version"],
} satisfies Spec;

const partner = z.strictObject({ workoutId: idField });

export const joinSessionSpec = {
  ...common,
  method: "POST",
  path: "/strength/workouts/{id}/join",
  name: "strength.join",
  summary: "Says that an activity tells of the same hour as a session: it counts once, as the session.",
  scope: "write",
  params: idParams,
  body: partner,
  response: withActivities,
  allow: ["workoutId"],
} satisfies Spec;

export const separateSessionSpec = {
  ...common,
  method: "POST",
  path: "/strength/workouts/{id}/separate",
  name: "strength.separate",
  summary: "Makes a session and an activity two that both count; no sync joins them again.",
  scope: "write",
  params: idParams,
  body: partner,
  response: withActivities,
  allow: ["workoutId"],
} satisfies Spec;
