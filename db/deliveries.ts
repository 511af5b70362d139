import { activityName } from "@/domain/activity-name";
import { maybeSameAs, sameAs, staysDeleted } from "@/domain/delivery-words";
import type { ImportResult } from "@/domain/imports";
import type { Source } from "@/domain/runs";
import type { SourceFacts } from "@/domain/source-facts";
import type { EncodedTrack } from "@/domain/track-codec";
import { type ActivityNoun, nounOf } from "./activity-rows";
import { findCandidates, findSources, type Origin, type StoredSource } from "./activity-sources";
import type { Statement } from "./bulk";
import type { Tx } from "./client";
import { sameFacts } from "./facts-equality";
import { type Known, KnownSources, storedIds } from "./known-sources";
import { MatchPool, windowsAround } from "./match-pool";
import { type ActivityState, activityStates, type Work, WorkList } from "./merged-activities";
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
  const delivered = deliveries.filter((delivery): delivery is Delivered => "sources" in delivery);
  await takeTurn(tx, "repeatable");
  const sources = delivered.flatMap((delivery) => delivery.sources);
  const hashes = sources.flatMap(({ fileHash }) => fileHash ?? []);
  const known = strangers ? [] : await findSources(tx, sources.flatMap(storedIds), hashes);
  const batch = new Batch(context, known, await activityStates(tx, known), sources);
  const unknown = delivered.filter((delivery) => delivery.sources.every((source) => !batch.find(source)));
  const starts = unknown.flatMap((delivery) => delivery.sources.map(({ facts }) => Date.parse(facts.startAt)));
  if (starts.length > 0) for (const candidate of await findCandidates(tx, windowsAround(starts))) batch.pool.add(candidate);
  const decided = deliveries.map((delivery) => ("sources" in delivery ? batch.take(delivery) : () => failed(delivery)));
  const results: DeliveryResult[] = [];
  await writeWorks(tx, context, batch.works.all(), {
    after: () => {
      for (const answer of decided) results.push(answer());
      return record(results);
    },
    begun,
    careful,
    reasons,
  });
  return results;
}

function failed(delivery: Delivery): DeliveryResult {
  const { seq, file, entry, row } = delivery;
  const reason = "reason" in delivery ? delivery.reason : null;
  return { seq, file, entry, row, result: "failed", reason, runId: null, workoutId: null };
}

/** Decides delivery by delivery; nothing is written before all are decided. */
class Batch {
  readonly pool = new MatchPool();
  readonly works = new WorkList();
  private readonly known: KnownSources;
  /** All of one provider that knows only days: such sources are never the same as each other, so they need not be compared. */
  private readonly alike: boolean;

  constructor(
    private readonly context: DeliveryContext,
    known: readonly StoredSource[],
    private readonly states: Map<string, ActivityState>,
    sources: readonly DeliveredSource[],
  ) {
    const [first] = sources;
    this.alike = sources.every(({ source, facts }) => source === first?.source && facts.startPrecision === "day");
    this.known = new KnownSources(known);
  }

  /** The stored source that tells of the same. */
  find(source: DeliveredSource): Known | undefined {
    return this.known.find(source);
  }

  /** Decides on one delivery. The result is asked for after writing, when the activity's noun is certain. */
  take(delivery: Delivered): () => DeliveryResult {
    const firstKnown = delivery.sources.map((source) => this.find(source)).find((known) => known !== undefined);
    return firstKnown ? this.takeKnown(delivery, firstKnown) : this.takeNew(delivery);
  }

  private takeKnown(delivery: Delivered, first: Known): () => DeliveryResult {
    const { noun, activityId } = first;
    const state = this.states.get(`${noun} ${activityId}`);
    const open = this.works.find(noun, activityId);
    if (state?.deletedAt && !state.undone) return this.answer(delivery, "unchanged", [staysDeleted(noun)], first);
    const revives = state?.undone === true && !open?.revived;
    let changed = false;
    let joined = false;
    for (const source of delivery.sources) {
      const { own, twin } = this.known.named(source);
      if (own) {
        if (revives) this.open(own).revive(own.id);
        const facts = source.renew ? source.renew(own.facts) : source.facts;
        if (sameFacts(own.facts, facts)) continue;
        this.open(own).change({
          ...source,
          ...keyOf(own),
          facts,
          importId: (revives ? null : own.stored?.importId) ?? this.context.importId,
        });
        own.facts = facts;
        changed = true;
      } else if (twin || !this.find(source)) {
        const joining = twin?.id === source.id ? { ...source, id: `${source.id}_${source.origin}` } : source;
        if (revives) this.open(first).revive(joining.id);
        this.join(this.open(first), joining);
        joined = true;
      }
    }
    if (revives) return this.answer(delivery, "imported", delivery.warnings, first);
    const again = delivery.sources[0] !== undefined && this.known.wasStored(delivery.sources[0]);
    if (changed || (joined && again)) return this.answer(delivery, "updated", delivery.warnings, first);
    if (joined) return this.answer(delivery, "duplicate", [sameAs(noun, this.open(first).label)], first);
    return this.answer(delivery, "unchanged", ["This was imported before."], first);
  }

  private open(known: { noun: ActivityNoun; activityId: string }): Work {
    return this.works.open(known.noun, known.activityId, this.states.get(`${known.noun} ${known.activityId}`));
  }

  private takeNew(delivery: Delivered): () => DeliveryResult {
    const main = delivery.sources[delivery.sources.length - 1];
    if (!main) throw new Error("a delivery without sources");
    const match = this.match(delivery.sources);
    const label = match ? `“${match.with.name}” of ${match.with.localDate}` : "";
    if (match?.match === "same") {
      const work = this.open(match.with);
      for (const source of delivery.sources) this.join(work, source);
      return this.answer(delivery, "duplicate", [sameAs(work.noun, label)], work);
    }
    const first = delivery.sources[0] ?? main;
    const work = this.works.make(first.id, first.source, nounOf(main.facts.sport));
    for (const source of delivery.sources) this.join(work, source);
    const asks = match ? [maybeSameAs(match.with.noun, label)] : [];
    return this.answer(delivery, "imported", [...delivery.warnings, ...asks], work);
  }

  /** What any of a delivery's sources tells of again; certainty wins over a guess. */
  private match(sources: readonly DeliveredSource[]) {
    const found = sources.map(({ facts, source }) => this.pool.match(facts, source, facts.timeZone ?? this.context.timeZone));
    return found.find((match) => match?.match === "same") ?? found.find((match) => match !== null) ?? null;
  }

  private join(work: Work, source: DeliveredSource): void {
    const { noun, activityId } = work;
    work.join({ ...source, noun, activityId, importId: this.context.importId });
    const { id, origin, fileHash, facts } = source;
    this.known.remember(fileHash, { id, origin, noun, activityId, stored: null, facts });
    if (this.alike && work.fresh) return;
    const zone = source.facts.timeZone ?? this.context.timeZone;
    const name = source.facts.name ?? activityName(source.facts, zone);
    this.pool.addFacts(noun, activityId, name, source.source, source.facts, zone);
  }

  private answer(
    delivery: Delivered,
    result: ImportResult,
    reasons: string[],
    target: { noun: ActivityNoun; activityId: string },
  ): () => DeliveryResult {
    const { seq, file, entry, row } = delivery;
    return () => {
      const work = this.works.find(target.noun, target.activityId);
      const noun = work?.finalNoun ?? target.noun;
      const id = work?.finalId ?? target.activityId;
      return {
        seq,
        file,
        entry,
        row,
        result,
        reason: reasons.length > 0 ? reasons.join(" ") : null,
        runId: noun === "run" ? id : null,
        workoutId: noun === "workout" ? id : null,
        confirmed: delivery.sources.flatMap((source) => this.confirmed(source)),
      };
    };
  }

  /** The stored source that this one is again, where another import had brought it. */
  private confirmed(source: DeliveredSource): string[] {
    const stored = this.find(source)?.stored;
    return stored?.importId && stored.importId !== this.context.importId ? [stored.id] : [];
  }
}

function keyOf({ id, noun, activityId }: Known) {
  return { id, noun, activityId };
}
