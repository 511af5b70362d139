import { markDetailed } from "@/db/api-sources";
import type { Tx } from "@/db/client";
import { remember } from "@/db/connections";
import { deliverApart } from "@/db/deliver-apart";
import type { Delivered } from "@/db/deliveries";
import { changeGear } from "@/db/provider-gear";
import { failItem, type SyncItem, settleItems } from "@/db/sync-items";
import { withdrawSources } from "@/db/withdrawn-sources";
import type { SourceFacts } from "@/domain/source-facts";
import type { SyncCounts } from "@/domain/syncs";
import type { EncodedTrack } from "@/domain/track-codec";
import type { SyncSession } from "@/integrations/provider";
import type { GearWork } from "./gear";
import { isReshaped, renewedFacts } from "./map";
import type { Unreadable } from "./walk";

/** Why versions are made, as histories tell it. */
const REASONS = {
  original: "Came from Strava",
  merge: "Strava tells of the same activity",
  sync: "Strava says something else now",
  undeletion: "It is at Strava again",
} as const;

const DELETED = "Deleted at Strava";

/** The id of an activity's source: an archive of Strava's names its rows the same way, so that the two meet. */
export function sourceIdOf(activityId: string): string {
  return `strava_${activityId}`;
}

/** What ids of activities look like. */
export const ACTIVITY_ID = /^\d{1,19}$/;

/** The id at Strava of a source; null for what is none of Strava's. */
export function activityIdOf(sourceId: string): string | null {
  return /^strava_(\d+)/.exec(sourceId)?.[1] ?? null;
}

/**
 * An activity to store. `whole`: the facts are all that Strava says, with the track unless that is null; else they are a list's, and
 * what is known of details stays.
 */
export type Told = { id: string; facts: SourceFacts; whole?: { track: EncodedTrack | null } };

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

function deliveryOf({ id, facts: said, whole }: Told, account: string | null, seq: number, reshaped: Set<string>): Delivered {
  // Should another account be connected one day, what is not in its lists is not gone.
  const facts = account === null ? said : { ...said, account };
  const renew = (before: SourceFacts): SourceFacts => {
    if (whole?.track) return facts;
    // Without new samples the ones that are there stay.
    const after = whole ? { ...renewedFacts(before, facts), ...detailsOf(facts) } : renewedFacts(before, facts);
    if (isReshaped(before, after)) reshaped.add(id);
    return after;
  };
  const source = { id: sourceIdOf(id), source: "strava", origin: "api", facts, fileHash: null } as const;
  const place = { seq, file: "Strava", entry: null, row: null, warnings: [] };
  return { ...place, sources: [{ ...source, track: whole?.track ?? null, renew }] };
}

function detailsOf({ notes, calories, device, laps }: SourceFacts): Partial<SourceFacts> {
  return { notes, calories, device, laps };
}

/** What has no id that could be asked for is given up at once: waiting for another try, it would make syncs due for ever. */
function failActivity(tx: Tx, { id, reason }: Unreadable): Promise<void> {
  return failItem(tx, { provider: "strava", kind: "activity", itemId: id }, reason, !ACTIVITY_ID.test(id));
}
