import type { Tx } from "./client";
import { ChangedMeanwhile } from "./faults";
import type { Versioned } from "./history";

/**
 * Set-based writes: one statement for up to a thousand rows, values sent as one array per column. The arrays are written as
 * PostgreSQL's own literals here, which costs a tenth of what the driver's general conversion does.
 */

/** A column of a bulk write and its type as the server names it. */
export type BulkColumn = readonly [
  name: string,
  type: "text" | "float8" | "int4" | "int8" | "timestamptz" | "date" | "uuid" | "jsonb",
];
type Value = string | number | Date | null | undefined;
export type BulkRow = Record<string, Value>;

/** Rows per statement: large enough to pay for the trip, small enough for the server's memory. */
export const MOST_ROWS = 1_000;

const PLAIN = /^[\w.:+ -]+$/;

function literal(value: Value): string {
  if (value === null || value === undefined) return "NULL";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "NULL";
  const text = typeof value === "string" ? value : value.toISOString();
  // Unquoted words such as NULL would lose their meaning, so every text is quoted.
  return PLAIN.test(text) ? `"${text}"` : `"${text.replace(/["\\]/g, "\\$&")}"`;
}

/** One column's values as an array literal. */
export function arrayLiteral(values: Iterable<Value>): string {
  return `{${Array.from(values, literal).join(",")}}`;
}

/** Reads `rows` as parameters $`first` and on: the FROM item `unnest(…) as d(…)` and the values to send. */
export function unnest(
  columns: readonly BulkColumn[],
  rows: readonly BulkRow[],
  first: number,
): { from: string; values: string[] } {
  const holes = columns.map(([, type], index) => `$${first + index}::${type}[]`);
  return {
    from: `unnest(${holes.join(", ")}) as d(${columns.map(([name]) => name).join(", ")})`,
    values: columns.map(([name]) => arrayLiteral(rows.map((row) => row[name]))),
  };
}

/** Splits rows into statements of at most `MOST_ROWS`. */
export function* batches<T>(rows: readonly T[], most = MOST_ROWS): Generator<T[]> {
  for (let at = 0; at < rows.length; at += most) yield rows.slice(at, at + most);
}

/** Inserts rows of a table that has no versions; `user_id` is the transaction's. */
export async function insertMany(tx: Tx, table: string, columns: readonly BulkColumn[], rows: readonly BulkRow[]): Promise<void> {
  const names = columns.map(([name]) => name).join(", ");
  for (const batch of batches(rows)) {
    const { from, values } = unnest(columns, batch, 2);
    await tx.query(`insert into app.${table} (user_id, ${names}) select $1, ${names} from ${from}`, [tx.userId, ...values]);
  }
}

const DATA = "to_jsonb(w) - '{user_id,created_at,updated_at}'::text[]";
const HISTORY = "version, change_type, changed_fields, data, actor, reason, request_id, at";

/** What a bulk change is, for the history: one word and reason for all rows of the call. */
export type BulkChange = { type: "original" | "merge" | "split" | "sync" | "deletion" | "undeletion"; reason: string | null };

/** Inserts rows as version 1 with their histories, change and history in one statement per thousand. */
export async function insertManyVersioned(
  tx: Tx,
  noun: Versioned,
  columns: readonly BulkColumn[],
  rows: readonly BulkRow[],
  change: BulkChange = { type: "original", reason: null },
): Promise<void> {
  const names = columns.map(([name]) => name).join(", ");
  for (const batch of batches(rows)) {
    const { from, values } = unnest(columns, batch, 6);
    await tx.query(
      `with w as (insert into app.${noun.table} (user_id, ${names}) select $1, ${names} from ${from} returning *)
       insert into app.${noun.table}_history (user_id, ${noun.idColumn}, ${HISTORY})
       select user_id, id, version, $2, '{}', ${DATA}, $3, $4, $5, now() from w`,
      [tx.userId, change.type, tx.actor.hand, change.reason, tx.actor.requestId, ...values],
    );
  }
}

/** A row to change: `id`, the version that was read, which fields differ (for the history), and the new values. */
export type BulkUpdate = { id: string; version: number; fields: readonly string[]; values: BulkRow };

/**
 * Changes rows, raising each version by one, with the histories in the same statement. All rows must still have the version that
 * was read: lock them first. @throws Error when one does not
 */
export async function updateManyVersioned(
  tx: Tx,
  noun: Versioned,
  columns: readonly BulkColumn[],
  rows: readonly BulkUpdate[],
  change: BulkChange,
): Promise<void> {
  const sets = columns.map(([name]) => `${name} = d.${name}`).join(", ");
  const all: BulkColumn[] = [["id", "text"], ["seen", "int4"], ["fields", "text"], ...columns];
  for (const batch of batches(rows)) {
    const flat = batch.map((row) => ({ ...row.values, id: row.id, seen: row.version, fields: row.fields.join(",") }));
    const { from, values } = unnest(all, flat, 6);
    const written = await tx.query<object>(
      `with d as materialized (select * from ${from}),
       w as (update app.${noun.table} r set ${sets}, version = r.version + 1, updated_at = now()
         from d where r.user_id = $1 and r.id = d.id and r.version = d.seen returning r.*)
       insert into app.${noun.table}_history (user_id, ${noun.idColumn}, ${HISTORY})
       select w.user_id, w.id, w.version, $2, string_to_array(nullif(d.fields, ''), ','), ${DATA}, $3, $4, $5, now()
         from w join d on d.id = w.id returning version`,
      [tx.userId, change.type, tx.actor.hand, change.reason, tx.actor.requestId, ...values],
    );
    if (written.length !== batch.length) throw new ChangedMeanwhile(`${noun.table} changed while a batch was being written`);
  }
}
