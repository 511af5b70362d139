import { shoeIdOf } from "@/domain/shoes";
import { arrayLiteral, type BulkColumn, insertManyVersioned, send, updateVersionedStatements } from "./bulk";
import type { Tx } from "./client";

const SHOE = { table: "shoes", idColumn: "shoe_id", what: "shoe" } as const;
const COLUMNS: readonly BulkColumn[] = [
  ["id", "text"],
  ["name", "text"],
];

const DELETED_AT: readonly BulkColumn[] = [["deleted_at", "timestamptz"]];

/** Why a shoe was deleted that went with its import: such a shoe may come back with another one. */
const UNDONE = "The import that brought it was undone";

/**
 * The shoes that sources name, by name; those that are missing are made. A shoe that the person deleted stays deleted,
 * though the run says that it was that one; one that went with an undone import comes back.
 */
export async function shoesByName(tx: Tx, names: readonly string[]): Promise<Map<string, string | null>> {
  const wanted = [...new Set(names.map((name) => name.trim()).filter((name) => name !== ""))];
  const found = new Map<string, string | null>();
  if (wanted.length === 0) return found;
  const rows = await tx.query<{ id: string; name: string; version: number; deleted: boolean; undone: boolean }>(
    `select s.id, s.name, s.version, s.deleted_at is not null as deleted, h.reason is not distinct from $4 as undone
      from app.shoes s join app.shoes_history h on h.user_id = $1 and h.shoe_id = s.id and h.version = s.version
      where s.user_id = $1 and (s.name = any($2::text[]) or s.id = any($3::text[]))`,
    [tx.userId, arrayLiteral(wanted), arrayLiteral(wanted.map(shoeIdOf)), UNDONE],
  );
  const back = rows.filter((row) => row.deleted && row.undone);
  await send(tx, changeDeleted(tx, back, null));
  const byName = new Map(rows.map((row) => [row.name, row]));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const missing = new Map<string, string>();
  for (const name of wanted) {
    const id = shoeIdOf(name);
    const row = byName.get(name) ?? byId.get(id);
    if (row) found.set(name, row.id);
    else {
      if (!missing.has(id)) missing.set(id, name.slice(0, 100));
      found.set(name, id);
    }
  }
  const rowsToMake = [...missing].map(([id, name]) => ({ id, name }));
  if (rowsToMake.length > 0) await insertManyVersioned(tx, SHOE, COLUMNS, rowsToMake);
  for (const name of names) found.set(name, found.get(name.trim()) ?? null);
  return found;
}

function changeDeleted(tx: Tx, shoes: readonly { id: string; version: number }[], deletedAt: Date | null) {
  const rows = shoes.map(({ id, version }) => ({ id, version, fields: ["deletedAt"], values: { deleted_at: deletedAt } }));
  const reason = deletedAt ? UNDONE : "Imported again after its import was undone";
  return updateVersionedStatements(tx, SHOE, DELETED_AT, rows, { type: deletedAt ? "deletion" : "undeletion", reason });
}

/** Takes back the shoes that an import made, that nobody has touched since and that no run wears any more. */
export async function removeShoesOf(tx: Tx, importId: string, now: Date): Promise<void> {
  const rows = await tx.query<{ id: string; version: number }>(
    `select s.id, s.version from app.imports i
      join app.shoes_history h on h.user_id = $1 and h.request_id = i.request_id and h.actor = 'import' and h.version = 1
      join app.shoes s on s.user_id = $1 and s.id = h.shoe_id and s.version = 1 and s.deleted_at is null
      where i.user_id = $1 and i.id = $2
        and not exists (select from app.runs r where r.user_id = $1 and r.shoe_id = s.id and r.deleted_at is null)`,
    [tx.userId, importId],
  );
  await send(tx, changeDeleted(tx, rows, now));
}
