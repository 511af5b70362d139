import { z } from "zod";
import { CHANNELS, SPORTS } from "@/domain/activity";
import { queryFlag, queryWhole } from "@/domain/fields";
import { mergeSchema } from "@/domain/run-changes";
import { editWorkoutSchema } from "@/domain/workout-changes";
import { workoutFilterSchema } from "@/domain/workout-filter";
import { WORKOUT_STATUSES } from "@/domain/workouts";
import { day, idParams, instant, listOf, type Spec } from "./spec";

const number = z.number().nullable();

const workoutFields = {
  id: z.string(),
  sport: z.enum(SPORTS),
  title: z.string(),
  description: z.string().nullable(),
  status: z.enum(WORKOUT_STATUSES),
  startAt: instant,
  endAt: instant.nullable(),
  timeZone: z.string(),
  localDate: day,
  duration: z.number().describe("Seconds of timer time."),
  elapsed: z.number().describe("Seconds from start to end."),
  distance: number.describe("Metres."),
  elevationGain: number.describe("Metres."),
  source: z.string(),
  version: z.int(),
  editedFields: z.array(z.string()).describe("Fields that a person has set; no import or sync writes them."),
  provider: z.record(z.string(), z.unknown()).describe("What the sources say of edited fields."),
  deletedAt: instant.nullable(),
  summary: z.object({
    averagePower: number,
    maxPower: number,
    normalizedPower: number,
    averageCadence: number,
    maxCadence: number,
    averageHeartRate: number,
    maxHeartRate: number,
    energy: number.describe("kJ."),
    tss: number.describe("With the threshold power that was valid on the day."),
    intensityFactor: number,
    zones: z
      .array(z.object({ zone: z.int(), from: z.int().describe("Lower bound, bpm."), seconds: z.number() }))
      .nullable()
      .describe(
        "Time in the heart-rate zones that were valid on the day; null without a heart rate or where none were set by then.",
      ),
    sampleCount: z.int(),
  }),
};

export const workoutSchema = z.object(workoutFields).meta({ id: "Workout" });

const telemetry = z
  .object({
    time: z.array(z.number()).describe("Seconds since the start."),
    channels: z.partialRecord(z.enum(CHANNELS), z.array(number)),
    pauses: z.array(z.tuple([z.number(), z.number()])).nullable(),
  })
  .nullable();

export const listWorkoutsSpec = {
  method: "GET",
  path: "/workouts",
  name: "workouts.list",
  summary:
    "Rides and other sports, filtered, sorted, page by page. An activity that a strength session tells of, too, counts as the session and is not listed.",
  scope: "read",
  query: workoutFilterSchema,
  response: listOf(workoutSchema),
  resource: "workout",
} satisfies Spec;

export const getWorkoutSpec = {
  method: "GET",
  path: "/workouts/{id}",
  name: "workouts.get",
  summary: "A workout with its summary and, on request, its telemetry.",
  scope: "read",
  params: idParams,
  query: z.strictObject({ includeTelemetry: queryFlag.default(false) }),
  response: z.object({ ...workoutFields, telemetry: telemetry.optional() }).meta({ id: "WorkoutWithTelemetry" }),
  resource: "workout",
} satisfies Spec;

export const editWorkoutSpec = {
  method: "PATCH",
  path: "/workouts/{id}",
  name: "workouts.edit",
  summary: "Changes fields of a workout. A stale version is refused with 409 and the workout as it is now.",
  scope: "write",
  params: idParams,
  body: editWorkoutSchema,
  response: workoutSchema,
  allow: ["title", "sport", "version"],
  resource: "workout",
} satisfies Spec;

export const deleteWorkoutSpec = {
  method: "DELETE",
  path: "/workouts/{id}",
  name: "workouts.delete",
  summary: "Deletes a workout so that it can come back.",
  scope: "write",
  params: idParams,
  query: z.strictObject({ version: queryWhole(1, 2_147_483_647).optional() }),
  status: 204,
  resource: "workout",
} satisfies Spec;

export const mergeWorkoutSpec = {
  method: "POST",
  path: "/workouts/{id}/merge",
  name: "workouts.merge",
  summary:
    "Makes two workouts one: this one takes in the sources of the other, which is deleted. Splitting makes them two again.",
  scope: "write",
  params: idParams,
  body: mergeSchema,
  response: workoutSchema,
  allow: ["with", "reason", "version"],
  resource: "workout",
} satisfies Spec;
