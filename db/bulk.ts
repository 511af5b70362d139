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
const MOST_ROWS = 1_000;

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

/** A statement ready to be sent; `rows` is how many rows it must answer, where that matters. */
export type Statement = { text: string; values: unknown[]; rows?: number };

/**
 * Sends statements one after the other. The next one is made while the server works on the one before, which is what bulk writes
 * spend half their time on. @throws ChangedMeanwhile when a statement answers fewer rows than it must
 */
export async function send(tx: Tx, statements: Iterable<Statement>): Promise<void> {
  let running: Promise<void> | null = null;
  for (const statement of statements) {
    if (running) await running;
    running = sendOne(tx, statement);
    // Whoever awaits it sees the failure; until then it must not count as unhandled.
    running.catch(() => undefined);
  }
  if (running) await running;
}

async function sendOne(tx: Tx, { text, values, rows }: Statement): Promise<void> {
  const answered = await tx.query<object>(text, values);
  if (rows !== undefined && answered.length !== rows) throw new ChangedMeanwhile("rows changed while a batch was being written");
}

/** Inserts rows of a table that has no versions; `user_id` is the transaction's. */
export function insertMany(tx: Tx, table: string, columns: readonly BulkColumn[], rows: readonly BulkRow[]): Promise<void> {
  return send(tx, insertStatements(tx, table, columns, rows));
}

/** The statements of {@link insertMany}. */
export function* insertStatements(
  tx: Tx,
  table: string,
  columns: readonly BulkColumn[],
  rows: readonly BulkRow[],
): Generator<Statement> {
  const names = columns.map(([name]) => name).join(", ");
  for (const batch of batches(rows)) {
    const { from, values } = unnest(columns, batch, 2);
    yield {
      text: `insert into app.${table} (user_id, ${names}) select $1, ${names} from ${from}`,
      values: [tx.userId, ...values],
    };
  }
}

const DATA = "to_jsonb(w) - '{user_id,created_at,updated_at}'::text[]";
const HISTORY = "version, change_type, changed_fields, data, actor, reason, request_id, at";

/** What a bulk change is, for the history: one word and reason for all rows of the call. */
export type BulkChange = {
  type: "original" | "merge" | "split" | "sync" | "deletion" | "undeletion";
  reason: string | null;
};

const ORIGINAL: BulkChange = { type: "original", reason: null };

/** Inserts rows as version 1 with their histories, change and history in one statement per thousand. */
export function insertManyVersioned(
  tx: Tx,
  noun: Versioned,
  columns: readonly BulkColumn[],
  rows: readonly BulkRow[],
  change: BulkChange = ORIGINAL,
): Promise<void> {
  return send(tx, insertVersionedStatements(tx, noun, columns, rows, change));
}

/** The statements of {@link insertManyVersioned}. */
export function* insertVersionedStatements(
  tx: Tx,
  noun: Versioned,
  columns: readonly BulkColumn[],
  rows: readonly BulkRow[],
  change: BulkChange = ORIGINAL,
): Generator<Statement> {
  const names = columns.map(([name]) => name).join(", ");
  for (const batch of batches(rows)) {
    const { from, values } = unnest(columns, batch, 6);
    yield {
      text: `with w as (insert into app.${noun.table} (user_id, ${names}) select $1, ${names} from ${from} returning *)
       insert into app.${noun.table}_history (user_id, ${noun.idColumn}, ${HISTORY})
       select user_id, id, version, $2, '{}', ${DATA}, $3, $4, $5, now() from w`,
      values: [tx.userId, change.type, tx.actor.hand, change.reason, tx.actor.requestId, ...values],
    };
  }
}

/** A row to change: `id`, the version that was read, which fields differ (for the history), and the new values. */
export type BulkUpdate = { id: string; version: number; fields: readonly string[]; values: BulkRow };

/**
 * Statements that change rows, raising each version by one, with the histories in the same statement. All rows must still have the
 * version that was read: lock them first.
 */
export function* updateVersionedStatements(
  tx: Tx,
  noun: Versioned,
  columns: readonly BulkColumn[],
  rows: readonly BulkUpdate[],
  change: BulkChange,
): Generator<Statement> {
  const sets = columns.map(([name]) => `${name} = d.${name}`).join(", ");
  const all: BulkColumn[] = [["id", "text"], ["seen", "int4"], ["fields", "text"], ...columns];
  for (const batch of batches(rows)) {
    const flat = batch.map((row) => ({ ...row.values, id: row.id, seen: row.version, fields: row.fields.join(",") }));
    const { from, values } = unnest(all, flat, 6);
    yield {
      text: `with d as materialized (select * from ${from}),
       w as (update app.${noun.table} r set ${sets}, version = r.version + 1, updated_at = now()
         from d where r.user_id = $1 and r.id = d.id and r.version = d.seen returning r.*)
       insert into app.${noun.table}_history (user_id, ${noun.idColumn}, ${HISTORY})
       select w.user_id, w.id, w.version, $2, string_to_array(d.fields, ','), ${DATA}, $3, $4, $5, now()
         from w join d on d.id = w.id returning version`,
      values: [tx.userId, change.type, tx.actor.hand, change.reason, tx.actor.requestId, ...values],
      rows: batch.length,
    };
  }
}
