import { EDITABLE_WORKOUT_FIELDS, type WorkoutChanges } from "@/domain/workout-changes";
import { type WorkoutResource, workoutResource } from "@/domain/workouts";
import { notFound, staleVersion } from "@/lib/errors";
import { homeOf } from "./activity-sources";
import type { Tx } from "./client";
import { ownership } from "./edited-overlay";
import { updateVersioned, type Versioned } from "./history";
import { takeBack } from "./split-activities";
import { linkSessions } from "./strength-links";
import { takeTurn } from "./turns";
import { WORKOUT_COLUMNS, type WorkoutFacts, type WorkoutRow, workoutOf } from "./workout-rows";

export const WORKOUTS: Versioned = { table: "workouts", idColumn: "workout_id", what: "workout" };

/** PostgreSQL's own word for the start of the transaction. */
const NOW = "now";

/** A workout of the user's. @throws Failure "not_found", also for a deleted one */
export async function getWorkout(tx: Tx, id: string): Promise<WorkoutRow> {
  const workout = await getWorkoutEvenDeleted(tx, id);
  if (workout.deletedAt !== null) throw notFound("workout");
  return workout;
}

/** A workout of the user's, deleted or not. @throws Failure "not_found" */
export async function getWorkoutEvenDeleted(tx: Tx, id: string): Promise<WorkoutRow> {
  const [row] = await tx.query<WorkoutFacts>(`select ${WORKOUT_COLUMNS} from app.workouts w where w.user_id = $1 and w.id = $2`, [
    tx.userId,
    id,
  ]);
  if (!row) throw notFound("workout");
  return workoutOf(row);
}

/** Whether a workout is the user's and not deleted. */
export async function hasWorkout(tx: Tx, id: string): Promise<boolean> {
  const found = await tx.query("select from app.workouts where user_id = $1 and id = $2 and deleted_at is null", [tx.userId, id]);
  return found.length > 0;
}

/** Why a change is made and which version its author saw. */
type Wish = { reason?: string | null; version?: number };

async function lockWorkout(tx: Tx, id: string, { version }: Wish, evenDeleted: boolean): Promise<WorkoutRow> {
  await tx.query("select from app.workouts where user_id = $1 and id = $2 for update", [tx.userId, id]);
  const workout = await (evenDeleted ? getWorkoutEvenDeleted(tx, id) : getWorkout(tx, id));
  const current: WorkoutResource = workoutResource(workout);
  if (version !== undefined && version !== workout.version) throw staleVersion("workout", current);
  return workout;
}

/**
 * Changes what a person may change. Fields that become what they are already are no change; without any change the workout is answered
 * as it is and no version is made. Changed fields are the person's from now on: what the sources say of them is kept in `provider`.
 * @throws Failure "not_found" | "conflict" (the version is stale; with the workout as it is now)
 */
export function editWorkout(tx: Tx, id: string, changes: WorkoutChanges, wish: Wish = {}): Promise<WorkoutRow> {
  return changeWorkout(tx, id, changes, wish, "edit");
}

/** The one way in which a person's hand changes a workout: an edit, or the restoration of what it said before. */
export async function changeWorkout(
  tx: Tx,
  id: string,
  changes: Partial<Pick<WorkoutRow, (typeof EDITABLE_WORKOUT_FIELDS)[number]>>,
  wish: Wish,
  type: "edit" | "restore",
): Promise<WorkoutRow> {
  // Whoever writes activities takes the turn before the row; so does what may link a session with this one.
  if (changes.sport !== undefined) await takeTurn(tx);
  const workout = await lockWorkout(tx, id, wish, false);
  const fields = EDITABLE_WORKOUT_FIELDS.filter((field) => changes[field] !== undefined && changes[field] !== workout[field]);
  if (fields.length === 0) return workout;
  const values = Object.fromEntries(fields.map((field) => [field, changes[field]]));
  const before = Object.fromEntries(fields.map((field) => [field, workout[field]]));
  const change = { type, reason: wish.reason, fields };
  await updateVersioned(tx, WORKOUTS, id, { ...values, ...ownership(workout, before) }, change);
  if (fields.includes("sport")) await linkSessions(tx, [workout.startAt]);
  return getWorkout(tx, id);
}

/** Deletes a workout so that it can come back: it leaves every list and total. @throws Failure "not_found" | "conflict" */
export async function deleteWorkout(tx: Tx, id: string, wish: Wish = {}): Promise<void> {
  await lockWorkout(tx, id, wish, false);
  const change = { type: "deletion", reason: wish.reason, fields: ["deletedAt"] } as const;
  await updateVersioned(tx, WORKOUTS, id, { deleted_at: NOW }, change);
}

/**
 * Brings a deleted workout back; one that is there stays as it is, one that was merged into another is taken out of it again.
 * @throws Failure "not_found" | "conflict"
 */
export async function undeleteWorkout(tx: Tx, id: string, wish: Wish = {}): Promise<void> {
  const home = await homeOf(tx, id);
  await takeTurn(tx);
  const workout = await lockWorkout(tx, id, wish, true);
  if (workout.deletedAt === null) return;
  if (home) return takeBack(tx, home, id);
  const change = { type: "undeletion", reason: wish.reason, fields: ["deletedAt"] } as const;
  await updateVersioned(tx, WORKOUTS, id, { deleted_at: null, undone_import_id: null }, change);
  await linkSessions(tx, [workout.startAt]);
}
