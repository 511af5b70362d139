/** How far altitude must rise or fall before it counts, in metres. Stored numbers are estimates under this rule. */
const ELEVATION_HYSTERESIS_M = 3;

/**
 * Metres climbed and descended up to each of the altitude readings in metres, missing readings (NaN) left out: a move counts once it
 * exceeds `hysteresis` since the last one that counted, so that barometric noise does not add up. The rule of GoldenCheetah.
 * Null without a single reading. Pass the recorded 1 Hz stream: the marks of a smart-recorded file shift with its long steps.
 */
export function elevationCurve(
  altitude: ArrayLike<number> | undefined,
  hysteresis: number = ELEVATION_HYSTERESIS_M,
): { gainM: Float64Array; lossM: Float64Array } | null {
  if (!altitude) return null;
  const gainM = new Float64Array(altitude.length);
  const lossM = new Float64Array(altitude.length);
  let gain = 0;
  let loss = 0;
  let mark = Number.NaN;
  for (let i = 0; i < altitude.length; i++) {
    const value = altitude[i] as number;
    if (value > mark + hysteresis) {
      gain += value - mark;
      mark = value;
    } else if (value < mark - hysteresis) {
      loss += mark - value;
      mark = value;
    } else if (Number.isNaN(mark)) mark = value;
    gainM[i] = gain;
    lossM[i] = loss;
  }
  return Number.isNaN(mark) ? null : { gainM, lossM };
}

/** Metres climbed and descended in all, by the rule of `elevationCurve`; null without a reading. */
export function elevationChange(
  altitude: ArrayLike<number> | undefined,
  hysteresis: number = ELEVATION_HYSTERESIS_M,
): { gainM: number; lossM: number } | null {
  const curve = elevationCurve(altitude, hysteresis);
  return curve && { gainM: curve.gainM[curve.gainM.length - 1] ?? 0, lossM: curve.lossM[curve.lossM.length - 1] ?? 0 };
}
