import { activityName } from "@/domain/activity-name";
import { maybeSameAs, sameAs, staysDeleted } from "@/domain/delivery-words";
import type { ImportResult } from "@/domain/imports";
import { type MatchFacts, matchFactsOf } from "@/domain/same-activity";
import { type ActivityNoun, nounOf } from "./activity-rows";
import type { StoredSource } from "./activity-sources";
import type { Delivered, DeliveredSource, DeliveryContext, DeliveryResult } from "./deliveries";
import { sameFacts } from "./facts-equality";
import { type Known, KnownSources } from "./known-sources";
import { MatchPool } from "./match-pool";
import { type ActivityState, type Work, WorkList } from "./merged-activities";

/** What is decided of a delivery. Its result is asked for after writing, when the activity's noun is certain. */
type Decided = { delivery: Delivered; result: ImportResult; reasons: readonly string[]; target: Target };
type Target = { noun: ActivityNoun; activityId: string };

/** Decides delivery by delivery; nothing is written before all are decided. */
export class DeliveryBatch {
  readonly pool = new MatchPool();
  readonly works = new WorkList();
  private readonly known: KnownSources;
  /** All of one provider that knows only days: such sources are never the same as each other, so they need not be compared. */
  private readonly alike: boolean;
  private readonly nothingKnown: boolean;
  private readonly matched = new Map<DeliveredSource, MatchFacts>();

  constructor(
    private readonly context: DeliveryContext,
    known: readonly StoredSource[],
    private readonly states: Map<string, ActivityState>,
    sources: readonly DeliveredSource[],
  ) {
    const [first] = sources;
    this.alike = sources.every(({ source, facts }) => source === first?.source && facts.startPrecision === "day");
    this.known = new KnownSources(known);
    this.nothingKnown = known.length === 0;
  }

  /** The stored source that tells of the same. */
  find(source: DeliveredSource): Known | undefined {
    return this.known.find(source);
  }

  /** What matching needs to know of a source; kept, since it is asked for before and after candidates are looked up. */
  matchFacts(source: DeliveredSource): MatchFacts {
    let facts = this.matched.get(source);
    if (!facts) {
      facts = matchFactsOf(source.facts, this.context.timeZone);
      this.matched.set(source, facts);
    }
    return facts;
  }

  /** Decides on one delivery. */
  take(delivery: Delivered): Decided {
    for (const source of delivery.sources) {
      const known = this.find(source);
      if (known) return this.takeKnown(delivery, known);
    }
    return this.takeNew(delivery);
  }

  private takeKnown(delivery: Delivered, first: Known): Decided {
    const { noun, activityId } = first;
    const state = this.states.get(`${noun} ${activityId}`);
    const open = this.works.find(noun, activityId);
    if (state?.deletedAt && !state.undone) return decided(delivery, "unchanged", [staysDeleted(noun)], first);
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
    if (revives) return decided(delivery, "imported", delivery.warnings, first);
    const again = delivery.sources[0] !== undefined && this.known.wasStored(delivery.sources[0]);
    if (changed || (joined && again)) return decided(delivery, "updated", delivery.warnings, first);
    if (joined) return decided(delivery, "duplicate", [sameAs(noun, this.open(first).label)], first);
    return decided(delivery, "unchanged", ["This was imported before."], first);
  }

  private open(known: { noun: ActivityNoun; activityId: string }): Work {
    return this.works.open(known.noun, known.activityId, this.states.get(`${known.noun} ${known.activityId}`));
  }

  private takeNew(delivery: Delivered): Decided {
    const main = delivery.sources[delivery.sources.length - 1];
    if (!main) throw new Error("a delivery without sources");
    const match = this.match(delivery.sources);
    const label = match ? `“${match.with.name}” of ${match.with.localDate}` : "";
    if (match?.match === "same") {
      const work = this.open(match.with);
      for (const source of delivery.sources) this.join(work, source);
      return decided(delivery, "duplicate", [sameAs(work.noun, label)], work);
    }
    const first = delivery.sources[0] ?? main;
    const work = this.works.make(first.id, first.source, nounOf(main.facts.sport));
    for (const source of delivery.sources) this.join(work, source);
    const reasons = match ? [...delivery.warnings, maybeSameAs(match.with.noun, label)] : delivery.warnings;
    return decided(delivery, "imported", reasons, work);
  }

  /** What any of a delivery's sources tells of again; certainty wins over a guess. */
  private match(sources: readonly DeliveredSource[]) {
    let guess: ReturnType<MatchPool["match"]> = null;
    for (const source of sources) {
      const found = this.pool.match(this.matchFacts(source), source);
      if (found?.match === "same") return found;
      guess ??= found;
    }
    return guess;
  }

  private join(work: Work, source: DeliveredSource): void {
    const { noun, activityId } = work;
    work.join(source, this.context.importId);
    const { id, origin, fileHash, facts } = source;
    this.known.remember(fileHash, { id, origin, noun, activityId, stored: null, facts });
    if (this.alike && work.fresh) return;
    const name = facts.name ?? activityName(facts, facts.timeZone ?? this.context.timeZone);
    this.pool.addFacts(noun, activityId, name, source, this.matchFacts(source));
  }

  /** What became of a delivery. */
  answer({ delivery, result, reasons, target }: Decided): DeliveryResult {
    const { seq, file, entry, row, sources } = delivery;
    const work = this.works.find(target.noun, target.activityId);
    const noun = work?.finalNoun ?? target.noun;
    const id = work?.finalId ?? target.activityId;
    const reason = reasons.length > 0 ? reasons.join(" ") : null;
    const [runId, workoutId] = noun === "run" ? [id, null] : [null, id];
    const confirmed = this.nothingKnown ? NOTHING : sources.flatMap((source) => this.confirmed(source));
    return { seq, file, entry, row, result, reason, runId, workoutId, confirmed };
  }

  /** The stored source that this one is again, where another import had brought it. */
  private confirmed(source: DeliveredSource): string[] {
    const stored = this.find(source)?.stored;
    return stored?.importId && stored.importId !== this.context.importId ? [stored.id] : [];
  }
}

const NOTHING: readonly string[] = [];

function decided(delivery: Delivered, result: ImportResult, reasons: readonly string[], target: Target): Decided {
  return { delivery, result, reasons, target };
}

function keyOf({ id, noun, activityId }: Known) {
  return { id, noun, activityId };
}
