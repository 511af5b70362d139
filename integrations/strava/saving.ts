import { markDetailed } from "@/db/api-sources";
import type { Tx } from "@/db/client";
import { remember } from "@/db/connections";
import { deliverApart } from "@/db/deliver-apart";
import type { Delivered } from "@/db/deliveries";
import { changeGear } from "@/db/provider-gear";
import { failItem, type SyncItem, settleItems } from "@/db/sync-items";
import { withdrawSources } from "@/db/withdrawn-sources";
import type { SyncCounts } from "@/domain/syncs";
import type { SyncSession } from "@/integrations/provider";
import type { GearWork } from "./gear";
import { ACTIVITY_ID, sourceIdOf, type Told, ToldSource } from "./told-source";
import type { Unreadable } from "./walk";

/** Why versions are made, as histories tell it. */
const REASONS = {
  original: "Came from Strava",
  merge: "Strava tells of the same activity",
  sync: "Strava says something else now",
  undeletion: "It is at Strava again",
} as const;

const DELETED = "Deleted at Strava";

/** What one step of a sync writes. */
export type Batch = {
  told: readonly Told[];
  unreadable?: readonly Unreadable[];
  /** Ids of sources that Strava has no more. */
  gone?: readonly string[];
  /** What is looked at with this. */
  settled?: readonly SyncItem[];
  gear: GearWork;
  /** Nothing of Strava's is there yet. */
  fresh?: boolean;
};

/** Stores a batch and answers what became of it. */
export async function saveBatch(tx: Tx, session: SyncSession, batch: Batch): Promise<Partial<SyncCounts>> {
  const { told, unreadable = [], gone = [], settled = [], gear } = batch;
  const reshaped = new Set<string>();
  const context = { importId: null, timeZone: session.timeZone };
  const account = session.connection.externalId;
  const deliveries = told.map((one, seq) => deliveryOf(one, account, seq, reshaped));
  const results = await deliverApart(tx, context, deliveries, { reasons: REASONS, strangers: batch.fresh });
  const counts = { fetched: told.length + unreadable.length, inserted: 0, updated: 0, unchanged: 0, failed: unreadable.length };
  for (const [index, { result, reason }] of results.entries()) {
    counts[COUNTED[result]] += 1;
    if (result === "failed") await failActivity(tx, { id: told[index]?.id ?? "", reason: reason ?? "" });
  }
  for (const one of unreadable) await failActivity(tx, one);
  await markDetailed(tx, [...reshaped].map(sourceIdOf), null);
  await markDetailed(
    tx,
    told.flatMap(({ id, whole }) => (whole?.track ? sourceIdOf(id) : [])),
    session.now(),
  );
  const deleted = await withdrawSources(tx, gone, { reason: DELETED, timeZone: session.timeZone });
  await settleItems(tx, settled);
  await changeGear(tx, gear, session.now());
  if (gear.memory) await remember(tx, "strava", { gear: gear.memory });
  return { ...counts, deleted };
}

const COUNTED = {
  imported: "inserted",
  updated: "updated",
  duplicate: "updated",
  unchanged: "unchanged",
  failed: "failed",
} as const;

const NO_WARNINGS: string[] = [];

function deliveryOf(told: Told, account: string | null, seq: number, reshaped: Set<string>): Delivered {
  // Should another account be connected one day, what is not in its lists is not gone.
  if (account !== null) told.facts.account = account;
  return { seq, file: "Strava", entry: null, row: null, warnings: NO_WARNINGS, sources: [new ToldSource(told, reshaped)] };
}

/** What has no id that could be asked for is given up at once: waiting for another try, it would make syncs due for ever. */
function failActivity(tx: Tx, { id, reason, final = false }: Unreadable): Promise<void> {
  return failItem(tx, { provider: "strava", kind: "activity", itemId: id }, reason, final || !ACTIVITY_ID.test(id));
}
