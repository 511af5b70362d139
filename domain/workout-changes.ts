import { z } from "zod";
import { SPORTS, type Sport } from "./activity";
import { noteField, textField, versionField } from "./fields";

/** Sports that a person can choose for a workout. What was run is a run and no workout. */
export const WORKOUT_SPORTS = SPORTS.filter((sport): sport is Exclude<Sport, "running"> => sport !== "running");

/** Fields of a workout that a person may edit, by their names in the API. */
export const EDITABLE_WORKOUT_FIELDS = ["title", "description", "sport"] as const;

/** What a person may change of a workout. Absent fields stay as they are. */
export const workoutChangesSchema = z.strictObject({
  title: textField(200).optional(),
  description: noteField(20_000).optional(),
  sport: z.enum(WORKOUT_SPORTS, "Choose one of the sports; what was run is a run.").optional(),
});
export type WorkoutChanges = z.output<typeof workoutChangesSchema>;

/** A change with the version that the person saw. */
export const editWorkoutSchema = workoutChangesSchema.extend({ version: versionField.optional() });
