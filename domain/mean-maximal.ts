/** Durations in seconds whose best means are stored with each activity: 1 s to 60 min. */
const BEST_DURATIONS_S = [1, 5, 10, 15, 20, 30, 60, 120, 180, 300, 480, 600, 1200, 1800, 3600] as const;

/** Best mean by duration in seconds; null where the activity is shorter than the duration. */
export type Bests = Record<number, number | null>;

/**
 * Highest mean of `values` over each window of consecutive **elapsed** seconds; seconds in pauses and missing readings count as 0,
 * so that a pause never makes an effort better. `second` are the elapsed seconds of the rows. O(rows) per window.
 * The mean times its duration never falls with the duration; the mean itself may rise, and is left as it is.
 */
export function meanMaximal(
  values: ArrayLike<number>,
  second: ArrayLike<number>,
  windows: readonly number[] = BEST_DURATIONS_S,
): Bests {
  const n = values.length;
  const sums = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) {
    const value = values[i] as number;
    sums[i + 1] = (sums[i] as number) + (value > 0 ? value : 0);
  }
  const bests: Bests = {};
  const elapsed = n === 0 ? 0 : (second[n - 1] as number) + 1;
  for (const window of windows) {
    if (window > elapsed || window <= 0) bests[window] = null;
    else bests[window] = (elapsed === n ? bestRow(sums, n, window) : bestElapsed(sums, second, n, window)) / window;
  }
  return bests;
}

/** Without pauses a window is a run of rows. */
function bestRow(sums: Float64Array, n: number, window: number): number {
  let best = 0;
  for (let i = window; i <= n; i++) {
    const sum = (sums[i] as number) - (sums[i - window] as number);
    if (sum > best) best = sum;
  }
  return best;
}

/** A best window may always be moved back until it ends on a recorded second or starts at the beginning. */
function bestElapsed(sums: Float64Array, second: ArrayLike<number>, n: number, window: number): number {
  let best = 0;
  let low = 0;
  for (let i = 0; i < n; i++) {
    const end = Math.max(second[i] as number, window - 1);
    while ((second[low] as number) <= end - window) low++;
    const sum = (sums[i + 1] as number) - (sums[low] as number);
    if (sum > best) best = sum;
  }
  return best;
}
