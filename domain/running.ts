import type { SecondStream } from "./time-base";

/** Metres on either side over which the grade is taken; shorter spans would measure the noise of the altimeter. */
const GRADE_HALF_SPAN_M = 15;
const STEEPEST = 0.45;
const FLAT_COST = 3.6;

/** Energy cost of running at grade `i` (rise over run, clipped to ±0.45) in J/kg/m: the polynomial of Minetti et al. 2002. */
export function runningCost(grade: number): number {
  const i = Math.min(STEEPEST, Math.max(-STEEPEST, grade));
  return ((((155.4 * i - 30.4) * i - 43.3) * i + 46.3) * i + 19.5) * i + FLAT_COST;
}

/** Pace on the flat (same unit as `pace`) that costs the same energy as `pace` at a grade. Not Strava's curve. */
export function gradeAdjustedPace(pace: number, grade: number): number {
  return (pace * FLAT_COST) / runningCost(grade);
}

/**
 * Flat-equivalent distance in metres, cumulative, for points of distance and altitude in metres without NaN: each step weighs
 * C(grade)/C(0), the grade taken over 15 m before and after it. Divide a stretch's share by its time for grade-adjusted speed.
 */
export function gradeAdjustedDistance(distance: Float64Array, altitude: Float64Array): Float64Array {
  const n = distance.length;
  const adjusted = new Float64Array(n);
  const first = distance[0] ?? 0;
  const last = distance[n - 1] ?? 0;
  let low = 0;
  let high = 0;
  for (let i = 1; i < n; i++) {
    const from = distance[i - 1] as number;
    const step = (distance[i] as number) - from;
    let cost = FLAT_COST;
    if (step > 0) {
      const middle = from + step / 2;
      const behind = Math.max(first, middle - GRADE_HALF_SPAN_M);
      const ahead = Math.min(last, middle + GRADE_HALF_SPAN_M);
      while (low + 1 < n && (distance[low + 1] as number) <= behind) low++;
      while (high + 1 < n && (distance[high + 1] as number) <= ahead) high++;
      const rise = altitudeAt(distance, altitude, high, ahead) - altitudeAt(distance, altitude, low, behind);
      if (ahead > behind) cost = runningCost(rise / (ahead - behind));
    }
    adjusted[i] = (adjusted[i - 1] as number) + (step * cost) / FLAT_COST;
  }
  return adjusted;
}

function altitudeAt(distance: Float64Array, altitude: Float64Array, i: number, at: number): number {
  const here = altitude[i] as number;
  if (i + 1 >= distance.length) return here;
  const from = distance[i] as number;
  const rise = (distance[i + 1] as number) - from;
  return rise > 0 ? here + (((altitude[i + 1] as number) - here) * (at - from)) / rise : here;
}

/**
 * Flat-equivalent distance for each row of a stream that carries distance and altitude; a missing reading keeps the one before.
 * Null when the stream lacks either.
 */
export function gradeAdjustedRows(stream: SecondStream): Float64Array | null {
  const { altitude, distance } = stream.channels;
  return altitude && distance ? gradeAdjustedDistance(held(distance), held(altitude)) : null;
}

function held(values: Float64Array): Float64Array {
  const out = Float64Array.from(values);
  let last = out.find((value) => !Number.isNaN(value)) ?? 0;
  for (let i = 0; i < out.length; i++) {
    const value = out[i] as number;
    if (Number.isNaN(value)) out[i] = last;
    else last = value;
  }
  return out;
}

/** Race time in seconds predicted for `toM` from a time over `fromM` (Riegel, exponent 1.06; sound from 1,500 m to the marathon). */
export function riegel(seconds: number, fromM: number, toM: number): number {
  return seconds * (toM / fromM) ** 1.06;
}

/**
 * VDOT of a race (Daniels and Gilbert): oxygen cost of the speed over the share of VO2max that can be held for the time.
 * Metres and seconds; sound from 3.5 minutes to 4 hours. From a training run it is a lower bound.
 */
export function vdot(distanceM: number, seconds: number): number {
  const minutes = seconds / 60;
  const speed = distanceM / minutes;
  const cost = -4.6 + 0.182258 * speed + 0.000104 * speed * speed;
  const share = 0.8 + 0.1894393 * Math.exp(-0.012778 * minutes) + 0.2989558 * Math.exp(-0.1932605 * minutes);
  return cost / share;
}

/** Race time in seconds over `distanceM` that gives `value` in `vdot`, by bisection (the function falls with time). */
export function timeForVdot(distanceM: number, value: number): number {
  let fast = distanceM / 12;
  let slow = distanceM / 0.5;
  for (let step = 0; step < 60; step++) {
    const middle = (fast + slow) / 2;
    if (vdot(distanceM, middle) > value) fast = middle;
    else slow = middle;
  }
  return (fast + slow) / 2;
}
