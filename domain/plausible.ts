import type { Sport } from "./activity";
import { sportWord } from "./activity-name";
import { formatDuration } from "./units";

/** What is known of an activity that may not be true: metres, seconds of timer time; `effort` where a heart rate or power was measured. */
export type Claim = { sport: Sport; indoor: boolean; distanceM: number | null; timerS: number; effort: boolean };

/**
 * Average speeds in m/s that nobody exceeds over a whole activity of a sport: sprinters run 10.4, eights row 6.3, streamliners ride
 * 25.7 for an hour, speed skiers reach 71. Everything else may be a flight.
 */
const FASTEST_MPS: Record<Sport, number> = {
  running: 11,
  walking: 5,
  hiking: 5,
  swimming: 5,
  rowing: 12,
  cycling: 30,
  transition: 30,
  skiing: 72,
  strength: 400,
  yoga: 400,
  other: 400,
};

/** Sports that go somewhere, and how slowly they still do in m/s: a stroll with long stops. */
const SLOWEST_MPS: Partial<Record<Sport, number>> = { running: 0.3, walking: 0.1, hiking: 0.05, cycling: 0.5 };

/** A start that was pressed by mistake is shorter. */
const SHORTEST_WITHOUT_DISTANCE_S = 60;

/**
 * Why an activity cannot be what it says, as the beginning of a sentence ("390 km in 10 s cannot be a run"); null where it can. One rule for files and
 * tables. Where somebody's heart rate or power was measured, or a machine stood still under them, little or no distance is no reason
 * to doubt. Indoors the speed is a machine's, which gears and virtual hills raise: twice the fastest is believed.
 */
export function implausible({ sport, indoor, distanceM, timerS, effort }: Claim): string | null {
  const word = sportWord(sport);
  if (!(timerS > 0)) return `A ${word} that lasts 0 s cannot be right`;
  const time = timerS < 120 ? `${Math.round(timerS)} s` : formatDuration(timerS).value;
  if (!distanceM) {
    if (SLOWEST_MPS[sport] === undefined || ((indoor || effort) && timerS >= SHORTEST_WITHOUT_DISTANCE_S)) return null;
    return `A ${word} with no distance in ${time} cannot be right`;
  }
  const mps = distanceM / timerS;
  const tooSlow = mps < (SLOWEST_MPS[sport] ?? 0) && !effort && !indoor;
  if (!tooSlow && mps <= FASTEST_MPS[sport] * (indoor ? 2 : 1)) return null;
  const kilometres = (distanceM / 1000).toFixed(distanceM < 100_000 ? 2 : 0);
  return `${kilometres} km in ${time} cannot be ${sport === "other" ? "right" : `a ${word}`}`;
}
