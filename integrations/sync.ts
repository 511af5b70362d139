import { type Actor, asUser, asUserAtOnce, jobActor, readAtOnce, type Tx } from "@/db/client";
import { findConnection, setConnectionState } from "@/db/connections";
import { databaseFault } from "@/db/faults";
import { ownTimeZone } from "@/db/imports";
import { endSync, type SyncLease, SyncLeaseLost, saveCursor } from "@/db/sync-leases";
import { beginSyncRun, countSyncRun, endSyncRun } from "@/db/sync-runs";
import { together } from "@/db/together";
import { backoffMs, noCounts, type SyncCounts, type SyncState, type SyncTrigger } from "@/domain/syncs";
import { newId } from "@/lib/crypto";
import { log } from "@/lib/log";
import { metrics } from "@/lib/metrics";
import { Asking } from "./asking";
import { ProviderFailure, stateAfter } from "./failures";
import type { ProviderContract, Step } from "./provider";
import { redirectUriOf } from "./redirect";
import { readTokens } from "./tokens";

/** What a sync did and how it ended; `resumesAt` where the provider's limits let it go on only later. */
export type SyncOutcome = {
  counts: SyncCounts;
  state: SyncState;
  reason: string | null;
  resumesAt: Date | null;
  lastSyncedAt: Date | null;
};

/** What a sync needs of the process it runs in. `jitter` is a random number from 0 to 1. */
export type SyncHost = {
  now: () => Date;
  stopping: () => boolean;
  jitter: () => number;
  waits?: readonly number[];
  /** How long an answer may take, ms; half a minute without it. */
  patienceMs?: number;
};

/** A hint may mean that a provider which failed is well again. */
const HINTS_AFTER_FAILURE_MS = 10 * 60_000;

/** A page that the database refuses because two transactions met is saved again. */
const MOST_TRIES = 4;

/**
 * Works on one leased connection until it is in step, its provider's limits are used up, it fails, or the host stops. No transaction
 * is open while the provider is asked; a page, what it counts and the cursor are saved together; killed anywhere, the next goes on
 * where this one was.
 */
export async function runSync(
  provider: ProviderContract,
  lease: SyncLease,
  trigger: SyncTrigger,
  host: SyncHost,
): Promise<SyncOutcome> {
  const startedAt = host.now();
  const requestId = newId();
  const actor = jobActor(lease.userId, requestId, "sync");
  const runId = newId();
  const counts = noCounts();
  const begun = await asUserAtOnce(actor, async (tx) => {
    const [connection, timeZone, tokens] = await Promise.all([
      findConnection(tx, provider.id),
      ownTimeZone(tx),
      // Secrets that no key opens are spoken of when they are needed.
      readTokens(tx, provider.id).catch(() => null),
      repeatable(tx),
      beginSyncRun(tx, { id: runId, provider: provider.id, trigger, full: lease.fullSync }),
    ]);
    return connection && { connection, timeZone, tokens };
  });
  if (!begun) throw new SyncLeaseLost();
  const client = provider.entrance.kind === "oauth" ? provider.entrance.client() : null;
  const refresher = { client, redirectUri: redirectUriOf(provider.id), now: host.now };
  const asking = new Asking(provider, actor, refresher, begun.tokens, host.waits, host.patienceMs);
  let again: Date | null = null;
  let calm: Date | null = null;
  const end = (failure: ProviderFailure | null, state: SyncState) =>
    finish(actor, lease, runId, counts, host, startedAt, provider, failure, state, { again, calm });
  try {
    const steps = provider.steps({
      actor,
      connection: begun.connection,
      cursor: lease.cursor,
      full: lease.fullSync,
      startedAt,
      now: host.now,
      timeZone: begun.timeZone,
      ask: (request, options) => asking.ask(request, options),
      read: (work) => asUser(actor, work),
      readAtOnce: (work) => readAtOnce(actor, work),
      again: (at) => {
        if (again === null || at < again) again = at;
      },
      calm: (until) => {
        calm = until;
      },
    });
    // What somebody waits for is brought to its end.
    const mayYield = trigger !== "api" && trigger !== "button";
    const whole = await saveSteps(steps, actor, lease, runId, counts, asking, host, mayYield);
    counts.asked = asking.asked;
    return await end(null, whole ? "done" : "broken");
  } catch (error) {
    counts.asked = asking.asked;
    if (error instanceof SyncLeaseLost) throw error;
    if (error instanceof ProviderFailure) return await end(error, endState(error));
    log().error(
      { requestId, provider: provider.id, error: error instanceof Error ? error.stack : String(error) },
      "a sync broke off",
    );
    return await end(new ProviderFailure("transient", "Almanac itself failed here. The log has the details."), "failed");
  }
}

/** Saves steps in order while the next is fetched. Answers false when the host stops before the end. */
async function saveSteps(
  steps: AsyncGenerator<Step, void>,
  actor: Actor,
  lease: SyncLease,
  runId: string,
  counts: SyncCounts,
  asking: Asking,
  host: SyncHost,
  mayYield: boolean,
): Promise<boolean> {
  let ahead: Promise<IteratorResult<Step, void>> | null = null;
  try {
    for (;;) {
      const result: IteratorResult<Step, void> = await (ahead ?? steps.next());
      ahead = null;
      if (result.done) return true;
      if (host.stopping()) return false;
      if (result.value.settle !== true) {
        ahead = steps.next();
        // Whoever awaits it sees the failure; until then it must not count as unhandled.
        ahead.catch(() => undefined);
      }
      await saveStep(result.value, actor, lease, runId, counts, asking, mayYield);
    }
  } finally {
    await ahead?.catch(() => undefined);
    await steps.return();
  }
}

async function saveStep(
  step: Step,
  actor: Actor,
  lease: SyncLease,
  runId: string,
  counts: SyncCounts,
  asking: Asking,
  mayYield: boolean,
): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      const sum = await asUser(actor, async (tx) => {
        await saveCursor(tx, lease, step.cursor, mayYield && step.background === true);
        const saved = await step.save(tx);
        const next = { ...counts, asked: asking.asked };
        for (const key of Object.keys(saved) as (keyof SyncCounts)[]) next[key] += saved[key] ?? 0;
        await countSyncRun(tx, runId, next);
        return next;
      });
      Object.assign(counts, sum);
      return;
    } catch (error) {
      if (databaseFault(error) !== "retry" || tries === MOST_TRIES) throw error;
    }
  }
}

function endState(failure: ProviderFailure): SyncState {
  if (failure.kind === "rate_limited") return "rate_limited";
  return failure.kind === "transient" || failure.kind === "item" ? "failed" : "refused";
}

async function finish(
  actor: Actor,
  lease: SyncLease,
  runId: string,
  counts: SyncCounts,
  host: SyncHost,
  startedAt: Date,
  provider: ProviderContract,
  failure: ProviderFailure | null,
  state: SyncState,
  { again, calm }: { again: Date | null; calm: Date | null },
): Promise<SyncOutcome> {
  const now = host.now().getTime();
  const resumesAt =
    failure?.kind === "rate_limited" ? (failure.resumesAt ?? new Date(now + backoffMs(lease.attempts + 1, host.jitter()))) : null;
  const reason =
    failure?.message ?? (state === "broken" ? "Almanac was stopped in the middle. The next sync goes on from there." : null);
  const dueAt = nextTime();
  await asUser(actor, async (tx) => {
    const failed = state === "failed" || state === "refused";
    await together(
      repeatable(tx),
      endSync(tx, lease, { syncedAt: state === "done" ? startedAt : null, resumesAt, failed, dueAt, hintsFrom: hintsFrom() }),
      endSyncRun(tx, runId, counts, state, reason),
      setStateAfter(tx),
    );
  });
  metrics().syncs.inc({ provider: provider.id, outcome: state });
  const lastSyncedAt = state === "done" ? startedAt : lease.lastSyncedAt;
  return { counts, state, reason, resumesAt, lastSyncedAt };

  async function setStateAfter(tx: Tx): Promise<void> {
    if (state === "done") await setConnectionState(tx, provider.id, "ok", null);
    else if (failure && isSaid(failure)) await setConnectionState(tx, provider.id, stateAfter(failure), failure.message);
  }

  function nextTime(): Date | null {
    if (resumesAt) return new Date(resumesAt.getTime() + host.jitter() * 5_000);
    if (state === "broken") return new Date(now);
    if (state === "failed") return new Date(now + backoffMs(lease.attempts + 1, host.jitter()));
    // What needs the person is not tried again by itself, except that an application or a scope may come back to life.
    if (state === "refused")
      return failure?.kind === "app_inactive" || failure?.kind === "refused" ? new Date(now + 6 * 3_600_000) : null;
    const next = provider.everyMs === null ? null : new Date(now + provider.everyMs * (0.95 + 0.1 * host.jitter()));
    return again && (next === null || again < next) ? again : next;
  }

  /** Where nothing can be fetched, hints would only ask again and again: they count after a while, or when the limits open. */
  function hintsFrom(): Date | null {
    if (!failure) return calm;
    const soon = new Date(now + HINTS_AFTER_FAILURE_MS);
    return resumesAt ?? (dueAt && dueAt < soon ? dueAt : soon);
  }

  /** What passes by itself is not worth alarming anybody before it has happened a few times. */
  function isSaid({ kind }: ProviderFailure): boolean {
    return kind !== "transient" || lease.attempts + 1 >= 2;
  }
}

/** The commit does not wait for the disk: what a crash takes away is found out again by the next sync. */
async function repeatable(tx: Tx): Promise<void> {
  await tx.query("set local synchronous_commit = off", []);
}
