import type { Sport } from "@/domain/activity";
import { WORKOUT_FIELDS, type WorkoutValues } from "@/domain/workout-fields";
import { notFound } from "@/lib/errors";
import type { Tx } from "./client";
import { getVersion, listVersions, type Version } from "./history";
import type { WorkoutRow } from "./workout-rows";
import { changeWorkout, WORKOUTS } from "./workouts";

/** A version of a workout: who made it, when, why, and what the workout then said. */
export type WorkoutVersion = Omit<Version, "data"> & { values: WorkoutValues };

function workoutVersionOf({ data, ...version }: Version): WorkoutVersion {
  const values = WORKOUT_FIELDS.map(({ field, column }) => [field, plain(column, data[column])]);
  return { ...version, values: Object.fromEntries(values) };
}

/** Histories keep instants in PostgreSQL's spelling. */
function plain(column: string, value: unknown): unknown {
  if (value === undefined) return null;
  return column.endsWith("_at") && typeof value === "string" ? new Date(value).toISOString() : value;
}

/** All versions of a workout, deleted or not, newest first. @throws Failure "not_found" */
export async function listWorkoutVersions(tx: Tx, id: string): Promise<WorkoutVersion[]> {
  const versions = await listVersions(tx, WORKOUTS, id);
  if (versions.length === 0) throw notFound("workout");
  return versions.map(workoutVersionOf);
}

/** One version of a workout. @throws Failure "not_found" */
export async function getWorkoutVersion(tx: Tx, id: string, version: number): Promise<WorkoutVersion> {
  return workoutVersionOf(await getVersion(tx, WORKOUTS, id, version));
}

/**
 * Gives a workout the title, notes and sport that it had in a version; this is itself a version. Its figures are the sources' and
 * stay. @throws Failure "not_found" (workout or version, deleted workout) | "conflict"
 */
export async function restoreWorkout(tx: Tx, id: string, version: number, expected?: number): Promise<WorkoutRow> {
  const { values } = await getWorkoutVersion(tx, id, version);
  const past = {
    title: String(values.title),
    description: values.description === null ? null : String(values.description),
    // The column's check lets nothing else in.
    sport: values.sport as Sport,
  };
  return changeWorkout(tx, id, past, { version: expected, reason: `Restored version ${version}.` }, "restore");
}
