import { randomUUID } from "node:crypto";
import type { ImportResult, ImportState } from "@/domain/imports";
import { notFound } from "@/lib/errors";
import { recordActivity } from "./activity";
import { arrayLiteral, type BulkColumn, insertStatements, type Statement } from "./bulk";
import type { Tx } from "./client";
import type { DeliveryResult } from "./deliveries";
import type { ImportFile } from "./schema/imports";

export type { ImportFile };

/** Channel on which workers hear that there is something to do; the payload is the import's id. */
export const IMPORTS_CHANNEL = "almanac_imports";

/** An import as its page and the API show it. */
export type Import = {
  id: string;
  state: ImportState;
  files: ImportFile[];
  done: number;
  total: number | null;
  error: string | null;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  undoneAt: Date | null;
};

const FIELDS = `id, state, files, done, total, error, created_at as "createdAt", started_at as "startedAt",
  finished_at as "finishedAt", undone_at as "undoneAt"`;

/** Queues an import of uploaded files and tells the workers. */
export async function createImport(tx: Tx, id: string, files: readonly ImportFile[]): Promise<Import> {
  const [row] = await tx.query<Import>(
    `insert into app.imports (user_id, id, files, request_id) values ($1, $2, $3::jsonb, $4) returning ${FIELDS}`,
    [tx.userId, id, JSON.stringify(files), tx.actor.requestId],
  );
  if (!row) throw new Error("the import was not stored");
  await notifyWorkers(tx, id);
  return row;
}

/** A new import's id, known before its files are on disk. */
export function newImportId(): string {
  return randomUUID();
}

/** Wakes the workers when this transaction commits. */
export async function notifyWorkers(tx: Tx, id: string): Promise<void> {
  await tx.query("select pg_notify($1, $2)", [IMPORTS_CHANNEL, id]);
}

/** @throws Failure "not_found" */
export async function getImport(tx: Tx, id: string): Promise<Import> {
  const [row] = await tx.query<Import>(`select ${FIELDS} from app.imports where user_id = $1 and id = $2`, [tx.userId, id]);
  if (!row) throw notFound("import");
  return row;
}

export async function hasImport(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.query<object>("select from app.imports where user_id = $1 and id = $2", [tx.userId, id]);
  return rows.length > 0;
}

/** A person's imports, newest first. */
export function listImports(tx: Tx, limit: number, before: Date | null = null): Promise<Import[]> {
  return tx.query<Import>(
    `select ${FIELDS} from app.imports where user_id = $1 and ($3::timestamptz is null or created_at < $3)
      order by created_at desc limit $2`,
    [tx.userId, limit, before],
  );
}

/** How often each result occurred. */
export type ResultCounts = Record<ImportResult, number>;

/** How often each result occurred in some imports, by the import's id; all of them have an entry. */
export async function countResultsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, ResultCounts>> {
  const rows = await tx.query<{ id: string; result: ImportResult; count: number }>(
    `select import_id as id, result, count(*)::integer as count from app.import_items
      where user_id = $1 and import_id = any($2::uuid[]) group by import_id, result`,
    [tx.userId, ids],
  );
  const found = new Map(ids.map((id) => [id, { imported: 0, updated: 0, unchanged: 0, duplicate: 0, failed: 0 }]));
  for (const { id, result, count } of rows) {
    const counts = found.get(id);
    if (counts) counts[result] = count;
  }
  return found;
}

/** How often each result occurred in an import. */
export async function countResults(tx: Tx, id: string): Promise<ResultCounts> {
  const counts = (await countResultsOf(tx, [id])).get(id);
  if (!counts) throw new Error("the import was not counted");
  return counts;
}

/** What became of one file, entry or row. */
export type ImportItem = {
  seq: number;
  file: string;
  entry: string | null;
  row: number | null;
  result: ImportResult;
  reason: string | null;
  runId: string | null;
  workoutId: string | null;
  strengthWorkoutId: string | null;
};

/** Items in their order, after `afterSeq`, perhaps only those with one result. */
export function listItems(
  tx: Tx,
  importId: string,
  {
    afterSeq = -1,
    limit,
    result = null,
    offset = 0,
  }: { afterSeq?: number; limit: number; result?: ImportResult | null; offset?: number },
): Promise<ImportItem[]> {
  return tx.query<ImportItem>(
    `select seq, file, entry, row, result, reason, run_id as "runId", workout_id as "workoutId",
        strength_workout_id as "strengthWorkoutId" from app.import_items
      where user_id = $1 and import_id = $2 and seq > $3 and ($4::text is null or result = $4) order by seq limit $5 offset $6`,
    [tx.userId, importId, afterSeq, result, limit, offset],
  );
}

const ITEM_COLUMNS: readonly BulkColumn[] = [
  ["import_id", "uuid"],
  ["seq", "int8"],
  ["file", "text"],
  ["entry", "text"],
  ["row", "int4"],
  ["result", "text"],
  ["reason", "text"],
  ["run_id", "text"],
  ["workout_id", "text"],
  ["strength_workout_id", "text"],
  ["source_ids", "text[]"],
];

/** Stores results as the import's items. */
export function insertItems(tx: Tx, importId: string, results: readonly DeliveryResult[]): Iterable<Statement> {
  return insertStatements(
    tx,
    "import_items",
    ITEM_COLUMNS,
    results.map(({ seq, file, entry, row, result, reason, runId, workoutId, strengthWorkoutId, confirmed = [] }) => ({
      import_id: importId,
      seq,
      file,
      entry,
      row,
      result,
      reason,
      run_id: runId,
      workout_id: workoutId,
      strength_workout_id: strengthWorkoutId ?? null,
      source_ids: confirmed.length > 0 ? arrayLiteral(confirmed) : null,
    })),
  );
}

/** Another worker has gone on with this import, or it is no more. What this one has in hand must be thrown away. */
export class LeaseLost extends Error {
  override name = "LeaseLost";
}

/**
 * Notes progress in the transaction of the work itself: raises `done`, sets `total`, renews the lease, forgives earlier attempts.
 * @param seen `done` as this worker knows it; whoever else has moved it on owns the import now
 * @throws LeaseLost
 */
export async function noteProgress(tx: Tx, importId: string, seen: number, done: number, total: number | null): Promise<void> {
  const rows = await tx.query<object>(
    `update app.imports set done = $4, total = coalesce($5, total), attempts = 0, lease_until = now() + interval '60 seconds'
      where user_id = $1 and id = $2 and state = 'running' and done = $3 returning id`,
    [tx.userId, importId, seen, done, total],
  );
  if (rows.length === 0) throw new LeaseLost("the import is worked on elsewhere");
}

/** Ends an import: `done`, or `failed` with the reason. What it brought stays. */
export async function finishImport(tx: Tx, importId: string, error: string | null = null): Promise<void> {
  const [ended] = await tx.query<{ done: number }>(
    `update app.imports set state = case when $3::text is null then 'done' else 'failed' end, error = $3, finished_at = now(),
       lease_until = null, total = case when $3::text is null then done else total end
      where user_id = $1 and id = $2 and state = 'running' returning done`,
    [tx.userId, importId, error],
  );
  if (!ended) return;
  await recordActivity(tx, {
    kind: error === null ? "imports.done" : "imports.fail",
    subjectId: importId,
    data: { done: ended.done },
  });
}

/** The last item of an import: where a worker that takes it over goes on. −1 when there is none. */
export async function lastSeq(tx: Tx, importId: string): Promise<number> {
  const [row] = await tx.query<{ seq: number | null }>(
    "select max(seq) as seq from app.import_items where user_id = $1 and import_id = $2",
    [tx.userId, importId],
  );
  return row?.seq ?? -1;
}

/** The zone for activities that do not say their own. */
export async function ownTimeZone(tx: Tx): Promise<string> {
  const [row] = await tx.query<{ timeZone: string }>(`select time_zone as "timeZone" from app.settings where user_id = $1`, [
    tx.userId,
  ]);
  return row?.timeZone ?? "UTC";
}
