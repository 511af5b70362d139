import { z } from "zod";
import { isPlausibleYear } from "@/integrations/files/iso-time";

/**
 * What Hevy's API sends, as far as it is used. What is not used is null there; anything that a later version leaves out is taken as
 * null, too. A list's items are read one by one, so that a workout nobody can read does not hold up the others.
 */

const count = z.int().min(0);
const amount = (most: number) => z.number().min(0).max(most).nullish();

const set = z.object({
  type: z.string(),
  weight_kg: amount(10_000),
  reps: amount(1_000_000),
  distance_meters: amount(10_000_000),
  duration_seconds: amount(10_000_000),
  rpe: amount(10),
});

/** A set as Hevy writes it. */
export type HevySet = z.output<typeof set>;

const instant = z.iso.datetime({ offset: true });
const start = instant.refine((text) => isPlausibleYear(new Date(text).getUTCFullYear()), "is in a year that cannot be meant");
/** What ids of workouts look like; nothing of ours has another. */
export const workoutId = /^[\w-]{1,100}$/;

/** One workout. Start and end are to the second with an offset, changes to the millisecond with Z. */
export const hevyWorkout = z.object({
  id: z.string().regex(workoutId),
  title: z.string(),
  description: z.string().nullish(),
  start_time: start,
  end_time: instant.nullish(),
  updated_at: instant,
  exercises: z
    .array(
      z.object({
        title: z.string(),
        notes: z.string().nullish(),
        exercise_template_id: z.string().regex(/^[\w.:-]{1,100}$/),
        superset_id: z.int().nullish(),
        sets: z.array(set).max(1_000),
      }),
    )
    .max(1_000),
});
export type HevyWorkout = z.output<typeof hevyWorkout>;

/** One page of all workouts, newest first. */
export const workoutsPage = z.object({ page_count: count, workouts: z.array(z.unknown()) });

/**
 * One page of what happened since a moment, newest first. Where nothing did, the empty list is called `workouts`. An answer with neither
 * list is none.
 */
export const eventsPage = z
  .object({ page_count: count, events: z.array(z.unknown()).optional(), workouts: z.array(z.unknown()).max(0).optional() })
  .refine((page) => page.events !== undefined || page.workouts !== undefined, "it has no list of events")
  .transform((page) => ({ page_count: page.page_count, events: page.events ?? [] }));

/** A creation or change, or a deletion. */
export const hevyEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("updated"), workout: z.unknown() }),
  z.object({ type: z.literal("deleted"), id: z.string(), deleted_at: instant }),
]);

/** How many workouts there are. */
export const workoutCount = z.object({ workout_count: count });

/** Whose key it is. */
export const userInfo = z.object({ data: z.object({ id: z.string().regex(workoutId), name: z.string().nullish() }) });

/** One workout by itself, still to be read. */
export const anything = z.unknown();
