import type { Sport } from "./activity";
import type { SourceFacts } from "./source-facts";
import { localDate } from "./time-zones";

/** What matching two activities needs to know of each; `startAt` in ms since the epoch, `localDate` in the activity's own zone. */
export type MatchFacts = {
  sportFamily: Sport | null;
  startAt: number;
  startPrecision: "second" | "day";
  localDate: string;
  elapsedS: number;
  timerS: number | null;
  distanceM: number | null;
  averageHeartRate: number | null;
};

export type Match = "same" | "ask" | "different";

const DAY_RULE = 0.02;
const DISTANCE_RULE = 0.1;
const OVERLAP_RULE = 0.8;
/** Two sensors on one person differ by less; two people side by side rarely do. */
const HEART_RATE_RULE_BPM = 5;
const QUARTER_HOUR_MS = 900_000;
const FARTHEST_ZONES_MS = 26 * 3_600_000;

/**
 * Families within which two sources may name one activity differently: walks are hikes to some. Null, for a sport that the source
 * does not name, agrees with all.
 */
export function sportFamily(sport: Sport): Sport | null {
  if (sport === "other") return null;
  return sport === "hiking" ? "walking" : sport;
}

/** Facts for matching from what a source says; `timeZone` is used where the source knows neither its zone nor its day. */
export function matchFactsOf(facts: SourceFacts, timeZone: string): MatchFacts {
  const start = new Date(facts.startAt);
  return {
    sportFamily: sportFamily(facts.sport),
    startAt: start.getTime(),
    startPrecision: facts.startPrecision,
    localDate: facts.localDate ?? localDate(start, facts.timeZone ?? timeZone),
    elapsedS: facts.elapsedS,
    timerS: facts.timerS,
    distanceM: facts.distanceM,
    averageHeartRate: facts.averageHeartRateBpm,
  };
}

/** Whether two activities are of sports that can be one: nothing else is "same" or "ask". */
export function areKin(a: Pick<MatchFacts, "sportFamily">, b: Pick<MatchFacts, "sportFamily">): boolean {
  return a.sportFamily === null || b.sportFamily === null || a.sportFamily === b.sportFamily;
}

/**
 * Whether two sources tell of the same activity. `same` may be merged silently, `ask` needs the person's word, and leaves them apart
 * until then. Symmetric. A merge is one to one: where several candidates are `same`, take `closestMatch`.
 */
export function matchActivities(a: MatchFacts, b: MatchFacts): Match {
  if (!areKin(a, b)) return "different";
  if (a.startPrecision === "day" || b.startPrecision === "day") return matchByDay(a, b);

  const overlapS =
    Math.min(a.startAt + a.elapsedS * 1000, b.startAt + b.elapsedS * 1000) / 1000 - Math.max(a.startAt, b.startAt) / 1000;
  const shorterS = Math.min(a.elapsedS, b.elapsedS);
  if (!(shorterS > 0 && overlapS >= OVERLAP_RULE * shorterS)) return matchByShiftedClock(a, b);
  const distance = difference(a.distanceM, b.distanceM);
  if (distance !== null && distance > DISTANCE_RULE) return "different";
  // Without distances nothing but time is left, and a short activity may lie inside a long one.
  if (distance === null && shorterS < 0.5 * Math.max(a.elapsedS, b.elapsedS)) return "ask";
  return sameHeart(a, b, HEART_RATE_RULE_BPM) ? "same" : "ask";
}

/** One source knows only the day (MapMyFitness): same local date, duration and distance within 2 %. */
function matchByDay(a: MatchFacts, b: MatchFacts): Match {
  if (a.localDate !== b.localDate || !sameDuration(a, b, DAY_RULE)) return "different";
  const distance = difference(a.distanceM, b.distanceM);
  if (distance === null) return "ask";
  if (distance > DAY_RULE) return "different";
  return sameHeart(a, b, HEART_RATE_RULE_BPM) ? "same" : "ask";
}

/** A file without a zone is off by the zone's offset: equal in all else and a whole number of quarter hours apart. Never silently. */
function matchByShiftedClock(a: MatchFacts, b: MatchFacts): Match {
  const apart = Math.abs(a.startAt - b.startAt);
  const offQuarter = Math.abs(apart - Math.round(apart / QUARTER_HOUR_MS) * QUARTER_HOUR_MS);
  if (apart > FARTHEST_ZONES_MS || offQuarter > 2000) return "different";
  const distance = difference(a.distanceM, b.distanceM);
  const alike = distance !== null && distance <= 0.01 && (difference(a.elapsedS, b.elapsedS) ?? 1) <= 0.01 && sameHeart(a, b, 2);
  return alike ? "ask" : "different";
}

/** Difference relative to the larger value; null where one is unknown or 0. */
function difference(a: number | null, b: number | null): number | null {
  if (!a || !b) return null;
  return Math.abs(a - b) / Math.max(a, b);
}

/** Sources disagree on which time they call the duration: any pairing of timer and elapsed time will do. */
function sameDuration(a: MatchFacts, b: MatchFacts, within: number): boolean {
  return [a.elapsedS, a.timerS].some((one) => [b.elapsedS, b.timerS].some((other) => (difference(one, other) ?? 1) <= within));
}

function sameHeart(a: MatchFacts, b: MatchFacts, withinBpm: number): boolean {
  return !a.averageHeartRate || !b.averageHeartRate || Math.abs(a.averageHeartRate - b.averageHeartRate) <= withinBpm;
}

/**
 * The one of several candidates that `facts` should be merged with (`same`) or asked about (`ask`): certain before asked, then the
 * least difference in start, duration and distance. Null when none fits. Offer only candidates without a source of the same provider.
 */
export function closestMatch<T extends MatchFacts>(
  facts: MatchFacts,
  candidates: Iterable<T>,
): { match: "same" | "ask"; with: T } | null {
  let closest: { match: "same" | "ask"; with: T; score: number } | null = null;
  for (const candidate of candidates) {
    const match = matchActivities(facts, candidate);
    if (match === "different") continue;
    const score = (match === "ask" ? 1e6 : 0) + apartness(facts, candidate);
    if (!closest || score < closest.score) closest = { match, with: candidate, score };
  }
  return closest && { match: closest.match, with: closest.with };
}

function apartness(a: MatchFacts, b: MatchFacts): number {
  const exact = a.startPrecision === "second" && b.startPrecision === "second";
  const start = exact ? Math.abs(a.startAt - b.startAt) / 1000 / Math.max(a.elapsedS, b.elapsedS, 1) : 0;
  return start + (difference(a.elapsedS, b.elapsedS) ?? 0) + (difference(a.distanceM, b.distanceM) ?? 0);
}
