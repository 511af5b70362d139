/** How far altitude must rise or fall before it counts, in metres. Stored numbers are estimates under this rule. */
export const ELEVATION_HYSTERESIS_M = 3;

/**
 * Metres climbed and descended over altitude readings in metres, missing readings (NaN) left out: a move counts once it exceeds
 * `hysteresis` since the last one that counted, so that barometric noise does not add up. The rule of GoldenCheetah.
 * Null without a single reading. Pass recorded samples, not an interpolated stream: filled-in steps would shift the marks.
 */
export function elevationChange(
  altitude: ArrayLike<number> | undefined,
  hysteresis: number = ELEVATION_HYSTERESIS_M,
): { gainM: number; lossM: number } | null {
  if (!altitude) return null;
  let gainM = 0;
  let lossM = 0;
  let mark = Number.NaN;
  for (let i = 0; i < altitude.length; i++) {
    const value = altitude[i] as number;
    if (value > mark + hysteresis) {
      gainM += value - mark;
      mark = value;
    } else if (value < mark - hysteresis) {
      lossM += mark - value;
      mark = value;
    } else if (Number.isNaN(mark)) mark = value;
  }
  return Number.isNaN(mark) ? null : { gainM, lossM };
}
