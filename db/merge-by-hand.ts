import { runResource } from "@/domain/runs";
import { Failure, notFound, staleVersion } from "@/lib/errors";
import { deletionOf, lockActivities, type StoredActivity, updateActivities } from "./activities";
import { type Activity, type ActivityNoun, NOUNS } from "./activity-rows";
import { homeOf, markAbsorbed, sourcesOf } from "./activity-sources";
import { send } from "./bulk";
import type { Tx } from "./client";
import { Work } from "./merged-activities";
import { type RunRow, runOf, type StoredRun } from "./run-rows";
import { getRun } from "./runs";
import { takeTurn } from "./turns";
import type { WorkoutRow } from "./workout-rows";
import { getWorkout } from "./workouts";
import { writeWorks } from "./write-activities";

/** Why two are merged and which version of the one that stays was seen. */
export type MergeWish = { reason?: string | null; version?: number };

/**
 * Makes two runs one because a person says so: `id` stays and takes in all sources of `other`, and the person's edits of `other` where
 * it has none of its own. `other` is deleted; undeleting it, or splitting, makes them two again. Both histories have a version for it.
 * @throws Failure "not_found" | "conflict" (stale version with the run as it is now; `other` deleted or merged already; no sources) |
 *   "invalid" for an `other` that is not there or the run itself
 */
export async function mergeRuns(tx: Tx, id: string, other: string, wish: MergeWish = {}): Promise<RunRow> {
  await mergeActivities(tx, { noun: "run", id }, { noun: "run", id: other }, wish);
  return getRun(tx, id);
}

/** The same for two workouts. @throws as {@link mergeRuns} */
export async function mergeWorkouts(tx: Tx, id: string, other: string, wish: MergeWish = {}): Promise<WorkoutRow> {
  await mergeActivities(tx, { noun: "workout", id }, { noun: "workout", id: other }, wish);
  return getWorkout(tx, id);
}

/** The same for any two activities; one of another sport than the merged sources tell of is refused. @throws as {@link mergeRuns} */
export async function mergeActivities(tx: Tx, into: Activity, from: Activity, wish: MergeWish = {}): Promise<void> {
  await takeTurn(tx);
  const [stays, goes] = await lockBoth(tx, into, from, wish);
  const ids = (noun: ActivityNoun) => [into, from].flatMap((one) => (one.noun === noun ? one.id : []));
  const sources = await sourcesOf(tx, { run: ids("run"), workout: ids("workout") });
  const of = (one: Activity) => sources.filter((source) => source.noun === one.noun && source.activityId === one.id);
  for (const [one, row] of [
    [into, stays],
    [from, goes],
  ] as const) {
    if (of(one).length > 0) continue;
    throw new Failure("conflict", `Nothing is known of where “${nameOf(row)}” came from, so it cannot be merged.`);
  }
  const keys = (one: Activity) => of(one).map((source) => source.id);
  await markAbsorbed(tx, from.id, keys(from), keys(into));
  const work = new Work(into.noun, into.id, "file", false, undefined);
  work.absorb(goes, of(from));
  const why = wish.reason ? ` ${wish.reason}` : "";
  const reasons = { merge: `Merged with ‘${nameOf(goes)}’.${why}` };
  await writeWorks(tx, { importId: null, timeZone: stays.time_zone }, [work], { reasons });
  if (work.finalNoun !== into.noun) throw new Failure("conflict", "These two are of different sports, so they stay two.");
  const deletion = updateActivities(tx, from.noun, [deletionOf(from.noun, goes)], {
    type: "merge",
    reason: `Merged into ‘${nameOf(stays)}’.${why}`,
  });
  await send(tx, deletion);
}

async function lockBoth(
  tx: Tx,
  into: Activity,
  from: Activity,
  { version }: MergeWish,
): Promise<[StoredActivity, StoredActivity]> {
  const { what } = NOUNS[into.noun];
  const same = into.noun === from.noun;
  if (same && into.id === from.id) throw invalid(`A ${what} cannot be merged with itself. Choose another one.`);
  const rows = await lockActivities(tx, into.noun, same ? [into.id, from.id] : [into.id]);
  const others = same ? rows : await lockActivities(tx, from.noun, [from.id]);
  const stays = rows.find((row) => row.id === into.id);
  const goes = others.find((row) => row.id === from.id);
  if (!stays || stays.deleted_at !== null) throw notFound(what);
  if (version !== undefined && version !== stays.version) throw staleVersion(what, currentOf(into.noun, stays));
  if (!goes) throw invalid(`There is no such ${NOUNS[from.noun].what}.`);
  if (goes.deleted_at !== null) {
    const home = await homeOf(tx, from.id);
    const message =
      home?.id === into.id && home.noun === into.noun
        ? "These two are one already."
        : `“${nameOf(goes)}” is deleted. Undelete it first, then merge the two.`;
    throw new Failure("conflict", message, { current: currentOf(into.noun, stays) });
  }
  return [stays, goes];
}

function invalid(message: string): Failure {
  return new Failure("invalid", message, { fields: [{ path: "with", message }] });
}

function currentOf(noun: ActivityNoun, row: StoredActivity): unknown {
  return noun === "run" ? runResource(runOf(row as StoredActivity & StoredRun)) : { id: row.id, version: row.version };
}

function nameOf(row: StoredActivity): string {
  return String(row["name"] ?? row["title"] ?? row.id);
}
