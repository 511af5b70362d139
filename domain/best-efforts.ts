import type { DistancePoints } from "./distance";

/** The distances in metres whose best efforts are kept, with the names they are known by. */
export const EFFORT_DISTANCES = [
  { name: "400m", distanceM: 400 },
  { name: "half_mile", distanceM: 804.672 },
  { name: "1k", distanceM: 1000 },
  { name: "1mile", distanceM: 1609.344 },
  { name: "2mile", distanceM: 3218.688 },
  { name: "5k", distanceM: 5000 },
  { name: "10k", distanceM: 10_000 },
  { name: "15k", distanceM: 15_000 },
  { name: "10mile", distanceM: 16_093.44 },
  { name: "20k", distanceM: 20_000 },
  { name: "half_marathon", distanceM: 21_097.5 },
  { name: "30k", distanceM: 30_000 },
  { name: "marathon", distanceM: 42_195 },
] as const;

/** The fastest stretch of a distance: when it began (seconds since the first sample) and how long it took, both interpolated. */
export type BestEffort = { distanceM: number; elapsedS: number; startS: number };

/**
 * The least elapsed time between two points `distanceM` apart on the recorded distance curve; pauses inside count. The curve is a
 * line between samples, so that the best stretch begins or ends on a sample: both cases are walked with two pointers.
 * Null when the curve is shorter than the distance: there is no tolerance for short courses.
 */
export function bestEffort(points: DistancePoints, distanceM: number): BestEffort | null {
  const { time, distance } = points;
  const n = distance.length;
  if (n < 2 || (distance[n - 1] as number) - (distance[0] as number) < distanceM) return null;
  let elapsedS = Number.POSITIVE_INFINITY;
  let startS = 0;

  for (let start = 0, end = 1; start < n; start++) {
    const target = (distance[start] as number) + distanceM;
    while (end < n && (distance[end] as number) < target) end++;
    if (end === n) break;
    const begin = time[start] as number;
    const took = crossing(time, distance, end - 1, target) - begin;
    if (took < elapsedS) {
      elapsedS = took;
      startS = begin;
    }
  }
  for (let start = 0, end = 1; end < n; end++) {
    const target = (distance[end] as number) - distanceM;
    if (target < (distance[0] as number)) continue;
    while (start + 1 < n && (distance[start + 1] as number) <= target) start++;
    const begin = crossing(time, distance, start, target);
    const took = (time[end] as number) - begin;
    if (took < elapsedS) {
      elapsedS = took;
      startS = begin;
    }
  }
  return { distanceM, elapsedS, startS };
}

/** When the line from sample `i` to the next one crosses `target` metres. */
function crossing(time: Float64Array, distance: Float64Array, i: number, target: number): number {
  const from = distance[i] as number;
  const rise = (distance[i + 1] as number) - from;
  const begin = time[i] as number;
  return rise > 0 ? begin + (((time[i + 1] as number) - begin) * (target - from)) / rise : begin;
}

/** Best efforts over all kept distances that the activity is long enough for, shortest first. */
export function bestEfforts(
  points: DistancePoints,
  distances: readonly number[] = EFFORT_DISTANCES.map((effort) => effort.distanceM),
): BestEffort[] {
  return distances.flatMap((distanceM) => bestEffort(points, distanceM) ?? []);
}
