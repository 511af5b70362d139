import { average } from "./series";
import type { SecondStream } from "./time-base";

/** Nobody holds this; readings above it are faults of the meter and count as missing. */
const SPIKE_W = 2500;
/** Length of the rolling mean of normalised power, in seconds. */
const ROLLING_S = 30;
/** xPower's smoothing at 1 Hz: a time constant of 25 s. */
const XPOWER_ALPHA = 1 / 26;
const NEGLIGIBLE_W = 0.1;

/**
 * Power of each recorded second in watts with spikes over 2,500 W and missing readings as 0. Null when there is no power: no
 * channel, or one that never rises above 0 (a bike computer without a meter writes zeros).
 */
export function powerOf(stream: SecondStream): Float64Array | null {
  const recorded = stream.channels.power;
  if (!recorded) return null;
  const power = new Float64Array(recorded.length);
  let any = false;
  for (let i = 0; i < recorded.length; i++) {
    const value = recorded[i] as number;
    if (value > 0 && value <= SPIKE_W) {
      power[i] = value;
      any = true;
    }
  }
  return any ? power : null;
}

/** Work in kJ: the sum of power over recorded seconds. */
export function work(power: ArrayLike<number>): number {
  return ((average(power) ?? 0) * power.length) / 1000;
}

/**
 * Normalised power in watts (Coggan): the 30 s rolling mean over the recorded 1 Hz stream, pauses cut out and zeros kept, full
 * windows only; then the fourth root of the mean of fourth powers. Null under 30 s.
 */
export function normalizedPower(power: ArrayLike<number>): number | null {
  if (power.length < ROLLING_S) return null;
  let rolling = 0;
  let sum = 0;
  for (let i = 0; i < power.length; i++) {
    rolling += power[i] as number;
    if (i >= ROLLING_S) rolling -= power[i - ROLLING_S] as number;
    if (i < ROLLING_S - 1) continue;
    const mean = rolling / ROLLING_S;
    sum += mean * mean * mean * mean;
  }
  return (sum / (power.length - ROLLING_S + 1)) ** 0.25;
}

/**
 * xPower in watts (Skiba): exponentially weighted power with a time constant of 25 s, starting at 0; fourth root of the mean of
 * fourth powers. Through a pause it decays, second by second, until nothing worth counting is left. `second` are the
 * elapsed seconds of the rows.
 */
export function xPower(power: ArrayLike<number>, second: ArrayLike<number>): number | null {
  if (power.length === 0) return null;
  let smooth = 0;
  let sum = 0;
  let count = power.length;
  for (let i = 0; i < power.length; i++) {
    let pause = i === 0 ? 0 : (second[i] as number) - (second[i - 1] as number) - 1;
    for (; pause > 0 && smooth > NEGLIGIBLE_W; pause--) {
      smooth -= smooth * XPOWER_ALPHA;
      sum += smooth * smooth * smooth * smooth;
      count++;
    }
    smooth += ((power[i] as number) - smooth) * XPOWER_ALPHA;
    sum += smooth * smooth * smooth * smooth;
  }
  return (sum / count) ** 0.25;
}

/** Variability index: normalised over average power; null when the average is 0. */
export function variabilityIndex(normalizedW: number | null, averageW: number | null): number | null {
  return normalizedW !== null && averageW ? normalizedW / averageW : null;
}

/** Intensity factor: normalised power over the threshold power (FTP) that was valid that day. */
export function intensityFactor(normalizedW: number | null, ftpW: number | null): number | null {
  return normalizedW !== null && ftpW ? normalizedW / ftpW : null;
}

/** Training stress score: 100 for an hour at threshold. `timerS` is timer time, never elapsed time. */
export function trainingStress(timerS: number, normalizedW: number | null, ftpW: number | null): number | null {
  const intensity = intensityFactor(normalizedW, ftpW);
  return intensity === null ? null : (100 * timerS * intensity * intensity) / 3600;
}
