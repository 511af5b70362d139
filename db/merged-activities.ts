import { typedFields } from "@/domain/manual-run";
import { mergeSources } from "@/domain/merge-sources";
import type { Source } from "@/domain/runs";
import type { EncodedTrack } from "@/domain/track-codec";
import type { StoredActivity } from "./activities";
import { type ActivityFacts, type ActivityNoun, NOUNS, nounOf } from "./activity-rows";
import type { SourceToWrite, StoredSource } from "./activity-sources";
import { arrayLiteral } from "./bulk";
import type { Tx } from "./client";
import { columnsOf, type Edits } from "./edited-overlay";

/** Whether an activity is deleted, and whether an import's undo or a sync did that: then it may come back. */
export type ActivityState = { name: string; localDate: string; deletedAt: Date | null; undone: boolean };

/** The states of the activities that some sources belong to, by `noun id`. */
export async function activityStates(tx: Tx, sources: readonly StoredSource[]): Promise<Map<string, ActivityState>> {
  const states = new Map<string, ActivityState>();
  for (const noun of ["run", "workout"] as const) {
    const ids = [...new Set(sources.flatMap((source) => (source.noun === noun ? source.activityId : [])))];
    if (ids.length === 0) continue;
    const name = noun === "run" ? "name" : "title";
    const { table, idColumn } = NOUNS[noun];
    const text = `select a.id, a.${name} as name, a.local_date as "localDate", a.deleted_at as "deletedAt",
          case when a.deleted_at is null then false when a.undone_import_id is not null then true
            else exists (select from app.${table}_history h where h.user_id = $1 and h.${idColumn} = a.id and h.version = a.version
              and h.actor = 'sync' and h.change_type = 'deletion') end as undone
        from app.${table} a where a.user_id = $1 and a.id = any($2::text[])`;
    const statement = { name: `states_of_${table}`, text };
    const rows = await tx.named<ActivityState & { id: string }>(statement, [tx.userId, arrayLiteral(ids)]);
    for (const row of rows) states.set(`${noun} ${row.id}`, row);
  }
  return states;
}

/** A source of an activity that is being put together; `track` where it has to be written. */
export type WorkSource = SourceToWrite & { track: EncodedTrack | null; write: "no" | "insert" | "update" };

type NewSource = Omit<SourceToWrite, "noun" | "activityId" | "importId"> & { track: EncodedTrack | null };

/** Nearly all activities of an import have nothing to say here, and there are many. */
const NONE: ReadonlySet<string> = new Set();

/** A run or workout that a batch makes or changes: collected first, computed and written at the end. */
export class Work {
  readonly sources = new Map<string, WorkSource>();
  /** Sources that leave the activity in this batch. */
  leaving: ReadonlySet<string> = NONE;
  /** Fields that a person has set and that go back to what the sources say. */
  released: ReadonlySet<string> = NONE;
  /** Sources of an activity that an undo took away which came again. */
  private revivedSources: ReadonlySet<string> = NONE;
  /** Activities that a person merged into this one. */
  private absorbed: readonly StoredActivity[] = [];
  /** Fields that a person said by writing the run down, now that somebody else tells of it, too. */
  private typed: readonly string[] = [];
  split = false;
  /** A person merged it into another one, and it comes back. */
  returned = false;
  stored: StoredActivity | null = null;
  joined = false;
  changed = false;
  facts: ActivityFacts | null = null;
  finalNoun: ActivityNoun;
  finalId: string;

  constructor(
    readonly noun: ActivityNoun,
    readonly activityId: string,
    readonly source: Source,
    readonly fresh: boolean,
    private readonly state: ActivityState | undefined,
  ) {
    this.finalNoun = noun;
    this.finalId = activityId;
  }

  get revived(): boolean {
    return this.revivedSources.size > 0;
  }

  /** How the activity is named in reasons. */
  get label(): string {
    return this.state ? `“${this.state.name}” of ${this.state.localDate}` : "another one of this import";
  }

  /** A source that was not known before. */
  join({ id, source, origin, facts, fileHash, track }: NewSource, importId: string | null): void {
    const { noun, activityId } = this;
    this.sources.set(id, { id, noun, activityId, source, origin, facts, fileHash, importId, track, write: "insert" });
    this.joined = true;
  }

  /** A source that was known and says something else now. */
  change(source: SourceToWrite & { track: EncodedTrack | null }): void {
    const before = this.sources.get(source.id);
    this.sources.set(source.id, { ...source, write: before?.write === "insert" ? "insert" : "update" });
    this.changed = true;
  }

  /** A stored source that moves here from another activity, with its track. */
  move(source: StoredSource): void {
    this.sources.set(source.id, { ...source, track: null, write: "update" });
    this.split = true;
  }

  /** Takes in another activity of which a person says that it is this one: its sources, and its edits where this one has none. */
  absorb(activity: StoredActivity, sources: readonly StoredSource[]): void {
    for (const source of sources) this.sources.set(source.id, { ...source, track: null, write: "update" });
    this.absorbed = [...this.absorbed, activity];
    this.joined = true;
  }

  /** A source of an activity that an undo took away comes again. */
  revive(sourceId: string): void {
    this.revivedSources = new Set([...this.revivedSources, sourceId]);
  }

  /** Adds what is stored, where this batch says nothing newer; answers the ids of sources that the undo left behind and nobody brought again. */
  complete(stored: StoredActivity, sources: readonly StoredSource[], importId: string | null): string[] {
    this.stored = stored;
    const [first, ...more] = sources;
    const byHand = this.noun === "run" && first?.facts.format === "manual" && more.length === 0;
    if (byHand && this.joined && !this.sources.has(first.id)) this.typed = typedFields(first.facts);
    const left: string[] = [];
    for (const source of sources) {
      if (this.sources.has(source.id) || this.leaving.has(source.id)) continue;
      if (this.revivedSources.has(source.id)) this.sources.set(source.id, { ...source, importId, track: null, write: "update" });
      else if (this.revived && source.importId === stored.undone_import_id) left.push(source.id);
      else this.sources.set(source.id, { ...source, track: null, write: "no" });
    }
    return left;
  }

  /** What a person has set of the activity. */
  edits(): Edits {
    if (!this.stored && this.typed.length === 0 && this.absorbed.length === 0) return NO_EDITS;
    const own = (this.stored?.edited_fields ?? []).filter((field) => !this.released.has(field));
    const fields = [...new Set([...own, ...this.typed])];
    const values: Record<string, unknown> = { ...this.stored };
    for (const activity of this.absorbed) {
      for (const field of activity.edited_fields) {
        if (fields.includes(field)) continue;
        fields.push(field);
        for (const column of columnsOf(this.noun, field)) values[column] = activity[column];
      }
    }
    return { fields, values };
  }

  /** Merges the sources and decides whether it is a run. What a person has edited stays the noun it is. */
  compute(): ActivityFacts {
    const all = [...this.sources.values()].map((source) => source.facts);
    // One source is most of what an import brings, and it is what it says.
    const facts = all.length === 1 && all[0] ? all[0] : mergeSources(all);
    this.facts = facts;
    this.finalNoun = this.edits().fields.length > 0 ? this.noun : nounOf(facts.sport);
    return facts;
  }
}

const NO_EDITS: Edits = { fields: [], values: {} };

/** The works of a batch, each activity once. */
export class WorkList {
  private readonly works: Work[] = [];
  private readonly byId: Record<ActivityNoun, Map<string, Work>> = { run: new Map(), workout: new Map() };

  find(noun: ActivityNoun, activityId: string): Work | undefined {
    return this.byId[noun].get(activityId);
  }

  /** The work on an activity that is there already, or was made in this batch. */
  open(noun: ActivityNoun, activityId: string, state: ActivityState | undefined): Work {
    return this.find(noun, activityId) ?? this.add(new Work(noun, activityId, "file", false, state));
  }

  /** A new activity, named after its first source. */
  make(activityId: string, source: Source, noun: ActivityNoun): Work {
    return this.add(new Work(noun, activityId, source, true, undefined));
  }

  all(): readonly Work[] {
    return this.works;
  }

  private add(work: Work): Work {
    this.byId[work.noun].set(work.activityId, work);
    this.works.push(work);
    return work;
  }
}
