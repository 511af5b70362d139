import "server-only";
import { findFeedSecret } from "@/db/calendar-feeds";
import { type Actor, asSystem, asUser } from "@/db/client";
import { type Connection, listConnections } from "@/db/connections";
import { type BudgetWindow, listBudgets } from "@/db/provider-budgets";
import { listTokenExpiries } from "@/db/provider-tokens";
import { listDeadItems, type SyncItem } from "@/db/sync-items";
import { listSyncRuns, type SyncRun } from "@/db/sync-runs";
import { PROVIDERS, type Provider } from "@/domain/connections";
import { contractOf, keyEntranceOf } from "@/integrations/registry";

/** All that is known of one provider for one person. */
export type ProviderView = {
  provider: Provider;
  connection: Connection | null;
  /** Entered by consent or by key; null where it cannot be connected on this server before it is set up. */
  entrance: "oauth" | "key" | null;
  /** A key can be used instead of a consent, perhaps with the address of another server. */
  byKey: { anyServer: boolean } | null;
  /** What opens it is a key that the person typed. */
  typed: boolean;
  expiresAt: Date | null;
  lastRun: SyncRun | null;
  budgets: BudgetWindow[];
  dead: SyncItem[];
};

const MOST_RUNS = 100;

type Loaded = { views: ProviderView[]; runs: SyncRun[]; feed: Awaited<ReturnType<typeof findFeedSecret>> };

/** Every provider that this Almanac knows, with the person's connection to it; the last syncs of all; the calendar feed. */
export async function loadConnections(actor: Actor): Promise<Loaded> {
  const { connections, expiries, runs, dead, feed } = await asUser(actor, async (tx) => ({
    connections: await listConnections(tx),
    expiries: await listTokenExpiries(tx),
    runs: await listSyncRuns(tx, null, MOST_RUNS),
    dead: await listDeadItems(tx, null),
    feed: await findFeedSecret(tx),
  }));
  const known = PROVIDERS.filter((provider) => contractOf(provider) !== null);
  const limited = known.filter(
    (provider) => contractOf(provider)?.budgets && connections.some((one) => one.provider === provider),
  );
  const budgets = await asSystem(actor.requestId, async (tx) => {
    const found = new Map<Provider, BudgetWindow[]>();
    for (const provider of limited) found.set(provider, await listBudgets(tx, provider));
    return found;
  });
  const views = known.map((provider) => {
    const entrance = contractOf(provider)?.entrance;
    const byKey = keyEntranceOf(provider);
    const token = expiries.find((one) => one.provider === provider);
    return {
      provider,
      connection: connections.find((one) => one.provider === provider) ?? null,
      entrance: entrance?.kind === "oauth" && entrance.client() !== null ? ("oauth" as const) : byKey ? ("key" as const) : null,
      byKey: byKey && { anyServer: byKey.anyServer ?? false },
      typed: token?.typed ?? false,
      expiresAt: token?.expiresAt ?? null,
      lastRun: runs.find((run) => run.provider === provider) ?? null,
      budgets: budgets.get(provider) ?? [],
      dead: dead.filter((item) => item.provider === provider),
    };
  });
  return { views, runs, feed };
}
