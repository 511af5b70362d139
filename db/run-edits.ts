import { manualFacts } from "@/domain/manual-run";
import { contradictions, type NewRun, type RunChanges } from "@/domain/run-changes";
import { type RunFieldName, runValue } from "@/domain/run-fields";
import { type EditableRunField, runResource } from "@/domain/runs";
import { localDate } from "@/domain/time-zones";
import { newId } from "@/lib/crypto";
import { Failure, type FieldError, notFound, staleVersion } from "@/lib/errors";
import { homeOf, insertSources } from "./activity-sources";
import { send } from "./bulk";
import type { Tx } from "./client";
import { ownership, showElapsed, toldElapsed } from "./edited-overlay";
import { insertVersioned, updateVersioned, type Versioned } from "./history";
import { RUN_COLUMNS, type RunRow, runOf, type StoredRun } from "./run-rows";
import { takeBack } from "./split-activities";
import { takeTurn } from "./turns";

/** PostgreSQL's own word for the start of the transaction. */
const NOW = "now";

export const RUNS: Versioned = { table: "runs", idColumn: "run_id", what: "run" };

/** Why a change is made, which version its author saw, and when: nothing may begin after that. */
export type Wish = { reason?: string | null; version?: number; now?: Date };

/**
 * Writes a run down by hand; its id is `manual_<uuid>`. `now` is the moment it is: a run that begins later is refused.
 * @throws Failure "invalid" for a shoe that is not there and for what cannot be true of a run
 */
export async function createRun(tx: Tx, run: NewRun & { timeZone: string }, now?: Date): Promise<RunRow> {
  refuse(contradictions(run, { maxHeartRateBpm: run.maxHeartRate ?? null, now: now ?? run.startAt }));
  const shoeName = run.shoeId ? await requireShoe(tx, run.shoeId) : null;
  const id = `manual_${newId()}`;
  const facts = manualFacts(run, shoeName);
  const stored = await insertVersioned<StoredRun>(tx, RUNS, {
    id,
    name: run.name,
    type: run.type,
    start_at: run.startAt,
    time_zone: run.timeZone,
    local_date: localDate(run.startAt, run.timeZone),
    distance_m: run.distance,
    duration_s: run.duration,
    elapsed_s: facts.elapsedS,
    average_heart_rate_bpm: run.averageHeartRate ?? null,
    max_heart_rate_bpm: run.maxHeartRate ?? null,
    elevation_gain_m: run.elevationGain ?? null,
    source: "manual",
    shoe_id: run.shoeId ?? null,
    notes: run.notes ?? null,
  });
  const source = {
    id,
    noun: "run",
    activityId: id,
    source: "manual",
    origin: "manual",
    facts,
    fileHash: null,
    importId: null,
  } as const;
  await send(tx, insertSources(tx, [source]));
  return runOf(stored);
}

/** The run, locked until the transaction ends. @throws Failure "not_found" | "conflict" with the run as it is now */
export async function lockRun(tx: Tx, id: string, expected: number | undefined): Promise<RunRow> {
  const [run] = await tx.query<RunRow>(`select ${RUN_COLUMNS} from app.runs r where r.user_id = $1 and r.id = $2 for update`, [
    tx.userId,
    id,
  ]);
  if (!run) throw notFound("run");
  if (expected !== undefined && expected !== run.version) throw staleVersion("run", runResource(run));
  return run;
}

/** The same for a run that is not deleted. @throws as {@link lockRun} */
export async function lockLiveRun(tx: Tx, id: string, expected: number | undefined): Promise<RunRow> {
  const run = await lockRun(tx, id, undefined);
  if (run.deletedAt !== null) throw notFound("run");
  if (expected !== undefined && expected !== run.version) throw staleVersion("run", runResource(run));
  return run;
}

/** @throws Failure "invalid" with all that is wrong */
function refuse(fields: FieldError[]): void {
  if (fields.length > 0) throw new Failure("invalid", "Some fields need another look.", { fields });
}

/** The name of a shoe that is there. @throws Failure "invalid" */
async function requireShoe(tx: Tx, shoeId: string): Promise<string> {
  const [shoe] = await tx.query<{ name: string }>(
    "select name from app.shoes where user_id = $1 and id = $2 and deleted_at is null for key share",
    [tx.userId, shoeId],
  );
  if (shoe) return shoe.name;
  throw new Failure("invalid", "There is no such shoe.", { fields: [{ path: "shoeId", message: "There is no such shoe." }] });
}

/**
 * Changes what a person may change. Fields that become what they are already are no change; without any change the run is answered as
 * it is and no version is made. Changed fields are the person's from now on: what the sources say of them is kept in `provider`.
 * `wish.now` is the moment it is: a start after it is refused.
 * @throws Failure "not_found" | "conflict" (the version is stale; with the run as it is now) | "invalid" (no such shoe, or not possible)
 */
export async function editRun(tx: Tx, id: string, changes: RunChanges, wish: Wish = {}): Promise<RunRow> {
  const run = await lockLiveRun(tx, id, wish.version);
  const given = Object.entries(changes).filter(([, value]) => value !== undefined) as [EditableRunField, unknown][];
  const changed = given.filter(([field, value]) => plain(value) !== runValue(run, field)).map(([field]) => field);
  if (changed.length === 0) return run;
  const own = <K extends EditableRunField>(field: K) => (changed.includes(field) ? changes[field] : undefined);
  const said = { startAt: own("startAt"), averageHeartRate: own("averageHeartRate") };
  refuse(contradictions(said, { maxHeartRateBpm: run.maxHeartRateBpm, now: wish.now ?? changes.startAt ?? run.startAt }));
  if (changed.includes("shoeId") && changes.shoeId) await requireShoe(tx, changes.shoeId);
  const owned = ownership(run, valuesOf(run, changed));
  const values: Record<string, unknown> = { ...columnsOf(run, changes, changed), ...owned };
  if (changes.duration !== undefined && changed.includes("duration")) {
    const told = toldElapsed(run, changes.duration);
    values["elapsed_s"] = showElapsed(owned.provider, owned.edited_fields, told, changes.duration);
  }
  const stored = await updateVersioned<StoredRun>(tx, RUNS, id, values, {
    type: "edit",
    reason: wish.reason,
    fields: changed,
  });
  return runOf(stored);
}

function plain(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : value;
}

function columnsOf(run: RunRow, changes: RunChanges, changed: readonly EditableRunField[]): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const field of changed) {
    if (field === "distance") values["distance_m"] = changes.distance;
    else if (field === "averageHeartRate") values["average_heart_rate_bpm"] = changes.averageHeartRate;
    else if (field === "shoeId") values["shoe_id"] = changes.shoeId;
    else if (field === "duration") values["duration_s"] = changes.duration;
    else if (field === "startAt") Object.assign(values, start(run, changes.startAt ?? run.startAt));
    else values[field] = changes[field];
  }
  return values;
}

/** A run counts on the day that clocks of its own zone show at its start. */
function start(run: RunRow, startAt: Date): Record<string, unknown> {
  return { start_at: startAt, start_precision: "second", local_date: localDate(startAt, run.timeZone) };
}

/** The values of fields until now, by their names in the API. */
export function valuesOf(run: RunRow, fields: readonly RunFieldName[]): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field, runValue(run, field)]));
}

/** Deletes a run so that it can come back: it leaves every list and total. @throws Failure "not_found" | "conflict" */
export async function deleteRun(tx: Tx, id: string, wish: Wish = {}): Promise<RunRow> {
  await lockLiveRun(tx, id, wish.version);
  const change = { type: "deletion", reason: wish.reason, fields: ["deletedAt"] } as const;
  return runOf(await updateVersioned<StoredRun>(tx, RUNS, id, { deleted_at: NOW }, change));
}

/**
 * Brings a deleted run back; one that is there is answered as it is, one that was merged into another is taken out of it again.
 * @throws Failure "not_found" | "conflict"
 */
export async function undeleteRun(tx: Tx, id: string, wish: Wish = {}): Promise<RunRow> {
  const home = await homeOf(tx, id);
  if (home) await takeTurn(tx);
  const run = await lockRun(tx, id, wish.version);
  if (run.deletedAt === null) return run;
  if (home) {
    await takeBack(tx, home, id);
    return lockRun(tx, id, undefined);
  }
  const change = { type: "undeletion", reason: wish.reason, fields: ["deletedAt"] } as const;
  return runOf(await updateVersioned<StoredRun>(tx, RUNS, id, { deleted_at: null, undone_import_id: null }, change));
}
