import type { Source } from "@/domain/runs";
import { arrayLiteral } from "./bulk";
import type { Tx } from "./client";

/** What a provider's API told of activities: which of it is there, and which still waits for details. */

/** Whether anything of a provider's API is stored. */
export async function hasApiSources(tx: Tx, source: Source): Promise<boolean> {
  const rows = await tx.query(
    "select 1 from app.activity_sources where user_id = $1 and source = $2 and origin = 'api' limit 1",
    [tx.userId, source],
  );
  return rows.length > 0;
}

/** An activity may have been moved by its person so far and is still found by when its source says that it was. */
const MARGIN = "2 days";

/**
 * Ids of a provider's API sources of live activities that began after `from` and not after `to`, by what the source says. Null bounds
 * are none.
 */
export async function listApiSources(tx: Tx, source: Source, from: Date | null, to: Date | null): Promise<string[]> {
  const branch = (table: string, key: string) =>
    `select s.id from app.${table} a join app.activity_sources s on s.user_id = $1 and s.${key} = a.id
      where a.user_id = $1 and a.deleted_at is null and s.source = $2 and s.origin = 'api'
        and a.start_at > $3::timestamptz - interval '${MARGIN}' and a.start_at <= $4::timestamptz + interval '${MARGIN}'
        and (s.facts->>'startAt')::timestamptz > $3::timestamptz and (s.facts->>'startAt')::timestamptz <= $4::timestamptz`;
  const rows = await tx.query<{ id: string }>(`${branch("runs", "run_id")} union all ${branch("workouts", "workout_id")}`, [
    tx.userId,
    source,
    from ?? "-infinity",
    to ?? "infinity",
  ]);
  return rows.map(({ id }) => id);
}

/** Ids of API sources whose details were not asked for yet, the newest first; without those of which asking failed and deleted ones. */
export async function listUndetailed(tx: Tx, source: Source, most: number): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select s.id from app.activity_sources s
      left join app.runs r on r.user_id = $1 and r.id = s.run_id
      left join app.workouts w on w.user_id = $1 and w.id = s.workout_id
      where s.user_id = $1 and s.source = $2 and s.origin = 'api' and s.detailed_at is null
        and coalesce(r.deleted_at, w.deleted_at) is null
        and not exists (select from app.sync_items i where i.user_id = $1 and i.provider = $2 and i.kind = 'details'
          and i.item_id = substring(s.id from '^[a-z]+_([0-9]+)'))
      order by s.facts->>'startAt' desc limit $3`,
    [tx.userId, source, most],
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
