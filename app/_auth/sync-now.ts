import "server-only";
import { type Actor, asUser } from "@/db/client";
import { findConnection } from "@/db/connections";
import { SyncLeaseLost, takeSync } from "@/db/sync-leases";
import { PROVIDER_NAMES, type Provider } from "@/domain/connections";
import type { SyncTrigger } from "@/domain/syncs";
import { contractOf } from "@/integrations/registry";
import { runSync, type SyncOutcome } from "@/integrations/sync";
import { newId } from "@/lib/crypto";
import { Failure, notFound } from "@/lib/errors";
import { syncHost, whileLeased } from "@/worker/jobs/syncs";
import { type Entry, recordSuccess } from "./audit";

/**
 * Brings one connection in step now. The audit row says that it was begun, in the transaction that takes the lease; how it went is in
 * the log of syncs. @throws Failure "not_found" | "conflict" while one is under way | "failed_dependency" where the provider refuses
 */
export async function syncNow(
  actor: Actor,
  provider: Provider,
  full: boolean,
  trigger: SyncTrigger,
  entry: Entry,
): Promise<SyncOutcome> {
  const contract = contractOf(provider);
  const lease = await asUser(actor, async (tx) => {
    if (!contract || !(await findConnection(tx, provider))) throw notFound("connection");
    const taken = await takeSync(tx, provider, newId(), full);
    if (!taken)
      throw new Failure("conflict", `A sync with ${PROVIDER_NAMES[provider]} is under way already. Wait for it to end.`);
    await recordSuccess(tx, entry, 200);
    return taken;
  });
  if (!contract) throw notFound("connection");
  const outcome = await whileLeased(
    () => [lease],
    () =>
      runSync(
        contract,
        lease,
        trigger,
        syncHost(() => false),
      ),
  ).catch((error: unknown) => {
    if (!(error instanceof SyncLeaseLost)) throw error;
    const name = PROVIDER_NAMES[provider];
    throw new Failure("conflict", `${name} was disconnected or connected anew meanwhile, so this sync was given up.`);
  });
  if (outcome.state === "refused" || outcome.state === "failed") {
    throw new Failure("failed_dependency", outcome.reason ?? `${PROVIDER_NAMES[provider]} did not answer as it should.`);
  }
  return outcome;
}
