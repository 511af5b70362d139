import { Failure, notFound } from "@/lib/errors";
import { lockActivities } from "./activities";
import { type ActivityNoun, NOUNS } from "./activity-rows";
import { markSplit, type StoredSource, sourcesOf } from "./activity-sources";
import type { Tx } from "./client";
import { ownTimeZone } from "./imports";
import { Work } from "./merged-activities";
import { takeTurn } from "./turns";
import { writeWorks } from "./write-activities";

/** What a merged activity was split into: itself first, then what was taken out of it. */
export type SplitActivity = { noun: ActivityNoun; id: string };

/** A source as a person can name it to be split off: an archive's row and its recording are one. */
function groupOf(source: StoredSource): string {
  return source.id.replace(/_file$/, "");
}

async function splitActivity(tx: Tx, noun: ActivityNoun, id: string, only: string | undefined): Promise<SplitActivity[]> {
  const { what } = NOUNS[noun];
  await takeTurn(tx);
  const [stored] = await lockActivities(tx, noun, [id]);
  if (!stored || stored.deleted_at !== null) throw notFound(what);
  const sources = await sourcesOf(tx, { run: noun === "run" ? [id] : [], workout: noun === "workout" ? [id] : [] });
  const groups = new Map<string, StoredSource[]>();
  for (const source of sources) groups.set(groupOf(source), [...(groups.get(groupOf(source)) ?? []), source]);
  if (groups.size < 2) throw new Failure("conflict", `This ${what} comes from one source alone; there is nothing to split.`);
  const wanted = only?.replace(/_file$/, "");
  if (wanted !== undefined && !groups.has(wanted)) {
    throw new Failure("invalid", `This ${what} has no such source.`, {
      fields: [{ path: "sourceId", message: "No such source." }],
    });
  }
  const stays = wanted === undefined ? (groups.has(id) ? id : [...groups.keys()][0]) : undefined;
  const rest = new Work(noun, id, "file", false, undefined);
  rest.split = true;
  const parts: Work[] = [];
  for (const [group, members] of groups) {
    if (wanted === undefined ? group === stays : group !== wanted) continue;
    const [first] = members;
    if (!first) continue;
    const part = new Work(noun, group, first.source, true, undefined);
    for (const member of members) {
      rest.leaving.add(member.id);
      part.move(member);
    }
    parts.push(part);
  }
  await writeWorks(tx, { importId: null, timeZone: stored.time_zone || (await ownTimeZone(tx)) }, [rest, ...parts]);
  await markSplit(
    tx,
    sources.map((source) => source.id),
  );
  return [rest, ...parts].map((work) => ({ noun: work.finalNoun, id: work.finalId }));
}

/**
 * Splits a run that several sources tell of: into one per source, or only `sourceId` off. The run keeps its id, its edits and the
 * source it was made from; the others become activities of their own. None of them is ever merged by itself again.
 * @throws Failure "not_found" | "conflict" with a single source | "invalid" for a source that is not the run's
 */
export function splitRun(tx: Tx, runId: string, sourceId?: string): Promise<SplitActivity[]> {
  return splitActivity(tx, "run", runId, sourceId);
}

/** The same for a workout. */
export function splitWorkout(tx: Tx, workoutId: string, sourceId?: string): Promise<SplitActivity[]> {
  return splitActivity(tx, "workout", workoutId, sourceId);
}
