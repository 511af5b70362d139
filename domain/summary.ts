import type { Activity } from "./activity";
import { type BestEffort, bestEfforts } from "./best-efforts";
import { distanceCurve, distancePoints, totalDistance } from "./distance";
import { elevationChange } from "./elevation";
import { averageHeartRate, decoupling, type HeartRateSeconds, heartRateSeconds } from "./heart-rate";
import { type Bests, meanMaximal } from "./mean-maximal";
import { normalizedPower, powerOf, variabilityIndex, work, xPower } from "./power";
import { gradeAdjustedRows } from "./running";
import { average, averageAboveZero, maximum } from "./series";
import { elapsedTime, movingTime, recordedStream, type SecondStream, speedOf, timerTime } from "./time-base";

/** Heart rate of an activity; `seconds` by bpm give zones and training impulse for any settings without the track. */
export type HeartRateSummary = { averageBpm: number; maxBpm: number; seconds: HeartRateSeconds; bests: Bests };

/** Power of an activity; nothing here depends on a threshold. */
export type PowerSummary = {
  averageW: number;
  maxW: number;
  normalizedW: number | null;
  xPowerW: number | null;
  variabilityIndex: number | null;
  workKj: number;
  bests: Bests;
};

/**
 * Everything that is computed once, at import, and stored: independent of the athlete's settings. Metres, seconds, m/s.
 * `averageCadenceRpm` is one leg's for running (double it for steps a minute). `gapRatio` times the average speed is the
 * grade-adjusted speed. `efficiencyFactor` is normalised power over heart rate for rides, speed (m/min) over heart rate for runs.
 */
export type ActivitySummary = {
  sampleCount: number;
  elapsedS: number;
  timerS: number;
  movingS: number | null;
  distanceM: number | null;
  averageSpeedMps: number | null;
  maxSpeedMps: number | null;
  elevationGainM: number | null;
  elevationLossM: number | null;
  averageCadenceRpm: number | null;
  maxCadenceRpm: number | null;
  heartRate: HeartRateSummary | null;
  power: PowerSummary | null;
  speedBests: Bests | null;
  bestEfforts: BestEffort[];
  decouplingPct: number | null;
  efficiencyFactor: number | null;
  gapRatio: number | null;
};

/** Slow strokes cover less than a slow walk. */
const SWIMMING_MPS = 0.1;

/** Computes the summary of an activity with a track; null without one (a CSV row). */
export function summarise(activity: Activity): ActivitySummary | null {
  const { track } = activity;
  if (!track || track.time.length === 0) return null;
  const foot = activity.sport === "running" || activity.sport === "walking" || activity.sport === "hiking";
  const running = activity.sport === "running";
  const curve = distanceCurve(track);
  const channels = curve ? { ...track.channels, distance: curve } : track.channels;
  const stream = recordedStream({ ...track, channels }, ["distance", "speed", "heartRate", "cadence", "power", "altitude"]);
  const speed = speedOf(stream);
  const stated = activity.totals === "stated";
  const timerS = (stated ? activity.timerS : null) ?? timerTime(stream);
  const distanceM = (stated ? activity.distanceM : null) ?? totalDistance(curve);
  const elevation = elevationChange(stream.channels.altitude);
  const heart = heartRateSummary(stream);
  const power = powerSummary(stream, timerS);
  const output = running ? speed : powerOf(stream);
  const averageSpeedMps = distanceM !== null && timerS > 0 ? distanceM / timerS : null;
  return {
    sampleCount: track.time.length,
    elapsedS: stated ? activity.elapsedS : elapsedTime(track),
    timerS,
    movingS: movingTime(speed, activity.sport === "swimming" ? SWIMMING_MPS : undefined),
    distanceM,
    averageSpeedMps,
    maxSpeedMps: speed && maximum(speed),
    elevationGainM: elevation?.gainM ?? null,
    elevationLossM: elevation?.lossM ?? null,
    ...cadenceSummary(stream, foot),
    heartRate: heart,
    power,
    speedBests: speed && bestsOf(speed, stream.second),
    bestEfforts: running && curve ? bestEfforts(distancePoints(track.time, curve)) : [],
    decouplingPct: output && stream.channels.heartRate ? decoupling(output, stream.channels.heartRate) : null,
    efficiencyFactor: efficiency(running ? (averageSpeedMps ?? 0) * 60 : (power?.normalizedW ?? 0), heart),
    gapRatio: running ? gapRatio(stream) : null,
  };
}

function heartRateSummary(stream: SecondStream): HeartRateSummary | null {
  const { heartRate } = stream.channels;
  if (!heartRate) return null;
  const averageBpm = averageHeartRate(heartRate);
  const seconds = heartRateSeconds(heartRate);
  if (averageBpm === null || seconds === null) return null;
  return { averageBpm, maxBpm: maximum(heartRate) ?? averageBpm, seconds, bests: bestsOf(heartRate, stream.second) };
}

function powerSummary(stream: SecondStream, timerS: number): PowerSummary | null {
  const power = powerOf(stream);
  if (!power || timerS === 0) return null;
  const averageW = average(power) ?? 0;
  const normalizedW = normalizedPower(power);
  return {
    averageW,
    maxW: maximum(power) ?? 0,
    normalizedW,
    xPowerW: xPower(power, stream.second),
    variabilityIndex: variabilityIndex(normalizedW, averageW),
    workKj: work(power),
    bests: bestsOf(power, stream.second),
  };
}

/** Nobody turns one leg 120 times a minute on average: such a file has counted both, and is halved. */
const BOTH_LEGS_RPM = 120;

function cadenceSummary(stream: SecondStream, foot: boolean): Pick<ActivitySummary, "averageCadenceRpm" | "maxCadenceRpm"> {
  const { cadence } = stream.channels;
  const mean = cadence ? averageAboveZero(cadence) : null;
  if (!cadence || mean === null) return { averageCadenceRpm: null, maxCadenceRpm: null };
  const legs = foot && mean > BOTH_LEGS_RPM ? 2 : 1;
  return { averageCadenceRpm: mean / legs, maxCadenceRpm: (maximum(cadence) ?? mean) / legs };
}

function efficiency(output: number, heart: HeartRateSummary | null): number | null {
  return output > 0 && heart ? output / heart.averageBpm : null;
}

function gapRatio(stream: SecondStream): number | null {
  const adjusted = gradeAdjustedRows(stream);
  const last = adjusted?.[adjusted.length - 1];
  const total = totalDistance(stream.channels.distance ?? null);
  return last !== undefined && total ? last / total : null;
}

/** Thousandths are finer than any meter, and keep the stored row short. */
function bestsOf(values: Float64Array, second: Int32Array): Bests {
  const bests = meanMaximal(values, second);
  return Object.fromEntries(
    Object.entries(bests).map(([window, value]) => [window, value === null ? null : Math.round(value * 1000) / 1000]),
  );
}
