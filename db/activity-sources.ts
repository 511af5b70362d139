import type { Source } from "@/domain/runs";
import type { SourceFacts } from "@/domain/source-facts";
import type { Activity, ActivityNoun } from "./activity-rows";
import { arrayLiteral, type BulkColumn, type BulkRow, insertStatements, type Statement, updateStatements } from "./bulk";
import type { Tx } from "./client";
import { factsJson, withWholeFacts } from "./stored-facts";

/** What a provider's terms say depends on how the facts came here. */
export type Origin = "api" | "export" | "file" | "manual" | "demo";

/** One delivery of an activity as it is stored. `fileHash` names the content (and session) it came from. */
export type StoredSource = {
  id: string;
  noun: ActivityNoun;
  /** The run or workout it belongs to. */
  activityId: string;
  source: Source;
  origin: Origin;
  facts: SourceFacts;
  fileHash: string | null;
  importId: string | null;
  splitAt: Date | null;
  /** The run or workout that it was of before a person merged that one into another. */
  absorbedId: string | null;
};

const FIELDS = `s.id, case when s.run_id is null then 'workout' else 'run' end as noun, coalesce(s.run_id, s.workout_id) as "activityId",
  s.source, s.origin, s.facts, s.file_hash as "fileHash", s.import_id as "importId", s.split_at as "splitAt",
  s.absorbed_id as "absorbedId"`;

/**
 * Sources that have one of these ids or came from one of these file contents. Looked up key by key: of a table that is just
 * being filled the server knows little, and would rather read all that the person has.
 */
export async function findSources(tx: Tx, ids: readonly string[], hashes: readonly string[]): Promise<StoredSource[]> {
  const found = await tx.named<StoredSource>(
    {
      name: "sources_find",
      text: `select ${FIELDS} from unnest($2::text[]) as k(id)
      cross join lateral (select * from app.activity_sources s where s.user_id = $1 and s.id = k.id offset 0) s`,
    },
    [tx.userId, arrayLiteral(new Set(ids))],
  );
  if (hashes.length === 0) return withWholeFacts(found);
  const same = await tx.query<StoredSource>(
    `select ${FIELDS} from unnest($2::text[]) as k(hash)
      cross join lateral (select * from app.activity_sources s
        where s.user_id = $1 and s.file_hash = k.hash and s.file_hash is not null offset 0) s`,
    [tx.userId, arrayLiteral(new Set(hashes))],
  );
  return withWholeFacts([...new Map([...found, ...same].map((source) => [source.id, source])).values()]);
}

/** All sources of some runs and workouts, in the order of their ids. */
export async function sourcesOf(tx: Tx, ids: Record<ActivityNoun, readonly string[]>): Promise<StoredSource[]> {
  const rows = await tx.query<StoredSource>(
    `select ${FIELDS} from app.activity_sources s where s.user_id = $1 and s.run_id = any($2::text[])
     union all
     select ${FIELDS} from app.activity_sources s where s.user_id = $1 and s.workout_id = any($3::text[]) order by id`,
    [tx.userId, arrayLiteral(ids.run), arrayLiteral(ids.workout)],
  );
  return withWholeFacts(rows);
}

/** A source of a live activity that a new one may be the same as; its facts come without the summary. */
export type CandidateSource = {
  noun: ActivityNoun;
  activityId: string;
  name: string;
  localDate: string;
  timeZone: string;
  source: Source;
  origin: Origin;
  facts: Omit<SourceFacts, "summary">;
};

/** Both the start and the day are bounded, so that whichever index the server takes, it reads only the days around. */
const candidatesIn = (noun: ActivityNoun) => {
  const [table, key, name] = noun === "run" ? ["runs", "run_id", "name"] : ["workouts", "workout_id", "title"];
  return `select '${noun}' as noun, a.id as "activityId", a.${name} as name, a.local_date as "localDate", a.time_zone as "timeZone",
      s.source, s.origin, s.facts - 'summary' as facts
    from unnest($2::timestamptz[], $3::timestamptz[]) as w(lo, hi)
    cross join lateral (select * from app.${table} a
      where a.user_id = $1 and a.start_at between w.lo and w.hi and a.deleted_at is null
        and a.local_date between (w.lo at time zone 'UTC')::date - 1 and (w.hi at time zone 'UTC')::date + 1 offset 0) a
    cross join lateral (select * from app.activity_sources s where s.user_id = $1 and s.${key} = a.id offset 0) s
    where s.split_at is null`;
};

/** Sources of activities that began within one of the windows (instants in ms) and were never split. Windows must not overlap. */
export async function findCandidates(
  tx: Tx,
  windows: readonly (readonly [from: number, to: number])[],
): Promise<CandidateSource[]> {
  const instants = (index: 0 | 1) => arrayLiteral(windows.map((window) => new Date(window[index])));
  const text = `${candidatesIn("run")} union all ${candidatesIn("workout")}`;
  return withWholeFacts(await tx.query<CandidateSource>(text, [tx.userId, instants(0), instants(1)]));
}

/** A source to be stored or stored anew. */
export type SourceToWrite = Omit<StoredSource, "splitAt" | "absorbedId">;

const COLUMNS: readonly BulkColumn[] = [
  ["id", "text"],
  ["run_id", "text"],
  ["workout_id", "text"],
  ["source", "text"],
  ["origin", "text"],
  ["facts", "jsonb"],
  ["track_points", "int4"],
  ["file_hash", "text"],
  ["import_id", "uuid"],
];

function rowOf(source: SourceToWrite): BulkRow {
  return {
    id: source.id,
    run_id: source.noun === "run" ? source.activityId : null,
    workout_id: source.noun === "workout" ? source.activityId : null,
    source: source.source,
    origin: source.origin,
    facts: factsJson(source.facts),
    track_points: source.facts.trackPoints,
    file_hash: source.fileHash,
    import_id: source.importId,
  };
}

/** Stores sources whose activities are there already. */
export function insertSources(tx: Tx, sources: readonly SourceToWrite[]): Generator<Statement> {
  return insertStatements(tx, "activity_sources", COLUMNS, sources.map(rowOf));
}

/** Writes facts, content, import and activity of sources that are stored. */
export function updateSources(tx: Tx, sources: readonly SourceToWrite[]): Generator<Statement> {
  return updateStatements(tx, "activity_sources", COLUMNS, sources.map(rowOf));
}

/** Marks sources as split off, so that nothing is ever matched with their activities by itself again. */
export async function markSplit(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.query(
    "update app.activity_sources set split_at = coalesce(split_at, now()), updated_at = now() where user_id = $1 and id = any($2::text[])",
    [tx.userId, arrayLiteral(ids)],
  );
}

/**
 * Notes that sources are another activity's now, because a person says that `id` and that one are one. Those and `others`, which it
 * has already, may be matched again.
 */
export async function markAbsorbed(tx: Tx, id: string, ids: readonly string[], others: readonly string[]): Promise<void> {
  await tx.query(
    `update app.activity_sources set split_at = null, updated_at = now(),
        absorbed_id = case when id = any($3::text[]) then coalesce(absorbed_id, $2) else absorbed_id end
      where user_id = $1 and (id = any($3::text[]) or id = any($4::text[]))`,
    [tx.userId, id, arrayLiteral(ids), arrayLiteral(others)],
  );
}

/** Sources that are of their own activity again. */
export async function markReturned(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.query(
    "update app.activity_sources set absorbed_id = null, updated_at = now() where user_id = $1 and absorbed_id = any($2::text[])",
    [tx.userId, arrayLiteral(ids)],
  );
}

/** Where the sources of an activity are that a person merged into another one; null when it was not. */
export async function homeOf(tx: Tx, id: string): Promise<Activity | null> {
  const [home] = await tx.query<Activity>(
    `select case when run_id is null then 'workout' else 'run' end as noun, coalesce(run_id, workout_id) as id
      from app.activity_sources where user_id = $1 and absorbed_id = $2 limit 1`,
    [tx.userId, id],
  );
  return home ?? null;
}

/** Removes sources and, with them, their tracks. */
export async function deleteSources(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.query("delete from app.activity_sources where user_id = $1 and id = any($2::text[])", [tx.userId, arrayLiteral(ids)]);
}
