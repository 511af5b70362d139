import { z } from "zod";
import { SPORTS } from "./activity";
import { dayField, isStorableText, pageFields, queryFlag } from "./fields";
import { readQuery, type SearchParams } from "./query";
import { WORKOUT_STATUSES } from "./workouts";

/** What workouts can be sorted by. */
const WORKOUT_SORTS = [
  "startAt",
  "distance",
  "duration",
  "averagePower",
  "normalizedPower",
  "energy",
  "averageHeartRate",
  "elevationGain",
  "title",
] as const;
export type WorkoutSort = (typeof WORKOUT_SORTS)[number];

/** Which workouts, in which order, which page of them. Days are inclusive and compared with a workout's local date. */
export const workoutFilterSchema = z.strictObject({
  from: dayField.optional(),
  to: dayField.optional(),
  sport: z.enum(SPORTS).optional(),
  status: z.enum(WORKOUT_STATUSES).optional(),
  q: z.string().trim().max(200).refine(isStorableText, "This text cannot be searched for.").optional(),
  sort: z.enum(WORKOUT_SORTS).default("startAt"),
  order: z.enum(["asc", "desc"]).default("desc"),
  deleted: queryFlag.default(false),
  ...pageFields,
});
export type WorkoutFilter = z.output<typeof workoutFilterSchema>;

/** The filter of a page's URL; what does not parse is left out. */
export function readWorkoutFilter(params: SearchParams): WorkoutFilter {
  return readQuery(workoutFilterSchema, params);
}
