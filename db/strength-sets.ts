import { oneRepMax, type StrengthExercise, setVolume } from "@/domain/strength";
import { arrayLiteral, type BulkColumn, type BulkRow, insertMany } from "./bulk";
import type { Tx } from "./client";

const COLUMNS: readonly BulkColumn[] = [
  ["workout_id", "text"],
  ["exercise_index", "int4"],
  ["set_index", "int4"],
  ["exercise_id", "text"],
  ["exercise", "text"],
  ["local_date", "date"],
  ["kind", "text"],
  ["weight_kg", "float8"],
  ["reps", "int4"],
  ["distance_m", "float8"],
  ["duration_s", "float8"],
  ["rpe", "float8"],
  ["volume_kg", "float8"],
  ["one_rep_max_kg", "float8"],
];

type Session = { id: string; localDate: string; exercises: readonly StrengthExercise[] };

function setRows({ id, localDate, exercises }: Session): BulkRow[] {
  return exercises.flatMap(({ exerciseId, title, sets }, exerciseIndex) =>
    sets.map((set, setIndex) => ({
      workout_id: id,
      exercise_index: exerciseIndex,
      set_index: setIndex,
      exercise_id: exerciseId,
      exercise: title,
      local_date: localDate,
      kind: set.kind,
      weight_kg: set.weightKg,
      reps: set.reps,
      distance_m: set.distanceM,
      duration_s: set.durationS,
      rpe: set.rpe,
      volume_kg: setVolume(set, title),
      one_rep_max_kg: oneRepMax(set, title),
    })),
  );
}

/** Writes the sets of sessions that have none. */
export function insertSets(tx: Tx, sessions: readonly Session[]): Promise<void> {
  return insertMany(tx, "strength_sets", COLUMNS, sessions.flatMap(setRows));
}

/** Takes the sets of sessions away: only live sessions have some. */
export async function deleteSets(tx: Tx, workoutIds: readonly string[]): Promise<void> {
  if (workoutIds.length === 0) return;
  await tx.query("delete from app.strength_sets where user_id = $1 and workout_id = any($2::text[])", [
    tx.userId,
    arrayLiteral(workoutIds),
  ]);
}
