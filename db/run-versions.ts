import { RUN_FIELDS, type RunFieldName, runValue } from "@/domain/run-fields";
import { runResource } from "@/domain/runs";
import { Failure, notFound, staleVersion } from "@/lib/errors";
import type { Tx } from "./client";
import { ownership, showElapsed, toldElapsed } from "./edited-overlay";
import { getVersion, listVersions, updateVersioned, type Version } from "./history";
import { lockRun, RUNS, valuesOf } from "./run-edits";
import { type RunRow, runOf, type StoredRun } from "./run-rows";

/** A version of a run: who made it, when, why, and the run as it became. */
export type RunVersion = Omit<Version, "data"> & { run: RunRow };

function runVersionOf({ data, ...version }: Version): RunVersion {
  return { ...version, run: runOf(data as StoredRun) };
}

/** All versions of a run, deleted or not, newest first. @throws Failure "not_found" */
export async function listRunVersions(tx: Tx, id: string): Promise<RunVersion[]> {
  const versions = await listVersions(tx, RUNS, id);
  if (versions.length === 0) throw notFound("run");
  return versions.map(runVersionOf);
}

/** One version of a run. @throws Failure "not_found" */
export async function getRunVersion(tx: Tx, id: string, version: number): Promise<RunVersion> {
  return runVersionOf(await getVersion(tx, RUNS, id, version));
}

/**
 * Makes a run what it was in a version; this is itself a version. Every field that this changes is the person's from now on, so that
 * no later sync takes it back; the sources' values are kept in `provider`. A run that is like that version already gets none.
 * Restoring neither deletes nor brings back. @throws Failure "not_found" (run or version) | "conflict" (deleted, or changed since)
 */
export async function restoreRun(
  tx: Tx,
  id: string,
  version: number,
  wish: { reason?: string | null; expected?: number } = {},
): Promise<RunRow> {
  const run = await lockRun(tx, id, undefined);
  const { run: past } = await getRunVersion(tx, id, version);
  if (run.deletedAt !== null) {
    const message = "This run is deleted. Undelete it first, then restore the version you want.";
    throw new Failure("conflict", message, { current: runResource(run) });
  }
  if (wish.expected !== undefined && wish.expected !== run.version) throw staleVersion("run", runResource(run));
  const changed: RunFieldName[] = RUN_FIELDS.map(({ field }) => field).filter(
    (field) => runValue(run, field) !== runValue(past, field),
  );
  const place = past.timeZone !== run.timeZone || past.localDate !== run.localDate;
  if (place && !changed.includes("startAt")) changed.push("startAt");
  if (changed.length === 0) return run;
  // An elapsed time that follows from the restored duration is nobody's edit.
  const told = toldElapsed(run, past.durationS);
  const follows = past.elapsedS === Math.max(told, past.durationS);
  const owned = ownership(run, valuesOf(run, follows ? changed.filter((field) => field !== "elapsed") : changed));
  showElapsed(owned.provider, owned.edited_fields, told, past.durationS);
  const values: Record<string, unknown> = { ...owned };
  for (const { field, column } of RUN_FIELDS) if (changed.includes(field)) values[column] = runValue(past, field);
  if (changed.includes("startAt")) {
    Object.assign(values, { start_precision: past.startPrecision, time_zone: past.timeZone, local_date: past.localDate });
  }
  const reason = wish.reason ?? `Restored version ${version}.`;
  return runOf(await updateVersioned<StoredRun>(tx, RUNS, id, values, { type: "restore", reason, fields: changed }));
}
