import type { StatsType } from "@/domain/coding";
import type { Tx } from "./client";

/** Statistics as WakaTime told them; `fetchedAt` is the database's own clock. */
export type WakaTimeStats = { type: StatsType; data: Record<string, unknown>; fetchedAt: Date };

/**
 * Keeps statistics of a type in place of what was there: one statement, so that of any number who bring them at once each leaves
 * either all of its own or all of another's. Answers what became of the row.
 */
export async function putStats(
  tx: Tx,
  type: StatsType,
  data: Readonly<Record<string, unknown>>,
): Promise<"inserted" | "updated" | "unchanged"> {
  const [row] = await tx.query<{ result: "inserted" | "updated" | "unchanged" }>(
    `with old as (select data from app.wakatime_stats where user_id = $1 and stats_type = $2)
      insert into app.wakatime_stats as s (user_id, stats_type, data) values ($1, $2, $3::jsonb)
      on conflict (user_id, stats_type) do update set data = excluded.data
      returning case when not exists (select from old) then 'inserted' when (select data from old) = s.data then 'unchanged'
        else 'updated' end as result`,
    [tx.userId, type, JSON.stringify(data)],
  );
  if (!row) throw new Error("the statistics were not stored");
  return row.result;
}

/** All statistics that are kept for the user. */
export function listStats(tx: Tx): Promise<WakaTimeStats[]> {
  return tx.query<WakaTimeStats>(
    `select stats_type as "type", data, fetched_at as "fetchedAt" from app.wakatime_stats where user_id = $1 order by stats_type`,
    [tx.userId],
  );
}

/** Forgets all statistics that are kept for the user; the days of the archive stay. Answers how many there were. */
export async function clearStats(tx: Tx): Promise<number> {
  return (await tx.query("delete from app.wakatime_stats where user_id = $1 returning 1", [tx.userId])).length;
}
