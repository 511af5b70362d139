import { Failure, notFound } from "@/lib/errors";
import { lockActivities } from "./activities";
import { type Activity, type ActivityNoun, NOUNS } from "./activity-rows";
import { markReturned, markSplit, type StoredSource, sourcesOf } from "./activity-sources";
import type { Tx } from "./client";
import { ownTimeZone } from "./imports";
import { claimedFields } from "./merge-claims";
import { Work } from "./merged-activities";
import { takeTurn } from "./turns";
import { writeWorks } from "./write-activities";

const PART = /_(file|api|export)$/;

/** What a person can name to be split off: an activity they merged in, or a source; an archive's row, its recording and what the API says of the same are one. */
function groupOf(source: Pick<StoredSource, "id" | "absorbedId">): string {
  return source.absorbedId ?? source.id.replace(PART, "");
}

/** `only`: one source or absorbed activity instead of all; `evenDeleted`: the merged activity itself may be deleted. */
type SplitWish = { only?: string; evenDeleted?: boolean };

/** Answers the activity itself first, then what was taken out of it. */
async function splitActivity(tx: Tx, noun: ActivityNoun, id: string, { only, evenDeleted }: SplitWish): Promise<Activity[]> {
  const { what } = NOUNS[noun];
  await takeTurn(tx);
  const [stored] = await lockActivities(tx, noun, [id]);
  if (!stored || (stored.deleted_at !== null && !evenDeleted)) throw notFound(what);
  const sources = await sourcesOf(tx, { run: noun === "run" ? [id] : [], workout: noun === "workout" ? [id] : [] });
  const groups = new Map<string, StoredSource[]>();
  for (const source of sources) groups.set(groupOf(source), [...(groups.get(groupOf(source)) ?? []), source]);
  if (groups.size < 2) throw new Failure("conflict", `This ${what} comes from one source alone; there is nothing to split.`);
  const named = sources.find((source) => source.id === only);
  const wanted = named ? groupOf(named) : only?.replace(PART, "");
  if (wanted !== undefined && !groups.has(wanted)) {
    throw new Failure("invalid", `This ${what} has no such source.`, {
      fields: [{ path: "sourceId", message: "No such source." }],
    });
  }
  const stays = wanted === undefined ? staying(id, groups) : undefined;
  const rest = new Work(noun, id, "file", false, undefined);
  rest.split = true;
  const parts: Work[] = [];
  for (const [group, members] of groups) {
    if (wanted === undefined ? group === stays : group !== wanted) continue;
    rest.leaving = new Set([...rest.leaving, ...members.map(({ id }) => id)]);
    const [first] = members;
    if (first) parts.push(await partOf(tx, rest, group, first, members));
  }
  await writeWorks(tx, { importId: null, timeZone: stored.time_zone || (await ownTimeZone(tx)) }, [rest, ...parts]);
  await markSplit(
    tx,
    sources.map((source) => source.id),
  );
  await markReturned(
    tx,
    parts.flatMap((part) => (part.returned ? part.activityId : [])),
  );
  return [rest, ...parts].map((work) => ({ noun: work.finalNoun, id: work.finalId }));
}

/** The group that an activity keeps: the source it was made from, else one that nobody merged into it. */
function staying(id: string, groups: ReadonlyMap<string, readonly StoredSource[]>): string | undefined {
  if (groups.has(id)) return id;
  const own = [...groups].find(([, members]) => members.some((source) => source.absorbedId === null));
  return own?.[0] ?? [...groups.keys()][0];
}

/** What a group becomes: the activity that a person merged in, as it was, or a new one. */
async function partOf(tx: Tx, rest: Work, group: string, first: StoredSource, members: readonly StoredSource[]): Promise<Work> {
  const home = first.absorbedId === null ? null : await deletedHome(tx, rest.noun, first.absorbedId);
  const part = new Work(home ?? rest.noun, group, first.source, home === null, undefined);
  if (home) {
    part.returned = true;
    rest.released = new Set([...rest.released, ...(await claimedFields(tx, rest, { noun: home, id: group }))]);
  }
  for (const member of members) part.move(member);
  return part;
}

/** Whether a run or a workout waits under this id for its sources; activities of the same noun first. */
async function deletedHome(tx: Tx, noun: ActivityNoun, id: string): Promise<ActivityNoun | null> {
  for (const one of noun === "run" ? (["run", "workout"] as const) : (["workout", "run"] as const)) {
    const [row] = await lockActivities(tx, one, [id]);
    if (row && row.deleted_at !== null) return one;
  }
  return null;
}

/**
 * Splits a run that several sources tell of: into one per source, or only `sourceId` off. The run keeps its id, its edits and the
 * source it was made from; runs that a person merged in come back as they were, other sources become activities of their own. None of
 * them is ever merged by itself again.
 * @throws Failure "not_found" | "conflict" with a single source | "invalid" for a source that is not the run's
 */
export function splitRun(tx: Tx, runId: string, sourceId?: string): Promise<Activity[]> {
  return splitActivity(tx, "run", runId, { only: sourceId });
}

/** The same for a workout. */
export function splitWorkout(tx: Tx, workoutId: string, sourceId?: string): Promise<Activity[]> {
  return splitActivity(tx, "workout", workoutId, { only: sourceId });
}

/** Takes an activity that a person merged into another one out of it again. @throws Failure "conflict" when nothing else is left there */
export async function takeBack(tx: Tx, from: Activity, absorbedId: string): Promise<void> {
  await splitActivity(tx, from.noun, from.id, { only: absorbedId, evenDeleted: true });
}
