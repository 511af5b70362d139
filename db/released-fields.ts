import { Failure } from "@/lib/errors";
import { sourcesOf } from "./activity-sources";
import type { Tx } from "./client";
import { Work } from "./merged-activities";
import { lockLiveRun, type Wish } from "./run-edits";
import type { RunRow } from "./run-rows";
import { getRun } from "./runs";
import { takeTurn } from "./turns";
import { writeWorks } from "./write-activities";

/**
 * Gives fields that a person had set back to the sources of a run: what they say is shown again, and a later sync may change it. This
 * is a version. @throws Failure "not_found" | "conflict" (stale; no source but the person) | "invalid" for a field that is not edited
 */
export async function releaseRunFields(tx: Tx, id: string, fields: readonly string[], wish: Wish = {}): Promise<RunRow> {
  await takeTurn(tx);
  const run = await lockLiveRun(tx, id, wish.version);
  const strange = fields.filter((field) => !run.editedFields.includes(field));
  if (strange.length > 0) {
    const message = `You have not set ${strange.join(", ")}; the source’s value is shown already.`;
    throw new Failure("invalid", message, { fields: [{ path: "fields", message }] });
  }
  const sources = await sourcesOf(tx, { run: [id], workout: [] });
  if (sources.every(({ facts }) => facts.format === "manual")) {
    throw new Failure("conflict", "You wrote this run down yourself, and no other source tells of it.");
  }
  const work = new Work("run", id, "file", false, undefined);
  work.released = new Set(fields);
  const reasons = { edit: wish.reason ?? undefined };
  await writeWorks(tx, { importId: null, timeZone: run.timeZone }, [work], { reasons });
  if (work.finalNoun !== "run") {
    throw new Failure("conflict", "Its sources call this another sport than running. Only what you set keeps it among the runs.");
  }
  return getRun(tx, id);
}
