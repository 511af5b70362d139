import type { Sport } from "./activity";
import { closestMatch, type MatchFacts, sportFamily } from "./same-activity";

/** Sports as which a watch or Strava may tell of a strength session: by its name, or without saying what it was. */
export const STRENGTH_SPORTS = ["strength", "other"] as const satisfies readonly Sport[];

/** A strength session or an activity, as far as telling whether they are one needs it. */
export type Span = { id: string; startAt: Date; elapsedS: number; localDate: string };
export type RecordedSpan = Span & { sport: Sport; distanceM: number | null };

function factsOf(span: Span, sport: Sport, distanceM: number | null): MatchFacts & { id: string } {
  const { id, startAt, elapsedS, localDate } = span;
  return {
    id,
    sportFamily: sportFamily(sport),
    startAt: startAt.getTime(),
    startPrecision: "second",
    localDate,
    elapsedS,
    timerS: null,
    distanceM,
    averageHeartRate: null,
  };
}

const DAY_MS = 86_400_000;
const dayOf = ({ startAt }: Span) => Math.floor(startAt.getTime() / DAY_MS);

/**
 * Which activities tell of the same hour as which sessions, by the rule for any two sources: each has one partner at most, the closest.
 * `apart` names pairs ("session activity") that a person has separated.
 */
export function pairSessions(
  sessions: readonly Span[],
  activities: readonly RecordedSpan[],
  apart: ReadonlySet<string>,
): { session: string; activity: string }[] {
  const byDay = new Map<number, Map<string, MatchFacts & { id: string }>>();
  for (const one of activities) {
    const day = dayOf(one);
    const others = byDay.get(day) ?? new Map();
    byDay.set(day, others.set(one.id, factsOf(one, one.sport, one.distanceM)));
  }
  return sessions.flatMap((session) => {
    const day = dayOf(session);
    const near = [day - 1, day, day + 1].flatMap((at) => [...(byDay.get(at)?.values() ?? [])]);
    const candidates = near.filter(({ id }) => !apart.has(`${session.id} ${id}`));
    const found = closestMatch(factsOf(session, "strength", null), candidates);
    // What may be the same and may be not is left to the person.
    if (found?.match !== "same") return [];
    byDay.get(Math.floor(found.with.startAt / DAY_MS))?.delete(found.with.id);
    return { session: session.id, activity: found.with.id };
  });
}
