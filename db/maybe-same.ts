import { type MatchFacts, matchActivities, matchFactsOf } from "@/domain/same-activity";
import type { Activity } from "./activity-rows";
import { type CandidateSource, findCandidates } from "./activity-sources";
import type { Tx } from "./client";
import { windowsAround } from "./match-pool";

/** Another activity that may be the same one. */
export type MaybeSame = { id: string; name: string; localDate: string };

/**
 * Live activities of the same kind that a source of this one may tell of, too: what an import or a sync could not decide is left to the
 * person. Those that the person split are not asked about again. At most three, by their start.
 */
export async function listMaybeSame(tx: Tx, of: Activity & { startAt: Date }): Promise<MaybeSame[]> {
  const near = await findCandidates(tx, windowsAround([of.startAt.getTime()]));
  const mine: Matched[] = [];
  const others: Matched[] = [];
  for (const candidate of near) {
    const matched = candidate.noun === of.noun ? matchedOf(candidate) : null;
    if (matched) (candidate.activityId === of.id ? mine : others).push(matched);
  }
  const found = new Map<string, MaybeSame>();
  for (const { candidate, facts } of others.sort((a, b) => a.facts.startAt - b.facts.startAt)) {
    const { activityId: id, name, localDate } = candidate;
    if (mine.some((one) => mayBeOne(one, { candidate, facts }))) found.set(id, { id, name, localDate });
  }
  return [...found.values()].slice(0, 3);
}

type Matched = { candidate: CandidateSource; facts: MatchFacts };

function matchedOf(candidate: CandidateSource): Matched | null {
  // Rows made for demonstrations carry too little to be compared.
  if (typeof candidate.facts.startAt !== "string" || typeof candidate.facts.elapsedS !== "number") return null;
  return { candidate, facts: matchFactsOf({ ...candidate.facts, summary: null }, candidate.timeZone) };
}

/** A provider that knows only days tells of two equal workouts on one day as two. */
function mayBeOne(a: Matched, b: Matched): boolean {
  const byDay = a.facts.startPrecision === "day" || b.facts.startPrecision === "day";
  if (byDay && a.candidate.source === b.candidate.source && a.candidate.source !== "file") return false;
  return matchActivities(a.facts, b.facts) !== "different";
}
