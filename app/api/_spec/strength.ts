import { z } from "zod";
import { queryWhole } from "@/domain/fields";
import { reasonSchema } from "@/domain/run-changes";
import { SET_KINDS } from "@/domain/strength";
import { strengthFilterSchema } from "@/domain/strength-filter";
import { day, idParams, instant, listOf, type Spec } from "./spec";

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
  summary: "A strength session with its exercises and sets.",
  scope: "read",
  params: idParams,
  response: strengthSchema,
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
