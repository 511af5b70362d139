import { averageAboveZero } from "./series";

/** The athlete's own numbers that training impulse needs; `sex` chooses Banister's constants. */
export type HeartRateSettings = { restBpm: number; maxBpm: number; sex: "male" | "female" };

/** Time-weighted mean over recorded seconds with a heart rate above 0, in bpm; null when there is none. */
export const averageHeartRate = averageAboveZero;

/** Seconds spent at each whole heart rate: `seconds[i]` at `firstBpm + i`. Small enough to store, exact enough for every sum below. */
export type HeartRateSeconds = { firstBpm: number; seconds: number[] };

/** Counts recorded seconds by heart rate (rounded to whole bpm, readings of 0 left out); null when there are none. */
export function heartRateSeconds(heartRate: ArrayLike<number>): HeartRateSeconds | null {
  const counts = new Int32Array(301);
  let first = 301;
  let last = 0;
  for (let i = 0; i < heartRate.length; i++) {
    const bpm = Math.round(heartRate[i] as number);
    if (!(bpm > 0)) continue;
    const at = bpm < 300 ? bpm : 300;
    counts[at] = (counts[at] as number) + 1;
    if (at < first) first = at;
    if (at > last) last = at;
  }
  return last === 0 ? null : { firstBpm: first, seconds: Array.from(counts.subarray(first, last + 1)) };
}

/** Rebuilds a list of heart rates from the stored counts, so that every function over readings also works on a summary. */
export function heartRatesOf(counts: HeartRateSeconds): Float64Array {
  const values = new Float64Array(counts.seconds.reduce((sum, seconds) => sum + seconds, 0));
  let at = 0;
  for (const [i, seconds] of counts.seconds.entries()) {
    values.fill(counts.firstBpm + i, at, at + seconds);
    at += seconds;
  }
  return values;
}

/**
 * Lower bounds of five heart-rate zones from the lactate-threshold heart rate: 0, 68, 83, 94 and 105 %, rounded down (the scheme of
 * GoldenCheetah). Store the bounds that were valid that day with anything computed from them.
 */
export function heartRateZones(thresholdBpm: number): number[] {
  return [0, 68, 83, 94, 105].map((percent) => Math.floor((thresholdBpm * percent) / 100));
}

/**
 * Seconds in each heart-rate zone; lower bounds belong to their zone, the top zone is open, a missing or zero reading belongs to none.
 */
export function timeInHeartRateZones(heartRate: ArrayLike<number>, bounds: readonly number[]): number[] {
  const seconds = bounds.map(() => 0);
  for (let i = 0; i < heartRate.length; i++) {
    const bpm = heartRate[i] as number;
    if (!(bpm > 0)) continue;
    let zone = bounds.length - 1;
    while (zone >= 0 && bpm < (bounds[zone] as number)) zone--;
    if (zone >= 0) seconds[zone] = (seconds[zone] as number) + 1;
  }
  return seconds;
}

/** Training impulse of one minute at the heart-rate reserve `x` (0..1): A x e^(k x), men 0.64/1.92, women 0.86/1.67 (Banister, Morton). */
function impulse(x: number, sex: HeartRateSettings["sex"]): number {
  return sex === "male" ? 0.64 * x * Math.exp(1.92 * x) : 0.86 * x * Math.exp(1.67 * x);
}

/**
 * Banister's training impulse (TRIMP), summed second by second; the session's average would give less, as the curve is convex.
 * The reserve is clipped at 0. Null without heart rate or with settings that make no range.
 */
export function banisterTrimp(heartRate: ArrayLike<number>, settings: HeartRateSettings): number | null {
  const range = settings.maxBpm - settings.restBpm;
  if (!(range > 0)) return null;
  let sum = 0;
  let seconds = 0;
  for (let i = 0; i < heartRate.length; i++) {
    const bpm = heartRate[i] as number;
    if (!(bpm > 0)) continue;
    seconds++;
    if (bpm > settings.restBpm) sum += impulse((bpm - settings.restBpm) / range, settings.sex);
  }
  return seconds === 0 ? null : sum / 60;
}

/** Edwards' training impulse: minutes in 50-60, 60-70, 70-80, 80-90 and over 90 % of the maximum, times 1 to 5. */
export function edwardsTrimp(heartRate: ArrayLike<number>, maxBpm: number): number {
  const zones = timeInHeartRateZones(
    heartRate,
    [50, 60, 70, 80, 90].map((percent) => (percent * maxBpm) / 100),
  );
  return zones.reduce((sum, seconds, i) => sum + (seconds / 60) * (i + 1), 0);
}

/**
 * Heart-rate stress score: Banister's impulse in percent of one hour at the lactate threshold. Not comparable with stress scores
 * from power or from other heart-rate formulas; say HRSS where it is shown.
 */
export function heartRateStress(
  heartRate: ArrayLike<number>,
  settings: HeartRateSettings & { thresholdBpm: number },
): number | null {
  const trimp = banisterTrimp(heartRate, settings);
  const range = settings.maxBpm - settings.restBpm;
  const hour = 60 * impulse(Math.max(0, (settings.thresholdBpm - settings.restBpm) / range), settings.sex);
  return trimp === null || !(hour > 0) ? null : (100 * trimp) / hour;
}

/**
 * Aerobic decoupling in percent: how much output (power; speed for runs) per heartbeat falls from the first half of the recorded
 * seconds to the second, over seconds with a heart rate. Positive is drift. Null when either half has no heart rate or no output.
 * It means something for more than 20 steady minutes only.
 */
export function decoupling(output: ArrayLike<number>, heartRate: ArrayLike<number>): number | null {
  const half = Math.floor(output.length / 2);
  const first = ratio(output, heartRate, 0, half);
  const second = ratio(output, heartRate, half, output.length);
  return first === null || second === null ? null : (100 * (first - second)) / first;
}

function ratio(output: ArrayLike<number>, heartRate: ArrayLike<number>, from: number, to: number): number | null {
  let outputSum = 0;
  let heartSum = 0;
  for (let i = from; i < to; i++) {
    const bpm = heartRate[i] as number;
    if (!(bpm > 0)) continue;
    heartSum += bpm;
    const value = output[i] as number;
    if (value > 0) outputSum += value;
  }
  return heartSum > 0 && outputSum > 0 ? outputSum / heartSum : null;
}
