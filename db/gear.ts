import { shoeIdOf } from "@/domain/shoes";
import { arrayLiteral, type BulkColumn, insertManyVersioned } from "./bulk";
import type { Tx } from "./client";

const SHOE = { table: "shoes", idColumn: "shoe_id", what: "shoe" } as const;
const COLUMNS: readonly BulkColumn[] = [
  ["id", "text"],
  ["name", "text"],
];

/**
 * The shoes that sources name, by name; those that are missing are made. A shoe that the person deleted stays deleted and is null
 * here.
 */
export async function shoesByName(tx: Tx, names: readonly string[]): Promise<Map<string, string | null>> {
  const wanted = [...new Set(names.map((name) => name.trim()).filter((name) => name !== ""))];
  const found = new Map<string, string | null>();
  if (wanted.length === 0) return found;
  const rows = await tx.query<{ id: string; name: string; deleted: boolean }>(
    `select id, name, deleted_at is not null as deleted from app.shoes where user_id = $1 and (name = any($2::text[]) or id = any($3::text[]))`,
    [tx.userId, arrayLiteral(wanted), arrayLiteral(wanted.map(shoeIdOf))],
  );
  const byName = new Map(rows.map((row) => [row.name, row]));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const missing = new Map<string, string>();
  for (const name of wanted) {
    const id = shoeIdOf(name);
    const row = byName.get(name) ?? byId.get(id);
    if (row) found.set(name, row.deleted ? null : row.id);
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
