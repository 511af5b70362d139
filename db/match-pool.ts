import type { Source } from "@/domain/runs";
import { areKin, closestMatch, type MatchFacts, matchFactsOf } from "@/domain/same-activity";
import type { ActivityNoun } from "./activity-rows";
import type { CandidateSource, Origin } from "./activity-sources";

/** What a new source can be matched with: one source of a live activity, stored or of the same batch. */
export type Candidate = MatchFacts & {
  noun: ActivityNoun;
  activityId: string;
  name: string;
  source: Source;
  origin: Origin;
  /** All sources of the activity, this one among them. */
  group: Candidate[];
};

/** Where a source comes from. */
type From = Pick<Candidate, "source" | "origin">;

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
  private readonly groups: Record<ActivityNoun, Map<string, Candidate[]>> = { run: new Map(), workout: new Map() };

  /** Adds a stored candidate. */
  add(stored: CandidateSource): void {
    // Rows made for demonstrations and benchmarks carry too little to be compared.
    if (typeof stored.facts.startAt !== "string" || typeof stored.facts.elapsedS !== "number") return;
    const facts = { ...stored.facts, summary: null };
    this.addFacts(stored.noun, stored.activityId, stored.name, stored, matchFactsOf(facts, stored.timeZone));
  }

  /** Adds what a source says, as `matchFactsOf` has it. */
  addFacts(noun: ActivityNoun, activityId: string, name: string, { source, origin }: From, facts: MatchFacts): void {
    if (!Number.isFinite(facts.startAt)) return;
    const group = listIn(this.groups[noun], activityId);
    const { sportFamily, startAt, startPrecision, localDate, elapsedS, timerS, distanceM, averageHeartRate } = facts;
    // By name: this is done for every row of every import, and spreading costs five times as much.
    const candidate: Candidate = {
      sportFamily,
      startAt,
      startPrecision,
      localDate,
      elapsedS,
      timerS,
      distanceM,
      averageHeartRate,
      noun,
      activityId,
      name,
      source,
      origin,
      group,
    };
    group.push(candidate);
    listIn(this.byDay, Math.floor(startAt / DAY_MS)).push(candidate);
  }

  /**
   * The activity that the facts tell of again (`same`) or may tell of again (`ask`); null when there is none. A provider that knows
   * only days never merges with itself: two equal workouts on one day are two. Neither do two activities of one provider's API, each with
   * an id of its own there: whether somebody wore two watches is the person's to say.
   */
  match(wanted: MatchFacts, from: From): { match: "same" | "ask"; with: Candidate } | null {
    const day = Math.floor(wanted.startAt / DAY_MS);
    let near: Candidate[] | null = null;
    for (let at = day - 2; at <= day + 2; at++) {
      const candidates = this.byDay.get(at);
      if (!candidates) continue;
      for (const candidate of candidates) {
        if (!areKin(wanted, candidate) || hasOwn(candidate.group, from.source, wanted.startPrecision === "day")) continue;
        near ??= [];
        near.push(candidate);
      }
    }
    if (near === null || from.origin !== "api") return near && closestMatch(wanted, near);
    const others = near.filter(({ group }) => !isTold(group, from));
    const found = closestMatch(wanted, others);
    if (found?.match === "same" || others.length === near.length) return found;
    const own = closestMatch(wanted, near);
    return own && { ...own, match: "ask" };
  }
}

/** Whether this provider's API tells of an activity already. */
function isTold(group: readonly Candidate[], { source }: From): boolean {
  return group.some((other) => other.source === source && other.origin === "api");
}

/** Whether an activity has a source of this provider already, where one of the two knows only the day. */
function hasOwn(group: readonly Candidate[], source: Source, byDay: boolean): boolean {
  if (source === "file") return false;
  for (const other of group) if (other.source === source && (byDay || other.startPrecision === "day")) return true;
  return false;
}

function listIn<K>(map: Map<K, Candidate[]>, key: K): Candidate[] {
  let list = map.get(key);
  if (!list) {
    list = [];
    map.set(key, list);
  }
  return list;
}
