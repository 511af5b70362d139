import type { Track } from "./activity";
import { type DistancePoints, distanceCurve, distancePoints } from "./distance";
import { elevationCurve } from "./elevation";
import { averageHeartRate } from "./heart-rate";
import { gradeAdjustedRows } from "./running";
import { movingTime, recordedStream, speedOf } from "./time-base";

/** Length of a kilometre and a mile split in metres. */
export const SPLIT_LENGTHS_M = { km: 1000, mi: 1609.344 } as const;

/**
 * One split. Times are seconds, `startS` since the first sample; the last split of an activity is shorter than the others.
 * `gradeAdjustedSpeedMps` is flat-equivalent distance over elapsed time. Null where the track does not tell.
 */
export type Split = {
  index: number;
  distanceM: number;
  startS: number;
  elapsedS: number;
  movingS: number | null;
  elevationGainM: number | null;
  elevationLossM: number | null;
  averageHeartRateBpm: number | null;
  gradeAdjustedSpeedMps: number | null;
};

/** A last split shorter than this is the rounding of a course, not a stretch anybody ran. */
const SHORTEST_LAST_M = 10;

/** Splits of `lengthM` metres along a track, ends interpolated, including the last partial one. Empty without distance. */
export function splitsOf(track: Track, lengthM: number): Split[] {
  const curve = distanceCurve(track);
  if (!curve) return [];
  const points = distancePoints(track.time, curve);
  const total = points.distance[points.distance.length - 1] ?? 0;
  const start = track.time[0] ?? 0;
  const count = Math.ceil((total - SHORTEST_LAST_M) / lengthM);
  const stream = recordedStream({ ...track, channels: { ...track.channels, distance: curve } }, [
    "distance",
    "speed",
    "heartRate",
    "altitude",
  ]);
  const speed = speedOf(stream);
  const adjusted = gradeAdjustedRows(stream);
  const climb = elevationCurve(stream.channels.altitude);
  const splits: Split[] = [];
  let sample = 0;
  let row = 0;
  let fromTime = points.time[0] ?? 0;
  for (let index = 0; index < count; index++) {
    const toDistance = index === count - 1 ? total : (index + 1) * lengthM;
    while (sample < points.distance.length - 1 && (points.distance[sample] as number) < toDistance) sample++;
    const toTime = index === count - 1 ? lastMove(points) : timeAt(points, sample, toDistance);
    const fromRow = row;
    while (row < stream.second.length && (stream.second[row] as number) < toTime - start) row++;
    if (index === count - 1) row = stream.second.length;
    splits.push({
      index,
      distanceM: toDistance - index * lengthM,
      startS: fromTime - start,
      elapsedS: toTime - fromTime,
      movingS: movingTime(speed?.subarray(fromRow, row) ?? null),
      elevationGainM: climb && between(climb.gainM, fromRow, row),
      elevationLossM: climb && between(climb.lossM, fromRow, row),
      averageHeartRateBpm: averageHeartRate(stream.channels.heartRate?.subarray(fromRow, row) ?? []),
      gradeAdjustedSpeedMps: adjusted && toTime > fromTime ? between(adjusted, fromRow, row) / (toTime - fromTime) : null,
    });
    fromTime = toTime;
  }
  return splits;
}

/** The last split ends with the recording, so that the splits' times add up to the activity's. */
function lastMove(points: DistancePoints): number {
  return points.time[points.time.length - 1] ?? 0;
}

function timeAt(points: DistancePoints, sample: number, target: number): number {
  const { time, distance } = points;
  if (sample === 0) return time[0] ?? 0;
  const from = distance[sample - 1] as number;
  const begin = time[sample - 1] as number;
  const rise = (distance[sample] as number) - from;
  return rise > 0 ? begin + (((time[sample] as number) - begin) * (target - from)) / rise : begin;
}

/** What a cumulative column gained over rows `from` to `to`, counted from the row before: the parts add up to the whole. */
function between(column: Float64Array, from: number, to: number): number {
  return (column[to - 1] ?? 0) - (column[from - 1] ?? 0);
}
