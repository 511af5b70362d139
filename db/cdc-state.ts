import { asSystem, type SystemTx } from "./client";

/** How far the consumer has come. `rebuildWantedAt` is set while the table must be made anew before anything is added to it. */
export type CdcState = {
  lastLsn: string;
  systemId: string;
  timeline: number;
  rebuiltAt: Date;
  projectedAt: Date;
  rebuildWantedAt: Date | null;
};

/** Where a running consumer hears that somebody wants the table made anew. */
export const CDC_CHANNEL = "almanac_cdc";

/** The consumer's state; null before the first rebuild. */
export async function findCdcState(tx: SystemTx): Promise<CdcState | null> {
  const [row] = await tx.query<CdcState>(
    `select last_lsn::text as "lastLsn", system_id as "systemId", timeline, rebuilt_at as "rebuiltAt", projected_at as "projectedAt",
      rebuild_wanted_at as "rebuildWantedAt" from ops.cdc_state where consumer = 'aggregates'`,
    [],
  );
  return row ?? null;
}

/** Notes that the table must be made anew before anything is added to it; a running consumer hears of it at once. */
export async function markRebuild(tx: SystemTx): Promise<void> {
  await tx.query("update ops.cdc_state set rebuild_wanted_at = now() where consumer = 'aggregates'", []);
  await tx.query("select pg_notify($1, '')", [CDC_CHANNEL]);
}

/** What is written at the log's end while one looks for it: a few small transactions. */
const END_BYTES = 16_384;

/**
 * A running consumer's sign of life. `upTo`: it holds nothing that is not projected and has seen the log up to there; where that is
 * its end, all that was committed is in the table. Answers whether somebody wants the table made anew. Nobody waits for the disk: what
 * a crash takes of it says nothing wrong.
 */
export async function noteAlive(tx: SystemTx, upTo: string | null): Promise<boolean> {
  await tx.query("set local synchronous_commit = off", []);
  const [row] = await tx.query<{ wanted: boolean }>(
    `update ops.cdc_state set alive_at = clock_timestamp(), 
        known_until = case when pg_current_wal_lsn() - $1::pg_lsn < ${END_BYTES} then clock_timestamp() else known_until end
      where consumer = 'aggregates' returning rebuild_wanted_at is not null as wanted`,
    [upTo],
  );
  return row?.wanted ?? true;
}

/** How the following of changes goes, for people and for metrics. */
export type CdcStatus = {
  /** Whether anything follows changes on this server: there is a slot of this database. */
  slot: string | null;
  /** A consumer reads from it now. */
  active: boolean;
  /** The server threw away what the slot was kept for; the consumer makes all anew. */
  lost: boolean;
  /** Bytes of the log that the consumer has not projected yet. */
  behindBytes: number | null;
  /** Bytes that may still be written before the server throws away what the slot is kept for; null where there is no limit. */
  safeBytes: number | null;
  projectedAt: Date | null;
  /** When the consumer last was there. */
  aliveAt: Date | null;
  rebuiltAt: Date | null;
  checkedAt: Date | null;
  driftedDays: number | null;
};

/** Looks at slot and mark. */
export async function getCdcStatus(tx: SystemTx): Promise<CdcStatus> {
  const [row] = await tx.query<CdcStatus>(
    `select s.slot_name::text as slot, coalesce(s.active, false) as active, coalesce(s.wal_status = 'lost', false) as lost,
        pg_wal_lsn_diff(pg_current_wal_lsn(), s.confirmed_flush_lsn)::float8 as "behindBytes", s.safe_wal_size::float8 as "safeBytes",
        c.projected_at as "projectedAt", c.alive_at as "aliveAt", c.rebuilt_at as "rebuiltAt", c.checked_at as "checkedAt", c.drifted_days as "driftedDays"
      from (select) x
        left join pg_replication_slots s on s.database = current_database() and s.plugin = 'pgoutput' and starts_with(s.slot_name::text, 'almanac_')
        left join ops.cdc_state c on c.consumer = 'aggregates' limit 1`,
    [],
  );
  if (!row) throw new Error("the state of change data capture cannot be read");
  return row;
}

/** Keeps the outcome of a comparison with a recount. */
export async function noteDrift(tx: SystemTx, days: number, now: Date): Promise<void> {
  await tx.query("update ops.cdc_state set checked_at = $1, drifted_days = $2 where consumer = 'aggregates'", [now, days]);
}

/**
 * Runs work that must not meet the making of a slot, where changes are not followed; null where they are: a consumer that comes back
 * would add what was counted already.
 */
export function whileNotFollowed<T>(requestId: string, work: (tx: SystemTx) => Promise<T>): Promise<T | null> {
  return asSystem(requestId, async (tx) => {
    await tx.query("select pg_advisory_xact_lock_shared(hashtextextended('almanac.aggregates', 0))", []);
    return (await getCdcStatus(tx)).slot === null ? work(tx) : null;
  });
}
