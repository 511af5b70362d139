import { setTimeout as wait } from "node:timers/promises";
import type { SystemTx } from "./client";

/** How often a reader of the slot is given the time to confirm what it was just sent. */
const LOOKS = 10;
const BETWEEN_MS = 25;

type Look = { now: string; reached: boolean; active: boolean; seconds: number | null };

/** Looks at slot and mark; `reached`: everything up to `at` (or to now) is confirmed. */
async function look(tx: SystemTx, at: string | null): Promise<Look | null> {
  const [row] = await tx.query<Look>(
    `select pg_current_wal_lsn()::text as now, s.confirmed_flush_lsn >= coalesce($1::pg_lsn, pg_current_wal_lsn()) as reached, s.active,
        greatest(0, extract(epoch from clock_timestamp() - c.known_until))::float8 as seconds
      from pg_replication_slots s left join ops.cdc_state c on c.consumer = 'aggregates'
      where s.database = current_database() and s.plugin = 'pgoutput' and starts_with(s.slot_name::text, 'almanac_') limit 1`,
    [at],
  );
  return row ?? null;
}

/**
 * Seconds that the aggregates are behind the tables, as any process can tell: 0 where everything is in them, else the time since the
 * last moment of which they know all. Null where nothing follows changes or the table was never made. A reader at work gets a quarter
 * of a second to confirm what was just written; that much is no lag.
 */
export async function measureCdcLag(tx: SystemTx): Promise<number | null> {
  const begun = performance.now();
  const first = await look(tx, null);
  if (!first || first.seconds === null) return null;
  if (first.reached) return 0;
  for (let left = LOOKS; first.active && left > 0; left -= 1) {
    await wait(BETWEEN_MS);
    const next = await look(tx, first.now);
    if (next?.reached) return Math.min(first.seconds, (performance.now() - begun) / 1000);
  }
  return (await look(tx, first.now))?.seconds ?? first.seconds;
}
