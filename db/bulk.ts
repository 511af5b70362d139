import { getTableColumns } from "drizzle-orm";
import { contentHash } from "@/lib/crypto";
import { givenRows, literal } from "./bulk-rows";
import type { Tx } from "./client";
import { ChangedMeanwhile } from "./faults";
import type { Versioned } from "./history";
import { runs } from "./schema/runs";
import { shoes } from "./schema/shoes";
import { strengthWorkouts } from "./schema/strength";
import { workouts } from "./schema/workouts";

/**
 * Set-based writes: one statement for up to a thousand rows, values sent as one array per column. The arrays are written as
 * PostgreSQL's own literals here, which costs a tenth of what the driver's general conversion does.
 */

/** A column of a bulk write and its type as the server names it. */
export type BulkColumn = readonly [
  name: string,
  /** `text[]` is sent as the text of an array literal ({@link arrayLiteral}). */
  type: "text" | "float8" | "int4" | "int8" | "timestamptz" | "date" | "uuid" | "jsonb" | "text[]",
];
export type BulkValue = string | number | Date | null | undefined;
export type BulkRow = Record<string, BulkValue>;

/** Rows per statement: large enough to pay for the trip, small enough for the server's memory. */
const MOST_ROWS = 1_000;

/** One column's values as an array literal. */
export function arrayLiteral(values: Iterable<BulkValue>): string {
  const texts: string[] = [];
  for (const value of values) texts.push(literal(value));
  return `{${texts.join(",")}}`;
}

/** Splits rows into statements of at most `MOST_ROWS`. */
export function* batches<T>(rows: readonly T[], most = MOST_ROWS): Generator<T[]> {
  for (let at = 0; at < rows.length; at += most) yield rows.slice(at, at + most);
}

/** A statement ready to be sent; `rows` is how many rows it must answer, where that matters. */
export type Statement = { text: string; values: unknown[]; rows?: number };

/** Statements that wait at the server behind the one it works on. */
const MOST_WAITING = 1;

/**
 * Sends statements one after the other. The next ones are made while the server works on the one before, which is what bulk writes
 * spend half their time on. `begun` is called when the first one is on its way. @throws ChangedMeanwhile when a statement answers fewer rows than it must
 */
export async function send(tx: Tx, statements: Iterable<Statement>, begun?: () => void): Promise<void> {
  const running: Promise<void>[] = [];
  let first = true;
  for (const statement of statements) {
    if (running.length > MOST_WAITING) await running.shift();
    const sent = sendOne(tx, statement);
    if (first) begun?.();
    first = false;
    // Whoever awaits it sees the failure; until then it must not count as unhandled.
    sent.catch(() => undefined);
    running.push(sent);
  }
  // The first that failed is the reason why those after it did.
  for (const sent of running) await sent;
}

async function sendOne(tx: Tx, { text, values, rows }: Statement): Promise<void> {
  // The same few texts come again and again, and planning one of them costs as much as a dozen rows.
  const answered = await tx.named<object>({ name: `bulk_${contentHash(Buffer.from(text)).slice(0, 24)}`, text }, values);
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
  for (const batch of batches(rows)) {
    const { from, names, selected, values } = givenRows(columns, batch, 2, true);
    yield {
      text: `insert into app.${table} (user_id, ${names.join(", ")}) select $1, ${selected.join(", ")} from ${from}`,
      values: [tx.userId, ...values],
    };
  }
}

/** Changes rows of a table that has no versions but `updated_at`; the first column is the key. */
export function* updateStatements(
  tx: Tx,
  table: string,
  columns: readonly BulkColumn[],
  rows: readonly BulkRow[],
): Generator<Statement> {
  for (const batch of batches(rows)) {
    const { from, names, selected, values } = givenRows(columns, batch, 2, false);
    const [key, ...rest] = names.map((name, index) => `${name} = ${selected[index]}`);
    yield {
      text: `update app.${table} t set ${rest.join(", ")}, updated_at = now() from ${from} where t.user_id = $1 and t.${key}`,
      values: [tx.userId, ...values],
    };
  }
}

/** Columns that histories leave out: whose row it is, and when it was written. */
const NOT_KEPT = new Set(["user_id", "created_at", "updated_at"]);
const KEPT = Object.fromEntries(
  Object.entries({ runs, shoes, workouts, strength_workouts: strengthWorkouts }).map(([table, columns]) => [
    table,
    // In the order in which the keys of a document are kept, which spares the server the sorting.
    Object.values(getTableColumns(columns))
      .map(({ name }) => name)
      .filter((name) => !NOT_KEPT.has(name))
      .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
      .map((name) => `w.${name}`),
  ]),
);

/** The row `w` as history keeps it. Choosing columns costs the server less than taking some away from the whole row. */
function dataOf(noun: Versioned): string {
  return `(select to_jsonb(x) from (select ${KEPT[noun.table]?.join(", ")}) x)`;
}

const HISTORY = "version, change_type, changed_fields, data, actor, reason, request_id, at";

/** What a bulk change is, for the history: one word and reason for all rows of the call. */
export type BulkChange = {
  type: "original" | "edit" | "merge" | "split" | "sync" | "deletion" | "undeletion";
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
  for (const batch of batches(rows)) {
    const { from, names, selected, values } = givenRows(columns, batch, 6, true);
    yield {
      text: `with w as (insert into app.${noun.table} (user_id, ${names.join(", ")}) select $1, ${selected.join(", ")} from ${from} returning *)
       insert into app.${noun.table}_history (user_id, ${noun.idColumn}, ${HISTORY})
       select user_id, id, version, $2, '{}', ${dataOf(noun)}, $3, $4, $5, now() from w`,
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
    const { from, names, selected, values } = givenRows(all, flat, 6, false);
    const read = names.map((name, index) => `${selected[index]} as ${name}`);
    yield {
      text: `with d as materialized (select ${read.join(", ")} from ${from}),
       w as (update app.${noun.table} r set ${sets}, version = r.version + 1, updated_at = now()
         from d where r.user_id = $1 and r.id = d.id and r.version = d.seen returning r.*)
       insert into app.${noun.table}_history (user_id, ${noun.idColumn}, ${HISTORY})
       select w.user_id, w.id, w.version, $2, string_to_array(d.fields, ','), ${dataOf(noun)}, $3, $4, $5, now()
         from w join d on d.id = w.id returning version`,
      values: [tx.userId, change.type, tx.actor.hand, change.reason, tx.actor.requestId, ...values],
      rows: batch.length,
    };
  }
}
