import type { Source } from "@/domain/runs";
import { arrayLiteral } from "./bulk";
import type { Tx } from "./client";

/**
 * What a provider's API told of activities: which of it is there, and which still waits for details. Looked up key by key: of tables
 * that were just filled the server knows nothing, and would read all of them for every row.
 */

/** What is stored of a provider: nothing at all, something, or something of its API. */
export async function knownOf(tx: Tx, source: Source): Promise<"nothing" | "something" | "api"> {
  const [row] = await tx.named<{ some: boolean; api: boolean }>(
    {
      name: "sources_known",
      text: `select exists (select from app.activity_sources where user_id = $1 and source = $2) as some,
      exists (select from app.activity_sources where user_id = $1 and source = $2 and origin = 'api') as api`,
    },
    [tx.userId, source],
  );
  return row?.api ? "api" : row?.some ? "something" : "nothing";
}

/** An activity may have been moved by its person so far and is still found by when its source says that it was. */
const MARGIN = "2 days";

/** Whose account a source must be of; what was stored before accounts were noted may be anybody's. */
const ofAccount = (parameter: string) => `coalesce(s.facts->>'account', ${parameter}) is not distinct from ${parameter}`;

/**
 * Ids of the API sources, of live activities, that an account at a provider told of and that began after `from` and not after `to`, by
 * what the source says. Null bounds are none. In the order of starts, so that the server goes by their index also in tables it knows
 * nothing of yet.
 */
export async function listApiSources(
  tx: Tx,
  source: Source,
  account: string | null,
  from: Date | null,
  to: Date | null,
): Promise<string[]> {
  const branch = (table: string, key: string) =>
    `select s.id from (select a.id from app.${table} a where a.user_id = $1 and a.deleted_at is null
        and a.start_at > $3::timestamptz - interval '${MARGIN}' and a.start_at <= $4::timestamptz + interval '${MARGIN}'
        order by a.start_at offset 0) a
      cross join lateral (select * from app.activity_sources s where s.user_id = $1 and s.${key} = a.id offset 0) s
      where s.source = $2 and s.origin = 'api' and ${ofAccount("$5::text")}
        and (s.facts->>'startAt')::timestamptz > $3::timestamptz and (s.facts->>'startAt')::timestamptz <= $4::timestamptz`;
  const rows = await tx.named<{ id: string }>(
    { name: "sources_of_api", text: `${branch("runs", "run_id")} union all ${branch("workouts", "workout_id")}` },
    [tx.userId, source, from ?? "-infinity", to ?? "infinity", account],
  );
  return rows.map(({ id }) => id);
}

/**
 * Ids of API sources that an account told of and whose details were not asked for yet, the newest first; without those of which asking
 * failed and deleted ones.
 */
export async function listUndetailed(tx: Tx, source: Source, account: string | null, most: number): Promise<string[]> {
  const rows = await tx.named<{ id: string }>(
    {
      name: "sources_undetailed",
      text: `select u.id from (select s.id, s.run_id, s.workout_id, s.facts->>'startAt' as start_at from app.activity_sources s
        where s.user_id = $1 and s.source = $2 and s.origin = 'api' and s.detailed_at is null and ${ofAccount("$4::text")}
        order by s.facts->>'startAt' desc) u
      left join lateral (select r.deleted_at from app.runs r where r.user_id = $1 and r.id = u.run_id offset 0) r on true
      left join lateral (select w.deleted_at from app.workouts w where w.user_id = $1 and w.id = u.workout_id offset 0) w on true
      left join lateral (select true as waits from app.sync_items i where i.user_id = $1 and i.provider = $2 and i.kind = 'details'
        and i.item_id = substring(u.id from '^[a-z]+_([0-9]+)') offset 0) i on true
      where coalesce(r.deleted_at, w.deleted_at) is null and i.waits is null order by u.start_at desc limit $3`,
    },
    [tx.userId, source, most, account],
  );
  return rows.map(({ id }) => id);
}

/**
 * Ids of API sources that an account told of and whose details are from before `at`, among the `newest` live runs and the `newest` live
 * workouts; the newest first.
 */
export async function listStaleDetails(
  tx: Tx,
  source: Source,
  account: string | null,
  { at, newest, most }: { at: Date; newest: number; most: number },
): Promise<string[]> {
  const branch = (table: string, key: string) =>
    `select s.id, a.start_at from (select a.id, a.start_at from app.${table} a where a.user_id = $1 and a.deleted_at is null
        order by a.start_at desc limit $5) a
      cross join lateral (select * from app.activity_sources s where s.user_id = $1 and s.${key} = a.id offset 0) s
      where s.source = $2 and s.origin = 'api' and s.detailed_at < $3 and ${ofAccount("$4::text")}`;
  const rows = await tx.query<{ id: string }>(
    `select id from (${branch("runs", "run_id")} union all ${branch("workouts", "workout_id")}) x order by start_at desc, id limit $6`,
    [tx.userId, source, at, account, newest, most],
  );
  return rows.map(({ id }) => id);
}

/** Which of these sources have details that are from before `at`; ids are those they were delivered with. */
export async function listDetailedBefore(tx: Tx, ids: readonly string[], at: Date): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select id from app.activity_sources where user_id = $1 and id = any($2::text[]) and origin = 'api' and detailed_at < $3 order by id`,
    [tx.userId, arrayLiteral(ids.flatMap((id) => [id, `${id}_api`])), at],
  );
  return rows.map(({ id }) => id);
}

/** Which of these sources are here, by the ids that they were delivered with. */
export async function listStored(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select k.id from unnest($2::text[]) as k(id) where exists (select from app.activity_sources s
      where s.user_id = $1 and s.id = any(array[k.id, k.id || '_api', k.id || '_export']))`,
    [tx.userId, arrayLiteral(ids)],
  );
  return rows.map(({ id }) => id);
}

/** Notes when the details of API sources were stored; null: they have to be asked for again. Ids are those they were delivered with. */
export async function markDetailed(tx: Tx, ids: readonly string[], at: Date | null): Promise<void> {
  if (ids.length === 0) return;
  await tx.query(
    `update app.activity_sources set detailed_at = $3, updated_at = now()
      where user_id = $1 and id = any($2::text[]) and origin = 'api' and detailed_at is distinct from $3`,
    [tx.userId, arrayLiteral(ids.flatMap((id) => [id, `${id}_api`])), at],
  );
}
