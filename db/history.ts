import type { ChangeType } from "@/domain/runs";
import { type Failure, notFound, staleVersion } from "@/lib/errors";
import { recordActivity } from "./activity";
import type { Tx } from "./client";

/**
 * The one writer of versions. A change and its history are one statement, so neither exists without the other; the noun's file says
 * which columns change, this file says how a version is made.
 */
export type Versioned = {
  /** `app.runs`, and beside it `app.runs_history`. */
  table: "runs" | "shoes" | "workouts" | "strength_workouts" | "tasks" | "goals" | "habits" | "reflections";
  /** Column of the history that holds the id. */
  idColumn: "run_id" | "shoe_id" | "workout_id" | "task_id" | "goal_id" | "habit_id" | "reflection_id";
  /** The thing in words, for messages. */
  what: string;
};

/** Why and by whom a version comes to be; `beside` is what a version keeps that other tables hold: texts, links. */
export type Change = {
  type: ChangeType;
  reason?: string | null;
  fields: readonly string[];
  beside?: Readonly<Record<string, unknown>>;
};

/** Column names come from our own code only; this makes a slip loud. */
function column(name: string): string {
  if (!/^[a-z_]+$/.test(name)) throw new Error(`not a column: ${name}`);
  return name;
}

const HISTORY_COLUMNS = "version, change_type, changed_fields, data, actor, reason, request_id, at";

/** The row as history keeps it: everything but whose it is and when it was last touched. */
const DATA = "to_jsonb(w) - 'user_id' - 'created_at' - 'updated_at'";

/**
 * Inserts a row as version 1 with its history. Answers the stored row.
 * @throws the database's error where a key is taken or a check refuses
 */
export async function insertVersioned<Row extends object>(
  tx: Tx,
  noun: Versioned,
  values: Record<string, unknown>,
  change: Change = { type: "original", fields: [] },
): Promise<Row> {
  const names = Object.keys(values).map(column);
  const holes = names.map((_, index) => `$${index + 8}`);
  const rows = await tx.query<Row>(
    `with w as (insert into app.${noun.table} (user_id, ${names.join(", ")}) values ($1, ${holes.join(", ")}) returning *),
      h as (insert into app.${noun.table}_history (user_id, ${noun.idColumn}, ${HISTORY_COLUMNS})
        select user_id, id, version, $2, $3, ${DATA} || $7::jsonb, $4, $5, $6, now() from w)
      select * from w`,
    [
      tx.userId,
      change.type,
      change.fields,
      tx.actor.hand,
      change.reason ?? null,
      tx.actor.requestId,
      JSON.stringify(change.beside ?? {}),
      ...Object.values(values),
    ],
  );
  const row = rows[0];
  if (!row) throw new Error(`${noun.what} was not inserted`);
  await tell(tx, noun, row, change);
  return row;
}

/** The nouns whose changes by hand the timeline tells of as they are written; of others their own files tell more. */
const TOLD: ReadonlySet<string> = new Set(["runs", "shoes", "workouts", "strength_workouts"]);

const VERBS: Record<ChangeType, string> = {
  original: "create",
  edit: "update",
  sync: "update",
  restore: "restore",
  deletion: "delete",
  undeletion: "undelete",
  merge: "merge",
  split: "split",
};

async function tell(
  tx: Tx,
  { table }: Versioned,
  row: { id?: string; name?: string; title?: string },
  { type, fields }: Change,
): Promise<void> {
  if (tx.actor.hand !== "user" || !TOLD.has(table)) return;
  const title = row.name ?? row.title ?? null;
  await recordActivity(tx, {
    kind: `${table}.${VERBS[type]}`,
    subjectId: row.id,
    title,
    data: fields.length > 0 ? { fields } : null,
  });
}

/**
 * Changes columns of one row, raising its version by one, and writes the history row in the same statement. `expected` is the
 * version the caller saw; null takes whatever is there now.
 * @throws Failure "not_found" | "conflict" with the row as it is now
 */
export async function updateVersioned<Row extends object>(
  tx: Tx,
  noun: Versioned,
  id: string,
  values: Record<string, unknown>,
  change: Change,
  expected: number | null = null,
): Promise<Row> {
  const names = Object.keys(values).map(column);
  const sets = names.map((name, index) => `${name} = $${index + 10}`);
  const rows = await tx.query<Row>(
    `with w as (update app.${noun.table} set ${[...sets, "version = version + 1", "updated_at = now()"].join(", ")}
        where user_id = $1 and id = $2 and ($3::integer is null or version = $3) returning *),
      h as (insert into app.${noun.table}_history (user_id, ${noun.idColumn}, ${HISTORY_COLUMNS})
        select user_id, id, version, $4, $5, ${DATA} || $9::jsonb, $6, $7, $8, now() from w)
      select * from w`,
    [
      tx.userId,
      id,
      expected,
      change.type,
      change.fields,
      tx.actor.hand,
      change.reason ?? null,
      tx.actor.requestId,
      JSON.stringify(change.beside ?? {}),
      ...Object.values(values),
    ],
  );
  const row = rows[0];
  if (!row) throw await whyNot(tx, noun, id);
  await tell(tx, noun, row, change);
  return row;
}

async function whyNot(tx: Tx, noun: Versioned, id: string): Promise<Failure> {
  const [current] = await tx.query<object>(`select * from app.${noun.table} where user_id = $1 and id = $2`, [tx.userId, id]);
  return current ? staleVersion(noun.what, current) : notFound(noun.what);
}

/** One version of a thing, as its history page shows it. */
export type Version = {
  version: number;
  changeType: ChangeType;
  changedFields: string[];
  data: Record<string, unknown>;
  actor: "user" | "import" | "sync" | "job";
  reason: string | null;
  requestId: string | null;
  at: Date;
};

const VERSION_FIELDS = `version, change_type as "changeType", changed_fields as "changedFields", data, actor, reason, request_id as "requestId", at`;

/** All versions of a thing, newest first; empty when it is not there or not the user's. */
export function listVersions(tx: Tx, noun: Versioned, id: string): Promise<Version[]> {
  return tx.query<Version>(
    `select ${VERSION_FIELDS} from app.${noun.table}_history where user_id = $1 and ${noun.idColumn} = $2 order by version desc`,
    [tx.userId, id],
  );
}

/** One version of a thing. @throws Failure "not_found" */
export async function getVersion(tx: Tx, noun: Versioned, id: string, version: number): Promise<Version> {
  const [row] = await tx.query<Version>(
    `select ${VERSION_FIELDS} from app.${noun.table}_history where user_id = $1 and ${noun.idColumn} = $2 and version = $3`,
    [tx.userId, id, version],
  );
  if (!row) throw notFound(`version of this ${noun.what}`);
  return row;
}
