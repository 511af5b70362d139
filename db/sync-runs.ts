import type { Provider } from "@/domain/connections";
import type { SyncCounts, SyncState, SyncTrigger } from "@/domain/syncs";
import { recordActivity } from "./activity";
import type { Tx } from "./client";

/** One sync as pages show it. */
export type SyncRun = SyncCounts & {
  id: string;
  provider: Provider;
  trigger: SyncTrigger;
  fullSync: boolean;
  state: SyncState;
  reason: string | null;
  startedAt: Date;
  finishedAt: Date | null;
};

/**
 * Writes that a sync begins, where the connection is still there. Whatever of it still says "running" was cut off: the lease was free.
 */
export async function beginSyncRun(
  tx: Tx,
  run: { id: string; provider: Provider; trigger: SyncTrigger; full: boolean },
): Promise<void> {
  await tx.named(
    {
      name: "sync_run_begin",
      text: `with cut as (update app.sync_runs set state = 'broken', finished_at = now(),
        reason = 'Almanac was stopped in the middle. The next sync goes on from there.'
        where user_id = $1 and provider = $3 and state = 'running')
      insert into app.sync_runs (user_id, id, provider, trigger, full_sync, request_id)
        select $1, $2, $3, $4, $5, $6 from app.integrations where user_id = $1 and provider = $3`,
    },
    [tx.userId, run.id, run.provider, run.trigger, run.full, tx.actor.requestId],
  );
}

/** Writes what a sync has done so far. */
export async function countSyncRun(tx: Tx, id: string, counts: SyncCounts): Promise<void> {
  const { asked, fetched, inserted, updated, unchanged, deleted, failed } = counts;
  await tx.named(
    {
      name: "sync_run_count",
      text: `update app.sync_runs set asked = $3, fetched = $4, inserted = $5, updated = $6, unchanged = $7, deleted = $8, failed = $9
      where user_id = $1 and id = $2`,
    },
    [tx.userId, id, asked, fetched, inserted, updated, unchanged, deleted, failed],
  );
}

/** Writes how a sync ended. */
export async function endSyncRun(tx: Tx, id: string, counts: SyncCounts, state: SyncState, reason: string | null): Promise<void> {
  const { asked, fetched, inserted, updated, unchanged, deleted, failed } = counts;
  const [run] = await tx.named<{ provider: Provider }>(
    {
      name: "sync_run_end",
      text: `update app.sync_runs set asked = $3, fetched = $4, inserted = $5, updated = $6, unchanged = $7, deleted = $8, failed = $9,
        state = $10, reason = $11, finished_at = now() where user_id = $1 and id = $2 returning provider`,
    },
    [tx.userId, id, asked, fetched, inserted, updated, unchanged, deleted, failed, state, reason],
  );
  if (!run || inserted + updated + deleted === 0) return;
  const data = { provider: run.provider, inserted, updated, deleted };
  await recordActivity(tx, { kind: "syncs.done", subjectId: id, data });
}

/** The last syncs, newest first; of one provider, or of all. */
export function listSyncRuns(tx: Tx, provider: Provider | null, most: number): Promise<SyncRun[]> {
  return tx.query<SyncRun>(
    `select id, provider, trigger, full_sync as "fullSync", state, asked, fetched, inserted, updated, unchanged, deleted, failed,
        reason, started_at as "startedAt", finished_at as "finishedAt"
      from app.sync_runs where user_id = $1 and ($2::text is null or provider = $2) order by started_at desc limit $3`,
    [tx.userId, provider, most],
  );
}
