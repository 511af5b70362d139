import { strengthResource } from "@/domain/strength-resource";
import { notFound, staleVersion } from "@/lib/errors";
import type { Tx } from "./client";
import { updateVersioned } from "./history";
import { linkSessions } from "./strength-links";
import { STRENGTH, STRENGTH_COLUMNS, type StrengthRow } from "./strength-rows";
import { deleteSets, insertSets } from "./strength-sets";
import { takeTurn } from "./turns";

/** A session of the user's. @throws Failure "not_found", also for a deleted one */
export async function getStrengthWorkout(tx: Tx, id: string): Promise<StrengthRow> {
  const session = await getStrengthWorkoutEvenDeleted(tx, id);
  if (session.deletedAt !== null) throw notFound(STRENGTH.what);
  return session;
}

/** A session of the user's, deleted or not. @throws Failure "not_found" */
export async function getStrengthWorkoutEvenDeleted(tx: Tx, id: string): Promise<StrengthRow> {
  const [row] = await tx.query<StrengthRow>(
    `select ${STRENGTH_COLUMNS} from app.strength_workouts w where w.user_id = $1 and w.id = $2`,
    [tx.userId, id],
  );
  if (!row) throw notFound(STRENGTH.what);
  // An export's exercises may have been told apart from others since; their sets know.
  const ids = await tx.query<{ index: number; id: string }>(
    `select distinct exercise_index as index, exercise_id as id from app.strength_sets where user_id = $1 and workout_id = $2`,
    [tx.userId, id],
  );
  for (const { index, id } of ids) {
    const exercise = row.exercises[index];
    if (exercise) exercise.exerciseId = id;
  }
  return row;
}

/** Whether a session is the user's and, unless `deleted`, not deleted. */
export async function hasStrengthWorkout(tx: Tx, id: string, deleted = false): Promise<boolean> {
  const found = await tx.query(
    "select from app.strength_workouts where user_id = $1 and id = $2 and ($3 or deleted_at is null)",
    [tx.userId, id, deleted],
  );
  return found.length > 0;
}

/** Why a change is made and which version its author saw. */
export type Wish = { reason?: string | null; version?: number };

/** The session, locked until the transaction ends. @throws Failure "not_found" | "conflict" with the session as it is now */
export async function lockSession(tx: Tx, id: string, { version }: Wish, evenDeleted: boolean): Promise<StrengthRow> {
  await tx.query("select from app.strength_workouts where user_id = $1 and id = $2 for update", [tx.userId, id]);
  const session = await (evenDeleted ? getStrengthWorkoutEvenDeleted(tx, id) : getStrengthWorkout(tx, id));
  if (version !== undefined && version !== session.version) throw staleVersion(STRENGTH.what, strengthResource(session));
  return session;
}

/** Deletes a session so that it can come back; no import and no sync brings it back. @throws Failure "not_found" | "conflict" */
export async function deleteStrengthWorkout(tx: Tx, id: string, wish: Wish = {}): Promise<void> {
  await lockSession(tx, id, wish, false);
  const change = { type: "deletion", reason: wish.reason, fields: ["deletedAt"] } as const;
  await updateVersioned(tx, STRENGTH, id, { deleted_at: "now", hevy_deleted_at: null }, change);
  await deleteSets(tx, [id]);
}

/** Brings a deleted session back; one that is there stays as it is. @throws Failure "not_found" | "conflict" */
export async function undeleteStrengthWorkout(tx: Tx, id: string, wish: Wish = {}): Promise<StrengthRow> {
  await takeTurn(tx);
  const session = await lockSession(tx, id, wish, true);
  if (session.deletedAt === null) return session;
  const change = { type: "undeletion", reason: wish.reason, fields: ["deletedAt"] } as const;
  await updateVersioned(tx, STRENGTH, id, { deleted_at: null, undone_import_id: null }, change);
  await insertSets(tx, [session]);
  await linkSessions(tx, [session.startAt]);
  return getStrengthWorkout(tx, id);
}
