/** Numbers between 0 (included) and 1 (excluded) that follow from a seed alone. */
export type Random = () => number;

/** A generator of the mulberry32 family, seeded by a text: the same words always give the same numbers. */
export function randomOf(seed: string): Random {
  let state = 2_166_136_261;
  for (let i = 0; i < seed.length; i++) state = Math.imul(state ^ seed.charCodeAt(i), 16_777_619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A number between two others. */
export function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random();
}

/** One of a list. @throws RangeError for an empty list */
export function pick<T>(random: Random, from: readonly T[]): T {
  const one = from[Math.floor(random() * from.length)];
  if (one === undefined) throw new RangeError("There is nothing to pick from.");
  return one;
}

/** Noise that wanders: keeps `memory` (0 to 1) of its last value and adds up to `size` either way. */
export function wandering(random: Random, memory: number, size: number): () => number {
  let value = 0;
  return () => {
    value = memory * value + size * (random() * 2 - 1);
    return value;
  };
}
