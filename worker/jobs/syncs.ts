import { randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { asSystem } from "@/db/client";
import { releaseSyncLeases, renewSyncLeases, type SyncLease, SyncLeaseLost, takeDueSyncs } from "@/db/sync-leases";
import type { SyncTrigger } from "@/domain/syncs";
import { contractOf } from "@/integrations/registry";
import { runSync, type SyncHost } from "@/integrations/sync";
import { newId } from "@/lib/crypto";
import { log } from "@/lib/log";

/** Connections worked on at once: they mostly wait for their providers. */
const SYNCS_AT_ONCE = 50;

const RENEW_MS = 15_000;

/** How long a sync may take to save what it has when its host stops. */
const LAST_WORDS_MS = 1_500;

/** The host of syncs outside tests. */
export function syncHost(stopping: () => boolean): SyncHost {
  return { now: () => new Date(), stopping, jitter: () => randomInt(1_000_000) / 1_000_000 };
}

/** Keeps leases alive for as long as `work` takes. */
export async function whileLeased<T>(leases: () => readonly SyncLease[], work: () => Promise<T>): Promise<T> {
  const renewing = setInterval(() => {
    const held = leases();
    if (held.length > 0) void asSystem(newId(), (tx) => renewSyncLeases(tx, held)).catch(() => undefined);
  }, RENEW_MS);
  renewing.unref();
  try {
    return await work();
  } finally {
    clearInterval(renewing);
  }
}

/**
 * Works on the connections that are due until none is left, the host stops or `mostMs` have passed; answers how many syncs there were.
 * Each place that becomes free takes the next at once, and so does whoever `woken` tells of while others are still at work. Safe in any
 * number of processes at the same time.
 */
export async function drainSyncs(host: SyncHost, mostMs: number, woken?: () => Promise<void>): Promise<number> {
  const end = performance.now() + mostMs;
  const timed: SyncHost = { ...host, stopping: () => host.stopping() || performance.now() > end };
  const held = new Map<SyncLease, Promise<void>>();
  let worked = 0;
  const takeMore = async () => {
    if (held.size >= SYNCS_AT_ONCE) return;
    for (const lease of await asSystem(newId(), (tx) => takeDueSyncs(tx, newId(), SYNCS_AT_ONCE - held.size))) {
      worked++;
      held.set(
        lease,
        work(lease, timed).finally(() => held.delete(lease)),
      );
    }
  };
  await whileLeased(
    () => [...held.keys()],
    async () => {
      do {
        await takeMore();
        if (held.size > 0) await Promise.race([...held.values(), ...(woken ? [woken()] : [])]);
      } while (held.size > 0 && !timed.stopping());
      await Promise.race([Promise.all(held.values()), pause(LAST_WORDS_MS)]);
      // Whoever still waits for a provider is let go of: the next process need not wait for the lease to run out.
      await asSystem(newId(), (tx) => releaseSyncLeases(tx, [...held.keys()]));
    },
  );
  return worked;
}

async function work(lease: SyncLease, host: SyncHost): Promise<void> {
  const provider = contractOf(lease.provider);
  try {
    if (provider) await runSync(provider, lease, triggerOf(lease), host);
  } catch (error) {
    if (!(error instanceof SyncLeaseLost))
      log().error({ provider: lease.provider, error: String(error) }, "a sync could not end");
  }
}

function triggerOf(lease: SyncLease): SyncTrigger {
  if (lease.askedBy) return lease.askedBy;
  if (lease.lastSyncedAt === null) return "connected";
  if (!lease.hinted) return "schedule";
  // Google is told of changes here; everybody else tells of changes there.
  return lease.provider === "google" ? "change" : "webhook";
}

/** How long a page waits for what it asked to be synced, where no worker runs. */
const IN_PLACE_MS = 20_000;

/** Works on what is due within a request; what is not done by then goes on with the next. Never throws. */
export async function syncInPlace(): Promise<void> {
  try {
    await drainSyncs(
      syncHost(() => false),
      IN_PLACE_MS,
    );
  } catch (error) {
    log().error({ error: String(error) }, "what is due could not be synced");
  }
}
