import type { ValueFormat } from "./value-format";

const clockSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800];
const hour = 3600;

/**
 * Round values that enclose the data, evenly spaced, about as many as asked for. Numbers step by 1, 2 or 5 times a power
 * of ten, seconds by what clocks show. With `fromZero` 0 is among them, as bars need.
 */
export function niceTicks(
  values: readonly (number | null)[],
  style: ValueFormat["style"],
  fromZero: boolean,
  about = 4,
): number[] {
  const known = values.filter((value): value is number => value !== null && Number.isFinite(value));
  let low = known.reduce((least, value) => Math.min(least, value), fromZero ? 0 : Infinity);
  let high = known.reduce((most, value) => Math.max(most, value), fromZero ? 0 : -Infinity);
  if (!(low <= high)) [low, high] = [0, 1];
  const flat = high - low <= Math.max(Math.abs(low), Math.abs(high)) * 1e-9;
  if (flat) high = low + (Math.abs(low) > 1 ? Math.abs(low) * 0.1 : 1);
  const step = niceStep((high - low) / about, style);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  return Array.from({ length: last - first + 1 }, (_, index) => clean((first + index) * step));
}

/** The smallest round step that is at least the rough one. */
function niceStep(rough: number, style: ValueFormat["style"]): number {
  if (style !== "number") {
    const step = clockSteps.find((candidate) => candidate >= rough);
    if (step) return step;
    return hour * decimalStep(rough / hour);
  }
  return decimalStep(rough);
}

function decimalStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough) + 1e-9);
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= rough * (1 - 1e-9)) ?? 10;
  return factor * power;
}

function clean(value: number): number {
  return Number(value.toPrecision(12));
}

/** Which labels along the bottom are shown: every so-manieth, counted so that the last one is there. */
export function thinLabels(labels: readonly string[], most = 8): string[] {
  const every = Math.max(1, Math.ceil(labels.length / most));
  return labels.map((label, index) => ((labels.length - 1 - index) % every === 0 ? label : ""));
}

/** Moves positions (0 to 1, from the top) apart until they are at least `gap` from each other, in the order they have. */
export function spread(positions: readonly number[], gap: number): number[] {
  const order = positions.map((position, index) => ({ position, index })).sort((a, b) => a.position - b.position);
  const placed: number[] = [];
  for (const { position } of order) placed.push(Math.max(position, (placed.at(-1) ?? -Infinity) + gap));
  const over = (placed.at(-1) ?? 0) - 1;
  if (over > 0) {
    let limit = 1;
    for (let index = placed.length - 1; index >= 0; index--) {
      placed[index] = Math.min(placed[index] ?? 0, limit);
      limit = (placed[index] ?? 0) - gap;
    }
  }
  const result: number[] = [];
  order.forEach(({ index }, rank) => {
    result[index] = placed[rank] ?? 0;
  });
  return result;
}
