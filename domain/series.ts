/** Mean over all rows, zeros included; null without rows. */
export function average(values: ArrayLike<number>): number | null {
  if (values.length === 0) return null;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum / values.length;
}

/** Largest reading, missing ones (NaN) left out; null when there is none. */
export function maximum(values: ArrayLike<number>): number | null {
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) if ((values[i] as number) > highest) highest = values[i] as number;
  return highest === Number.NEGATIVE_INFINITY ? null : highest;
}

/** Mean of the readings above 0, which is what an average heart rate or cadence means; null when there is none. */
export function averageAboveZero(values: ArrayLike<number>): number | null {
  let sum = 0;
  let seconds = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value > 0) {
      sum += value;
      seconds++;
    }
  }
  return seconds === 0 ? null : sum / seconds;
}

/**
 * Seconds in each zone. `bounds` are the lower bounds, rising; a lower bound belongs to its zone, the last zone is open.
 * Readings below the first bound and missing ones belong to no zone.
 */
export function timeInZones(values: ArrayLike<number>, bounds: readonly number[]): number[] {
  const seconds = bounds.map(() => 0);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    let zone = bounds.length - 1;
    while (zone >= 0 && !(value >= (bounds[zone] as number))) zone--;
    if (zone >= 0) seconds[zone] = (seconds[zone] as number) + 1;
  }
  return seconds;
}
