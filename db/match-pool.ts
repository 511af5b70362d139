import type { Source } from "@/domain/runs";
import { closestMatch, type MatchFacts, matchFactsOf } from "@/domain/same-activity";
import type { SourceFacts } from "@/domain/source-facts";
import type { ActivityNoun } from "./activity-rows";
import type { CandidateSource } from "./activity-sources";

/** What a new source can be matched with: one source of a live activity, stored or of the same batch. */
export type Candidate = MatchFacts & {
  noun: ActivityNoun;
  activityId: string;
  name: string;
  source: Source;
};

const DAY_MS = 86_400_000;

/** Starts further apart than this never match: a day, the farthest zones, and some room. */
const REACH_MS = 2 * DAY_MS;

/**
 * Joins the windows around some starts (ms since the epoch) within which candidates can lie. Windows that touch become one.
 */
export function windowsAround(starts: readonly number[]): [from: number, to: number][] {
  const windows: [number, number][] = [];
  for (const start of [...starts].sort((a, b) => a - b)) {
    const last = windows[windows.length - 1];
    if (last && start - REACH_MS <= last[1]) last[1] = start + REACH_MS;
    else windows.push([start - REACH_MS, start + REACH_MS]);
  }
  return windows;
}

/** Candidates by the day of their start, so that a batch of thousands looks at a handful each. */
export class MatchPool {
  private readonly byDay = new Map<number, Candidate[]>();
  private readonly sources = new Map<string, Candidate[]>();

  /** Adds a stored candidate. */
  add(stored: CandidateSource): void {
    // Rows made for demonstrations and benchmarks carry too little to be compared.
    if (typeof stored.facts.startAt !== "string" || typeof stored.facts.elapsedS !== "number") return;
    this.addFacts(
      stored.noun,
      stored.activityId,
      stored.name,
      stored.source,
      { ...stored.facts, summary: null },
      stored.timeZone,
    );
  }

  addFacts(noun: ActivityNoun, activityId: string, name: string, source: Source, facts: SourceFacts, timeZone: string): void {
    const candidate: Candidate = { ...matchFactsOf(facts, timeZone), noun, activityId, name, source };
    if (!Number.isFinite(candidate.startAt)) return;
    const day = Math.floor(candidate.startAt / DAY_MS);
    push(this.byDay, day, candidate);
    push(this.sources, `${noun} ${activityId}`, candidate);
  }

  /**
   * The activity that the facts tell of again (`same`) or may tell of again (`ask`); null when there is none. A provider that knows
   * only days never merges with itself: two equal workouts on one day are two.
   */
  match(facts: SourceFacts, source: Source, timeZone: string): { match: "same" | "ask"; with: Candidate } | null {
    const wanted = matchFactsOf(facts, timeZone);
    const day = Math.floor(wanted.startAt / DAY_MS);
    const near: Candidate[] = [];
    for (let at = day - 2; at <= day + 2; at++) near.push(...(this.byDay.get(at) ?? []));
    if (near.length === 0) return null;
    return closestMatch(
      wanted,
      near.filter((candidate) => !this.hasOwn(candidate, source, wanted)),
    );
  }

  private hasOwn(candidate: Candidate, source: Source, wanted: MatchFacts): boolean {
    const all = this.sources.get(`${candidate.noun} ${candidate.activityId}`) ?? [];
    return all.some(
      (other) =>
        other.source === source && source !== "file" && (other.startPrecision === "day" || wanted.startPrecision === "day"),
    );
  }
}

function push<K>(map: Map<K, Candidate[]>, key: K, candidate: Candidate): void {
  const list = map.get(key);
  if (list) list.push(candidate);
  else map.set(key, [candidate]);
}
