/** One best effort: mean power in watts over `seconds`. */
export type PowerPoint = { seconds: number; watts: number };
/** Critical power in watts and the work above it, W', in joules. */
export type CriticalPower = { cpW: number; wPrimeJ: number };

/** Least-squares line through points; null with fewer than two different abscissas. */
function line(x: readonly number[], y: readonly number[]): { slope: number; intercept: number } | null {
  const n = x.length;
  const meanX = x.reduce((sum, value) => sum + value, 0) / n;
  const meanY = y.reduce((sum, value) => sum + value, 0) / n;
  let xx = 0;
  let xy = 0;
  for (let i = 0; i < n; i++) {
    const dx = (x[i] as number) - meanX;
    xx += dx * dx;
    xy += dx * ((y[i] as number) - meanY);
  }
  if (n < 2 || xx === 0) return null;
  return { slope: xy / xx, intercept: meanY - (xy / xx) * meanX };
}

/** P = CP + W'/t, fitted by least squares on power (linear in 1/t). Use efforts of 2 to 20 minutes. Null when undetermined. */
export function criticalPowerInverseTime(points: readonly PowerPoint[]): CriticalPower | null {
  const fit = line(
    points.map((point) => 1 / point.seconds),
    points.map((point) => point.watts),
  );
  return fit && { cpW: fit.intercept, wPrimeJ: fit.slope };
}

/** P t = CP t + W', fitted by least squares on work in joules. Weighs long efforts more than the inverse-time form. */
export function criticalPowerWorkTime(points: readonly PowerPoint[]): CriticalPower | null {
  const fit = line(
    points.map((point) => point.seconds),
    points.map((point) => point.watts * point.seconds),
  );
  return fit && { cpW: fit.slope, wPrimeJ: fit.intercept };
}

/** Power in watts that Morton's three-parameter model gives for an effort of `seconds`. */
export function mortonPower(model: CriticalPower & { maxW: number }, seconds: number): number {
  return model.cpW + model.wPrimeJ / (seconds + model.wPrimeJ / (model.maxW - model.cpW));
}

/**
 * Morton's three-parameter model P = CP + W'/(t + W'/(Pmax - CP)), fitted by least squares on power. With k = W'/(Pmax - CP) the
 * model is a line in 1/(t + k), so that only k has to be searched for: on a rough logarithmic grid first, then by golden section.
 * Null with fewer than three efforts or when no maximal power comes out.
 */
export function criticalPowerMorton(points: readonly PowerPoint[]): (CriticalPower & { maxW: number }) | null {
  if (points.length < 3) return null;
  const watts = points.map((point) => point.watts);
  const fitAt = (k: number) => {
    const x = points.map((point) => 1 / (point.seconds + k));
    const fit = line(x, watts);
    if (!fit) return null;
    const error = watts.reduce((sum, y, i) => sum + (y - fit.intercept - fit.slope * (x[i] as number)) ** 2, 0);
    return { cpW: fit.intercept, wPrimeJ: fit.slope, error };
  };
  const errorAt = (logK: number) => fitAt(Math.exp(logK))?.error ?? Number.POSITIVE_INFINITY;
  let best = -7;
  for (let logK = -7; logK <= 9; logK += 0.25) if (errorAt(logK) < errorAt(best)) best = logK;
  const k = Math.exp(goldenMinimum(errorAt, best - 0.25, best + 0.25));
  const fit = fitAt(k);
  if (!fit || fit.wPrimeJ <= 0) return null;
  return { cpW: fit.cpW, wPrimeJ: fit.wPrimeJ, maxW: fit.cpW + fit.wPrimeJ / k };
}

function goldenMinimum(f: (x: number) => number, from: number, to: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let low = from;
  let high = to;
  for (let step = 0; step < 80; step++) {
    const width = (high - low) * ratio;
    if (f(high - width) < f(low + width)) high = low + width;
    else low = high - width;
  }
  return (low + high) / 2;
}
