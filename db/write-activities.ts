import { STRENGTH_SPORTS } from "@/domain/strength-match";
import { isTimeZone } from "@/domain/time-zones";
import { insertActivities, lockActivities, takenIds, updateActivities, writeBestEfforts } from "./activities";
import { type ActivityNoun, factValues } from "./activity-rows";
import { deleteSources, type StoredSource, sourcesOf } from "./activity-sources";
import { arrayLiteral, type BulkChange, type BulkRow, type BulkUpdate, batches, type Statement, send } from "./bulk";
import type { Tx } from "./client";
import { retireConverted } from "./converted-activities";
import { overlay } from "./edited-overlay";
import { ChangedMeanwhile } from "./faults";
import { shoesByName } from "./gear";
import type { Work } from "./merged-activities";
import { linkSessions } from "./strength-links";
import { writeSources } from "./write-sources";

type Context = { importId: string | null; timeZone: string };
/** Why versions are made, where that is not what it usually is. */
export type Reasons = Partial<Record<BulkChange["type"], string>>;

/**
 * `after`: statements to send at the end, asked for when the ids of all activities are settled. `begun` is called when the server has
 * the first of the long statements: a good moment to prepare something else. Unless `careful`, new ids are taken to be free; where
 * one is not, the database refuses the batch, and the next try had better be careful.
 */
type Wish = { reasons?: Reasons; after?: () => Iterable<Statement>; begun?: () => void; careful?: boolean };

/** A small first statement gives the server something to do while the large ones are made. */
const FIRST_ROWS = 200;

const NOUN_LIST = ["run", "workout"] as const;

/** Writes what a batch has decided: shoes, runs and workouts with their versions, sources, tracks, best efforts. */
export async function writeWorks(
  tx: Tx,
  context: Context,
  works: readonly Work[],
  { reasons = {}, after = () => [], begun, careful = true }: Wish = {},
): Promise<void> {
  await completeWorks(
    tx,
    context.importId,
    works.filter((work) => !work.fresh),
  );
  for (const work of works) work.compute();
  await settleIds(tx, works, careful);
  const gear = works.flatMap((work) => (work.finalNoun === "run" ? (work.facts?.gearName ?? []) : []));
  const shoes = await shoesByName(tx, gear);
  await send(
    tx,
    (function* () {
      yield* statementsOf(tx, context, works, shoes, reasons);
      yield* after();
    })(),
    begun,
  );
  await linkSessions(
    tx,
    works.flatMap((work) => (isSessionLike(work) && work.facts ? new Date(work.facts.startAt) : [])),
  );
}

/** Whether it may be what a strength session tells of, too. */
function isSessionLike({ finalNoun, facts }: Work): boolean {
  return finalNoun === "workout" && STRENGTH_SPORTS.some((sport) => sport === facts?.sport);
}

function* statementsOf(
  tx: Tx,
  context: Context,
  works: readonly Work[],
  shoes: Map<string, string | null>,
  reasons: Reasons,
): Generator<Statement> {
  for (const noun of NOUN_LIST) yield* writeNoun(tx, context, noun, works, shoes, reasons);
  yield* retireConverted(tx, works);
  yield* writeSources(tx, works);
  const runs = works.filter((work) => work.finalNoun === "run");
  yield* writeBestEfforts(
    tx,
    runs.map((work) => ({ id: work.finalId, fresh: isInsert(work), efforts: work.facts?.summary?.bestEfforts ?? [] })),
  );
}

/** Reads what is stored of the activities that are changed, locked. */
async function completeWorks(tx: Tx, importId: string | null, existing: readonly Work[]): Promise<void> {
  if (existing.length === 0) return;
  const ids = (noun: ActivityNoun) => existing.flatMap((work) => (work.noun === noun ? work.activityId : []));
  const stored = new Map<string, Awaited<ReturnType<typeof lockActivities>>[number]>();
  for (const noun of NOUN_LIST) {
    for (const row of await lockActivities(tx, noun, ids(noun))) stored.set(`${noun} ${row.id}`, row);
  }
  const sources = new Map<string, StoredSource[]>();
  for (const source of await sourcesOf(tx, { run: ids("run"), workout: ids("workout") })) {
    const key = `${source.noun} ${source.activityId}`;
    sources.set(key, [...(sources.get(key) ?? []), source]);
  }
  const left: string[] = [];
  for (const work of existing) {
    const key = `${work.noun} ${work.activityId}`;
    const row = stored.get(key);
    if (!row) throw new ChangedMeanwhile(`${key} vanished while it was being changed`);
    left.push(...work.complete(row, sources.get(key) ?? [], importId));
  }
  if (left.length > 0) await deleteSources(tx, left);
}

/** New rows: made in this batch, or moved to the other noun because a better source knows the sport. */
function isInsert(work: Work): boolean {
  return work.fresh || work.finalNoun !== work.noun;
}

/** Gives new activities an id that is free in their table, and their sources the activity they end in. */
async function settleIds(tx: Tx, works: readonly Work[], careful: boolean): Promise<void> {
  for (const noun of careful ? NOUN_LIST : []) {
    const fresh = works.filter((work) => work.finalNoun === noun && isInsert(work));
    const taken = await takenIds(
      tx,
      noun,
      fresh.map((work) => work.activityId),
    );
    if (taken.size === 0) continue;
    const more = fresh.flatMap((work) =>
      taken.has(work.activityId) ? [2, 3, 4, 5, 6].map((n) => `${work.activityId}_${n}`) : [],
    );
    for (const id of await takenIds(tx, noun, more)) taken.add(id);
    for (const work of fresh) {
      let id = work.activityId;
      for (let n = 2; taken.has(id); n++) id = `${work.activityId}_${n}`;
      work.finalId = id;
    }
  }
  for (const work of works) {
    for (const source of work.sources.values()) {
      if (source.noun === work.finalNoun && source.activityId === work.finalId) continue;
      source.noun = work.finalNoun;
      source.activityId = work.finalId;
      if (source.write === "no") source.write = "update";
    }
  }
}

function* writeNoun(
  tx: Tx,
  context: Context,
  noun: ActivityNoun,
  works: readonly Work[],
  shoes: Map<string, string | null>,
  reasons: Reasons,
): Generator<Statement> {
  const own = works.filter((work) => work.finalNoun === noun);
  const values = (work: Work) => valuesOf(work, noun, context, shoes);
  const inserts = own.filter((work) => isInsert(work) || !work.stored);
  const made = inserts.some((work) => work.split) ? "split" : "original";
  const change = { type: made, reason: reasons[made] ?? REASONS[made] } as const;
  // Batch by batch: the server is at work on the first rows while the next ones are computed.
  for (const batch of [inserts.slice(0, FIRST_ROWS), ...batches(inserts.slice(FIRST_ROWS))]) {
    const rows = batch.map((work) => {
      const row = values(work);
      row["id"] = work.finalId;
      row["source"] = work.stored?.source ?? work.source;
      row["import_id"] = importOf(work) ?? context.importId;
      return row;
    });
    yield* insertActivities(tx, noun, rows, change);
  }
  const updates = new Map<BulkChange["type"], BulkUpdate[]>();
  for (const work of own) {
    const update = isInsert(work) ? null : updateOf(work, noun, context, values(work));
    if (!update) continue;
    const same = updates.get(update.type);
    if (same) same.push(update);
    else updates.set(update.type, [update]);
  }
  for (const [type, rows] of updates) {
    yield* updateActivities(tx, noun, rows, { type, reason: reasons[type] ?? REASONS[type] });
  }
}

/** What the sources of an activity make of it now. Its zone is their own, else the one it has, else the person's. */
function valuesOf(work: Work, noun: ActivityNoun, context: Context, shoes: Map<string, string | null>): BulkRow {
  const { facts, stored } = work;
  if (!facts) throw new Error("the activity was not computed");
  const own = facts.timeZone && isTimeZone(facts.timeZone) ? facts.timeZone : null;
  const shoeId = facts.gearName === null ? null : (shoes.get(facts.gearName) ?? null);
  return factValues(noun, facts, own ?? stored?.time_zone ?? context.timeZone, shoeId);
}

/** The change of a stored activity; null where there is none that its history should tell of. */
function updateOf(
  work: Work,
  noun: ActivityNoun,
  context: Context,
  values: BulkRow,
): (BulkUpdate & { type: BulkChange["type"] }) | null {
  const { stored } = work;
  if (!stored) return null;
  const edits = work.edits();
  const laid = overlay(noun, stored, values, edits);
  if (!laid.changed && !work.joined && !work.revived && !work.split) return null;
  const type = typeOf(work);
  const { import_id, undone_import_id, deleted_at } = stored;
  const back = work.revived || work.returned;
  const state = back
    ? { import_id: work.revived ? context.importId : import_id, undone_import_id: null, deleted_at: null }
    : { import_id, undone_import_id, deleted_at };
  return {
    type,
    id: work.finalId,
    version: stored.version,
    fields: back ? [...laid.fields, "deletedAt"] : laid.fields,
    values: {
      ...laid.values,
      ...state,
      edited_fields: arrayLiteral(edits.fields),
      provider: JSON.stringify(laid.provider),
    },
  };
}

function typeOf(work: Work): BulkChange["type"] {
  if (work.revived) return "undeletion";
  if (work.split) return "split";
  if (work.joined) return "merge";
  return work.released.size > 0 ? "edit" : "sync";
}

/** Which import an activity that is split off belongs to: the one that brought its source. */
function importOf(work: Work): string | null {
  if (!work.split) return null;
  return [...work.sources.values()].find((source) => source.importId !== null)?.importId ?? null;
}

const REASONS: Record<BulkChange["type"], string> = {
  original: "Imported",
  merge: "Another source of the same activity was imported",
  split: "Split into its sources",
  sync: "The source says something else now",
  edit: "Taken from the source again",
  deletion: "The import was undone",
  undeletion: "Imported again after its import was undone",
};
