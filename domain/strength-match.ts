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

/**
 * Which activities tell of the same hour as which sessions, by the rule for any two sources: each has one partner at most, the closest.
 * `apart` names pairs ("session activity") that a person has separated.
 */
export function pairSessions(
  sessions: readonly Span[],
  activities: readonly RecordedSpan[],
  apart: ReadonlySet<string>,
): { session: string; activity: string }[] {
  const free = new Map(activities.map((one) => [one.id, factsOf(one, one.sport, one.distanceM)]));
  return sessions.flatMap((session) => {
    const candidates = [...free.values()].filter(({ id }) => !apart.has(`${session.id} ${id}`));
    const found = closestMatch(factsOf(session, "strength", null), candidates);
    // What may be the same and may be not is left to the person.
    if (found?.match !== "same") return [];
    free.delete(found.with.id);
    return { session: session.id, activity: found.with.id };
  });
}
