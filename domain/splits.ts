import type { Track } from "./activity";
import { distanceCurve, totalDistance } from "./distance";
import { elevationCurve } from "./elevation";
import { averageHeartRate } from "./heart-rate";
import { gradeAdjustedRows } from "./running";
import { movingTime, recordedStream, speedOf } from "./time-base";

/** Length of a kilometre and a mile split in metres. */
export const SPLIT_LENGTHS_M = { km: 1000, mi: 1609.344 } as const;

/**
 * One split; the last one of an activity is shorter than the others. `timerS` is timer time in seconds: pauses do not count, so that
 * all splits together take the activity's duration. `gradeAdjustedSpeedMps` is flat-equivalent distance over timer time. Null where
 * the track does not tell.
 */
export type Split = {
  index: number;
  distanceM: number;
  timerS: number;
  movingS: number | null;
  elevationGainM: number | null;
  elevationLossM: number | null;
  averageHeartRateBpm: number | null;
  gradeAdjustedSpeedMps: number | null;
};

/** A last split shorter than this is the rounding of a course, not a stretch anybody ran. */
const SHORTEST_LAST_M = 10;

/**
 * Splits of `lengthM` metres along a track in its recorded seconds, ends interpolated, including the last partial one. Their distances
 * add up to the track's, their times to its timer time less the second of the first sample. Empty without distance.
 */
export function splitsOf(track: Track, lengthM: number): Split[] {
  const curve = distanceCurve(track);
  const total = totalDistance(curve);
  if (!curve || total === null) return [];
  const stream = recordedStream({ ...track, channels: { ...track.channels, distance: curve } }, [
    "distance",
    "speed",
    "heartRate",
    "altitude",
  ]);
  const distance = stream.channels.distance ?? new Float64Array(0);
  const last = stream.second.length - 1;
  const count = Math.ceil((total - SHORTEST_LAST_M) / lengthM);
  const speed = speedOf(stream);
  const adjusted = gradeAdjustedRows(stream);
  const climb = elevationCurve(stream.channels.altitude);
  const reach = reacher(distance);
  const splits: Split[] = [];
  let from = 0;
  let fromRow = 0;
  for (let index = 0; index < count; index++) {
    const final = index === count - 1;
    const toDistance = final ? total : (index + 1) * lengthM;
    const to = final ? last : reach(toDistance);
    const row = final ? last + 1 : Math.ceil(to);
    splits.push({
      index,
      distanceM: toDistance - index * lengthM,
      timerS: to - from,
      movingS: movingTime(speed?.subarray(fromRow, row) ?? null),
      elevationGainM: climb && between(climb.gainM, fromRow, row),
      elevationLossM: climb && between(climb.lossM, fromRow, row),
      averageHeartRateBpm: averageHeartRate(stream.channels.heartRate?.subarray(fromRow, row) ?? []),
      gradeAdjustedSpeedMps: adjusted && to > from ? between(adjusted, fromRow, row) / (to - from) : null,
    });
    from = to;
    fromRow = row;
  }
  return splits;
}

/**
 * At which row, with decimals, the distance is reached; ask for rising distances. A row is one second of timer time. Rows without a
 * reading are bridged, and what was covered during a pause falls into the second after it.
 */
function reacher(distance: Float64Array): (target: number) => number {
  let at = 0;
  let before = 0;
  return (target) => {
    while (at < distance.length - 1 && !((distance[at] as number) >= target)) {
      if (!Number.isNaN(distance[at] as number)) before = at;
      at++;
    }
    const from = distance[before] as number;
    const rise = (distance[at] as number) - from;
    return rise > 0 ? before + ((at - before) * (target - from)) / rise : at;
  };
}

/** What a cumulative column gained over rows `from` to `to`, counted from the row before: the parts add up to the whole. */
function between(column: Float64Array, from: number, to: number): number {
  return (column[to - 1] ?? 0) - (column[from - 1] ?? 0);
}
