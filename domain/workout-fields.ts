import type { FieldChange } from "./run-fields";
import { type Workout, workoutResource } from "./workouts";

/** What a version of a workout is made of, in the order in which people read it; values in the API's units. */
export const WORKOUT_FIELDS = [
  { field: "title", column: "title", label: "Title" },
  { field: "sport", column: "sport", label: "Sport" },
  { field: "startAt", column: "start_at", label: "Start" },
  { field: "distance", column: "distance_m", label: "Distance" },
  { field: "duration", column: "duration_s", label: "Duration" },
  { field: "elapsed", column: "elapsed_s", label: "Elapsed time" },
  { field: "moving", column: "moving_s", label: "Moving time" },
  { field: "averagePower", column: "average_power_w", label: "Average power" },
  { field: "maxPower", column: "max_power_w", label: "Maximum power" },
  { field: "normalizedPower", column: "normalized_power_w", label: "Normalised power" },
  { field: "energy", column: "energy_kj", label: "Energy" },
  { field: "averageHeartRate", column: "average_heart_rate_bpm", label: "Average heart rate" },
  { field: "maxHeartRate", column: "max_heart_rate_bpm", label: "Maximum heart rate" },
  { field: "cadence", column: "average_cadence_rpm", label: "Average cadence" },
  { field: "elevationGain", column: "elevation_gain_m", label: "Elevation gain" },
  { field: "timeZone", column: "time_zone", label: "Time zone" },
  { field: "localDate", column: "local_date", label: "Date" },
  { field: "description", column: "description", label: "Notes" },
  { field: "deletedAt", column: "deleted_at", label: "Deleted" },
] as const;

export type WorkoutFieldName = (typeof WORKOUT_FIELDS)[number]["field"];
export type WorkoutValues = Record<WorkoutFieldName, string | number | null>;

/** The label of a field of a workout. */
export function workoutLabelOf(field: WorkoutFieldName): string {
  return WORKOUT_FIELDS.find((one) => one.field === field)?.label ?? field;
}

/** What changed from one version of a workout to another, field by field, in reading order. */
export function diffWorkouts(before: WorkoutValues, after: WorkoutValues): FieldChange[] {
  return WORKOUT_FIELDS.flatMap(({ field, label }) =>
    before[field] === after[field] ? [] : [{ field, label, before: before[field], after: after[field] }],
  );
}

/** What a workout says before its first version. */
export const NOTHING_YET: WorkoutValues = {
  title: null,
  sport: null,
  startAt: null,
  distance: null,
  duration: null,
  elapsed: null,
  moving: null,
  averagePower: null,
  maxPower: null,
  normalizedPower: null,
  energy: null,
  averageHeartRate: null,
  maxHeartRate: null,
  cadence: null,
  elevationGain: null,
  timeZone: null,
  localDate: null,
  description: null,
  deletedAt: null,
};

/** What a workout says, field by field, in the API's units. */
export function workoutValues(workout: Workout & { movingS: number | null }): WorkoutValues {
  const { distance, duration, elapsed, elevationGain, startAt, deletedAt, summary } = workoutResource(workout);
  const { title, sport, description, timeZone, localDate, movingS } = workout;
  const { averagePower, maxPower, normalizedPower, energy, averageHeartRate, maxHeartRate, averageCadence } = summary;
  return {
    ...{ title, sport, description, timeZone, localDate, distance, duration, elapsed, elevationGain, startAt, deletedAt },
    ...{ averagePower, maxPower, normalizedPower, energy, averageHeartRate, maxHeartRate },
    moving: movingS,
    cadence: averageCadence,
  };
}
