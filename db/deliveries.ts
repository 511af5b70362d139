import type { ImportResult } from "@/domain/imports";
import type { Source } from "@/domain/runs";
import type { SourceFacts } from "@/domain/source-facts";
import type { EncodedTrack } from "@/domain/track-codec";
import { findCandidates, findSources, type Origin, type StoredSource } from "./activity-sources";
import type { Statement } from "./bulk";
import type { Tx } from "./client";
import { DeliveryBatch } from "./delivery-batch";
import { storedIds } from "./known-sources";
import { windowsAround } from "./match-pool";
import { activityStates } from "./merged-activities";
import { together } from "./together";
import { takeTurn } from "./turns";
import { type Reasons, writeWorks } from "./write-activities";

/** What one source says of an activity, ready to be stored: facts, and the track already encoded. */
export type DeliveredSource = {
  id: string;
  source: Source;
  origin: Origin;
  facts: SourceFacts;
  fileHash: string | null;
  track: EncodedTrack | null;
  /** What it says as a whole, where the delivery tells only a part: made from what it said before. */
  renew?: (before: SourceFacts) => SourceFacts;
};

/** Where in an upload something came from; `seq` is its place in the import's order. */
export type Place = { seq: number; file: string; entry: string | null; row: number | null };

/** An activity as an import brings it: one source, or an archive's row together with its recording. */
export type Delivered = Place & { sources: DeliveredSource[]; warnings: string[] };
/** Something of an upload that cannot become an activity, and why. */
export type Refused = Place & { reason: string };
export type Delivery = Delivered | Refused;

/** What became of a delivery. */
export type DeliveryResult = Place & {
  result: ImportResult;
  reason: string | null;
  runId: string | null;
  workoutId: string | null;
  strengthWorkoutId?: string;
  /** Ids of sources that another import had brought and that came again: they stay when that one is undone. */
  confirmed?: readonly string[];
};

/** For whom and by which import (null: a sync); `timeZone` is the person's, for activities whose own is not known. */
export type DeliveryContext = { importId: string | null; timeZone: string };

/**
 * `record`: statements that store the results. `begun`: called when the server has begun with the long part of the work. Not `careful`:
 * does not look whether new ids are free, as nearly all are; the database refuses the batch where one is not. `reasons`: why versions
 * are made, where that is not an import. `strangers`: none of these sources is stored, which is not looked at either.
 */
export type DeliveryWish = {
  record?: (results: DeliveryResult[]) => Iterable<Statement>;
  begun?: () => void;
  careful?: boolean;
  strangers?: boolean;
  reasons?: Reasons;
};

/**
 * Stores deliveries: a source that is known already changes what it changed (or nothing), one that tells of a known activity is
 * merged into it, anything else becomes a run or workout. What a person edited or deleted stays so. A handful of statements
 * whatever the number of deliveries; answers a result for each, in order.
 */
export async function deliver(
  tx: Tx,
  context: DeliveryContext,
  deliveries: readonly Delivery[],
  { record = () => [], begun, careful, strangers, reasons }: DeliveryWish = {},
): Promise<DeliveryResult[]> {
  const turn = takeTurn(tx, "repeatable");
  const sources = deliveries.flatMap((delivery) => ("sources" in delivery ? delivery.sources : []));
  const [, known] = strangers ? [turn, []] : await together(turn, findKnown(tx, sources));
  const batch = new DeliveryBatch(context, known, await activityStates(tx, known), sources);
  // What is known already is not matched anew.
  const starts: number[] = [];
  for (const delivery of deliveries) {
    if (!("sources" in delivery) || delivery.sources.some((source) => batch.find(source))) continue;
    for (const source of delivery.sources) starts.push(batch.matchFacts(source).startAt);
  }
  const [, candidates] = await together(turn, starts.length > 0 ? findCandidates(tx, windowsAround(starts)) : NONE);
  for (const candidate of candidates) batch.pool.add(candidate);
  const decided = deliveries.map((delivery) => ("sources" in delivery ? batch.take(delivery) : delivery));
  const results: DeliveryResult[] = [];
  await writeWorks(tx, context, batch.works.all(), {
    after: () => {
      for (const one of decided) results.push("target" in one ? batch.answer(one) : failed(one));
      return record(results);
    },
    begun,
    careful,
    reasons,
  });
  return results;
}

const NONE = Promise.resolve([]);

async function findKnown(tx: Tx, sources: readonly DeliveredSource[]): Promise<StoredSource[]> {
  const hashes = sources.flatMap(({ fileHash }) => fileHash ?? []);
  return findSources(tx, sources.flatMap(storedIds), hashes);
}

function failed({ seq, file, entry, row, reason }: Refused): DeliveryResult {
  return { seq, file, entry, row, result: "failed", reason, runId: null, workoutId: null };
}
