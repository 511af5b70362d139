import type { Provider } from "@/domain/connections";
import type { SyncTrigger } from "@/domain/syncs";
import type { SystemTx, Tx } from "./client";
import { together } from "./together";

/** Channel on which workers hear that a connection is due; the payload is the provider. */
export const SYNCS_CHANNEL = "almanac_syncs";

/** A connection that a worker has taken: nobody else works on it until the lease runs out. */
export type SyncLease = {
  userId: string;
  provider: Provider;
  leaseId: string;
  cursor: Record<string, unknown>;
  fullSync: boolean;
  attempts: number;
  lastSyncedAt: Date | null;
  /** Something was hinted at since. */
  hinted: boolean;
  /** Who or what asked for it, where it was not the clock. */
  askedBy: SyncTrigger | null;
};

/** A lease is free again so long after the last sign of life: within the minute that the contract gives a crash. */
const LEASE_S = 45;

const TAKEN = `m.user_id as "userId", m.provider, m.lease_id as "leaseId", m.cursor, m.full_sync as "fullSync", m.attempts,
  m.last_synced_at as "lastSyncedAt", m.asked_by as "askedBy",
  exists (select from app.sync_items s where s.user_id = m.user_id and s.provider = m.provider and s.kind = 'hint') as hinted`;

/** Takes up to `most` connections that are due, the longest waiting first. Safe in any number of processes at once. */
export function takeDueSyncs(tx: SystemTx, leaseId: string, most: number): Promise<SyncLease[]> {
  return tx.query<SyncLease>(
    `update app.sync_metadata m set lease_id = $1, lease_until = now() + make_interval(secs => $2), yields_at = null
      from (select user_id, provider from app.sync_metadata
        where due_at <= now() and (lease_until is null or lease_until < now()) order by due_at limit $3 for update skip locked) due
      where m.user_id = due.user_id and m.provider = due.provider returning ${TAKEN}`,
    [leaseId, LEASE_S, most],
  );
}

/**
 * Takes one person's connection, due or not; null while another works on it or where there is none. One that does only what can wait gives
 * way: it finds its lease lost, and the log says that it was done.
 */
export async function takeSync(tx: Tx, provider: Provider, leaseId: string, full: boolean): Promise<SyncLease | null> {
  const [row] = await tx.query<SyncLease>(
    `with done as (update app.sync_runs set state = 'done', finished_at = now()
        where user_id = $1 and provider = $2 and state = 'running' and exists (select from app.sync_metadata y
          where y.user_id = $1 and y.provider = $2 and y.yields_at is not null and y.lease_until >= now()))
      update app.sync_metadata m set lease_id = $3, lease_until = now() + make_interval(secs => $4), full_sync = full_sync or $5,
        yields_at = null, cursor = case when $5 then cursor - 'full' else cursor end
      where user_id = $1 and provider = $2 and (lease_until is null or lease_until < now() or yields_at is not null) returning ${TAKEN}`,
    [tx.userId, provider, leaseId, LEASE_S, full],
  );
  return row ?? null;
}

/** Holds on to leases while their providers are slow. */
export async function renewSyncLeases(tx: SystemTx, leases: readonly SyncLease[]): Promise<void> {
  await tx.query(
    `update app.sync_metadata m set lease_until = now() + make_interval(secs => $4)
      from unnest($1::uuid[], $2::text[], $3::uuid[]) as l(user_id, provider, lease_id)
      where m.user_id = l.user_id and m.provider = l.provider and m.lease_id = l.lease_id and m.lease_until > now()`,
    [leases.map((l) => l.userId), leases.map((l) => l.provider), leases.map((l) => l.leaseId), LEASE_S],
  );
}

/** Lets go of leases: their connections are due at once. */
export async function releaseSyncLeases(tx: SystemTx, leases: readonly SyncLease[]): Promise<void> {
  if (leases.length === 0) return;
  await tx.query(
    `update app.sync_metadata m set lease_until = null, lease_id = null, due_at = now()
      from unnest($1::uuid[], $2::text[], $3::uuid[]) as l(user_id, provider, lease_id)
      where m.user_id = l.user_id and m.provider = l.provider and m.lease_id = l.lease_id`,
    [leases.map((l) => l.userId), leases.map((l) => l.provider), leases.map((l) => l.leaseId)],
  );
}

/** Another has taken over: what this one still holds must not be written. */
export class SyncLeaseLost extends Error {
  override name = "SyncLeaseLost";
}

/**
 * Saves how far a sync has come and holds on to its lease, in the transaction that saves the page; `yields`: it gives way from now on to
 * a sync that somebody asks for. @throws SyncLeaseLost
 */
export async function saveCursor(
  tx: Tx,
  lease: SyncLease,
  cursor: Readonly<Record<string, unknown>>,
  yields: boolean,
): Promise<void> {
  const rows = await tx.named(
    {
      name: "sync_cursor",
      text: `update app.sync_metadata set cursor = $4::jsonb, lease_until = now() + make_interval(secs => $5), updated_at = now(),
        yields_at = case when $6 then coalesce(yields_at, now()) end
      where user_id = $1 and provider = $2 and lease_id = $3 returning 1`,
    },
    [tx.userId, lease.provider, lease.leaseId, JSON.stringify(cursor), LEASE_S, yields],
  );
  if (rows.length === 0) throw new SyncLeaseLost();
}

/** How a sync ended, for its connection's place in the queue. */
export type SyncEnd = {
  /** It is in step: the time it began. */
  syncedAt: Date | null;
  dueAt: Date | null;
  resumesAt: Date | null;
  /** Hints make it due no earlier; null: at once. */
  hintsFrom: Date | null;
  failed: boolean;
};

/**
 * Ends a lease. Hints that came meanwhile keep the connection due, at once or from `hintsFrom` on, and so does everything that was asked
 * for anew. @throws SyncLeaseLost
 */
export async function endSync(tx: Tx, lease: SyncLease, end: SyncEnd): Promise<void> {
  // Whoever leaves a hint and makes the connection due has committed by the time we have the row: only then is it looked for hints.
  const locked = tx.named(
    { name: "sync_end_lock", text: "select from app.sync_metadata where user_id = $1 and provider = $2 for update" },
    [tx.userId, lease.provider],
  );
  const ended = tx.named(
    {
      name: "sync_end",
      text: `update app.sync_metadata m set lease_id = null, lease_until = null, resumes_at = $5, updated_at = now(),
        last_synced_at = coalesce($4, last_synced_at), full_sync = full_sync and ($4 is null or not $8),
        attempts = case when $7 then attempts + 1 else 0 end, asked_by = case when full_sync and not $8 then asked_by end, hints_from = $9,
        due_at = case when $7 or $5::timestamptz is not null then $6
          when full_sync and not $8 or exists (select from app.sync_items s where s.user_id = m.user_id and s.provider = m.provider
            and s.dead_at is null and s.next_try_at <= now() and (s.kind <> 'hint' or $9::timestamptz is null)) then now()
          else least($6, (select greatest(min(s.next_try_at), $9) from app.sync_items s where s.user_id = m.user_id
            and s.provider = m.provider and s.kind = 'hint' and s.dead_at is null having count(*) > 0)) end
      where user_id = $1 and provider = $2 and lease_id = $3 returning 1`,
    },
    [tx.userId, lease.provider, lease.leaseId, end.syncedAt, end.resumesAt, end.dueAt, end.failed, lease.fullSync, end.hintsFrom],
  );
  const [, rows] = await together(locked, ended);
  if (rows.length === 0) throw new SyncLeaseLost();
}

/** Makes a connection due; the log of syncs will say who asked. */
export async function askForSync(tx: Tx, provider: Provider, askedBy: SyncTrigger): Promise<void> {
  await tx.query(
    `update app.sync_metadata set due_at = least(coalesce(due_at, now()), now()), asked_by = $3 where user_id = $1 and provider = $2`,
    [tx.userId, provider, askedBy],
  );
  await tx.query("select pg_notify($1, $2)", [SYNCS_CHANNEL, provider]);
}

/** Makes a connection due for everything, from the start. */
export async function askForFullSync(tx: Tx, provider: Provider, askedBy: SyncTrigger): Promise<void> {
  await tx.query("update app.sync_metadata set full_sync = true, cursor = cursor - 'full' where user_id = $1 and provider = $2", [
    tx.userId,
    provider,
  ]);
  await askForSync(tx, provider, askedBy);
}

/** Whether anybody works on a connection at this moment. */
export async function isAnySyncing(tx: SystemTx): Promise<boolean> {
  const [row] = await tx.query<{ any: boolean }>(
    "select exists (select from app.sync_metadata where lease_until > now()) as any",
    [],
  );
  return row?.any ?? false;
}
