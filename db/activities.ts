import type { BestEffort } from "@/domain/best-efforts";
import { type ActivityNoun, FACT_COLUMNS, NOUNS } from "./activity-rows";
import {
  arrayLiteral,
  type BulkChange,
  type BulkColumn,
  type BulkRow,
  type BulkUpdate,
  insertStatements,
  insertVersionedStatements,
  type Statement,
  updateVersionedStatements,
} from "./bulk";
import type { Tx } from "./client";
import type { Stored } from "./edited-overlay";

/** Runs and workouts as imports write them: many at a time, with their histories. */
export type StoredActivity = Stored & {
  id: string;
  version: number;
  source: string;
  time_zone: string;
  import_id: string | null;
  undone_import_id: string | null;
  deleted_at: Date | null;
};

/** The stored rows of some runs or workouts, locked until the transaction ends. */
export async function lockActivities(tx: Tx, noun: ActivityNoun, ids: readonly string[]): Promise<StoredActivity[]> {
  if (ids.length === 0) return [];
  // Always in one order, so that two transactions cannot wait for each other.
  return tx.query<StoredActivity>(
    `select * from app.${NOUNS[noun].table} where user_id = $1 and id = any($2::text[]) order by id for update`,
    [tx.userId, arrayLiteral(ids)],
  );
}

/** Which of these ids are taken. */
export async function takenIds(tx: Tx, noun: ActivityNoun, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.query<{ id: string }>(
    `select id from app.${NOUNS[noun].table} where user_id = $1 and id = any($2::text[])`,
    [tx.userId, arrayLiteral(ids)],
  );
  return new Set(rows.map(({ id }) => id));
}

const KEY: readonly BulkColumn[] = [
  ["id", "text"],
  ["source", "text"],
  ["import_id", "uuid"],
];
const STATE: readonly BulkColumn[] = [
  ["edited_fields", "text[]"],
  ["provider", "jsonb"],
  ["import_id", "uuid"],
  ["undone_import_id", "uuid"],
  ["deleted_at", "timestamptz"],
];

/** Inserts activities as their first version. Rows have `id`, `source`, `import_id` and the noun's `FACT_COLUMNS`. */
export function insertActivities(tx: Tx, noun: ActivityNoun, rows: readonly BulkRow[], change: BulkChange): Generator<Statement> {
  const status: BulkColumn[] = noun === "workout" ? [["status", "text"]] : [];
  if (noun === "workout") for (const row of rows) row["status"] = "COMPLETED";
  return insertVersionedStatements(tx, NOUNS[noun], [...KEY, ...status, ...FACT_COLUMNS[noun]], rows, change);
}

/**
 * Writes new values of activities: all `FACT_COLUMNS`, `edited_fields` (as the text of an array), `provider` (as JSON text),
 * `import_id`, `undone_import_id`, `deleted_at`.
 */
export function updateActivities(
  tx: Tx,
  noun: ActivityNoun,
  rows: readonly BulkUpdate[],
  change: BulkChange,
): Generator<Statement> {
  return updateVersionedStatements(tx, NOUNS[noun], [...FACT_COLUMNS[noun], ...STATE], rows, change);
}

/** The soft deletion of an activity, as a row for {@link updateActivities}; by the undo of an import where one is named. */
export function deletionOf(noun: ActivityNoun, row: StoredActivity, undoneImportId: string | null = null): BulkUpdate {
  const facts = Object.fromEntries(FACT_COLUMNS[noun].map(([name]) => [name, row[name]]));
  const own = { edited_fields: arrayLiteral(row.edited_fields), provider: JSON.stringify(row.provider) };
  const state = { import_id: row.import_id, undone_import_id: undoneImportId, deleted_at: new Date() };
  return { id: row.id, version: row.version, fields: ["deletedAt"], values: { ...facts, ...own, ...state } };
}

const EFFORT_COLUMNS: readonly BulkColumn[] = [
  ["run_id", "text"],
  ["distance_m", "float8"],
  ["duration_s", "float8"],
  ["start_offset_s", "float8"],
];

/** Replaces the best efforts of runs. `fresh` runs have none yet. */
export function* writeBestEfforts(
  tx: Tx,
  runs: readonly { id: string; fresh: boolean; efforts: readonly BestEffort[] }[],
): Generator<Statement> {
  const known = runs.filter((run) => !run.fresh).map((run) => run.id);
  if (known.length > 0) {
    const text = "delete from app.best_efforts where user_id = $1 and run_id = any($2::text[])";
    yield { text, values: [tx.userId, arrayLiteral(known)] };
  }
  const rows = runs.flatMap(({ id, efforts }) =>
    efforts.map((effort) => ({
      run_id: id,
      distance_m: effort.distanceM,
      duration_s: effort.elapsedS,
      start_offset_s: effort.startS,
    })),
  );
  yield* insertStatements(tx, "best_efforts", EFFORT_COLUMNS, rows);
}
