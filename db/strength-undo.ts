import { type BulkUpdate, send, updateVersionedStatements } from "./bulk";
import type { Tx } from "./client";
import { STRENGTH, STRENGTH_COLUMNS, STRENGTH_WRITTEN, type StrengthRow, strengthValues } from "./strength-rows";
import { deleteSets } from "./strength-sets";

/** Sessions that this import brought, that no other import that stands tells of, and that still show it. */
const TOUCHED = `from app.strength_workouts w where w.user_id = $1 and w.deleted_at is null and w.origin = 'export'
  and exists (select from app.import_items i where i.user_id = $1 and i.import_id = $2 and i.strength_workout_id = w.id)
  and not exists (select from app.import_items o join app.imports m on m.user_id = $1 and m.id = o.import_id
    where o.user_id = $1 and o.strength_workout_id = w.id and o.import_id <> $2 and m.undone_at is null)`;

/** How many sessions the undoing of an import will take back. */
export async function countSessionsToUndo(tx: Tx, importId: string): Promise<number> {
  const [row] = await tx.query<{ count: number }>(`select count(*)::integer as count ${TOUCHED}`, [tx.userId, importId]);
  return row?.count ?? 0;
}

/**
 * Takes some of an import's sessions back: what came from it alone is deleted and may be imported again, what Hevy's API tells as well
 * is the API's alone. Answers how many; 0 when none is left.
 */
export async function undoSessions(tx: Tx, importId: string, most: number, now: Date): Promise<number> {
  const rows = await tx.query<StrengthRow>(`select ${STRENGTH_COLUMNS} ${TOUCHED} order by w.id limit $3 for update of w`, [
    tx.userId,
    importId,
    most,
  ]);
  const alone = rows.filter((row) => row.hevyId === null);
  const shared = rows.filter((row) => row.hevyId !== null);
  const reason = "The import was undone";
  const deletion = alone.map((row) => changed(row, { deletedAt: now, undoneImportId: importId }, ["deletedAt"]));
  await send(tx, updateVersionedStatements(tx, STRENGTH, STRENGTH_WRITTEN, deletion, { type: "deletion", reason }));
  const split = shared.map((row) => changed(row, { origin: "api" }, []));
  await send(tx, updateVersionedStatements(tx, STRENGTH, STRENGTH_WRITTEN, split, { type: "split", reason }));
  await deleteSets(
    tx,
    alone.map(({ id }) => id),
  );
  return rows.length;
}

function changed(row: StrengthRow, values: Partial<StrengthRow>, fields: string[]): BulkUpdate {
  return { id: row.id, version: row.version, fields, values: strengthValues({ ...row, ...values }) };
}
