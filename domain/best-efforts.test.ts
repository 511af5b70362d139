import { describe, expect, it } from "vitest";
import { fc } from "@/bin/test/properties";
import { bestEffort, bestEfforts, EFFORT_DISTANCES } from "./best-efforts";

const points = (...pairs: [seconds: number, metres: number][]) => ({
  time: Float64Array.from(pairs, (pair) => pair[0]),
  distance: Float64Array.from(pairs, (pair) => pair[1]),
});

/** A point for each second of stretches of constant speed. */
function stretches(...parts: [speed: number, seconds: number][]) {
  const pairs: [number, number][] = [[0, 0]];
  for (const [speed, seconds] of parts) {
    for (let i = 0; i < seconds; i++) {
      const last = pairs[pairs.length - 1] ?? [0, 0];
      pairs.push([last[0] + 1, last[1] + speed]);
    }
  }
  return points(...pairs);
}

describe("best efforts", () => {
  it("find the fastest part of three speeds", () => {
    const run = stretches([3, 200], [4, 200], [2.5, 200]);
    expect(bestEffort(run, 400)?.elapsedS).toBeCloseTo(100, 9);
    expect(bestEffort(run, 1000)?.elapsedS).toBeCloseTo(266.666667, 5);
    expect(bestEffort(run, 1609.344)?.elapsedS).toBeCloseTo(483.7376, 6);
    expect(bestEffort(run, 1900)?.elapsedS).toBeCloseTo(600, 9);
    expect(bestEffort(run, 2000)).toBeNull();
  });

  it("interpolate between sparse points at both ends", () => {
    const run = points([0, 0], [100, 300], [220, 780], [300, 1000]);
    expect(bestEffort(run, 400)?.elapsedS).toBeCloseTo(100, 9);
    expect(bestEffort(run, 500)?.elapsedS).toBeCloseTo(126.666667, 5);
    expect(bestEffort(run, 1000)?.elapsedS).toBeCloseTo(300, 9);
  });

  it("count a stop inside, and not one at either end", () => {
    const run = stretches([4, 200], [0, 60], [4, 200]);
    expect(bestEffort(run, 400)?.elapsedS).toBeCloseTo(100, 9);
    expect(bestEffort(run, 800)?.elapsedS).toBeCloseTo(200, 9);
    expect(bestEffort(run, 1000)?.elapsedS).toBeCloseTo(310, 9);
    expect(bestEffort(run, 1600)?.elapsedS).toBeCloseTo(460, 9);
  });

  it("do not round a short course up", () => {
    expect(bestEffort(points([0, 0], [1500, 4999.9]), 5000)).toBeNull();
  });

  it("cover every distance up to the length of the run", () => {
    const run = points([0, 0], [12_000, 42_195]);
    expect(bestEfforts(run).map((effort) => effort.distanceM)).toEqual(EFFORT_DISTANCES.map((effort) => effort.distanceM));
    expect(bestEfforts(points([0, 0], [300, 1000]))).toHaveLength(3);
  });

  it("equal a search over every pair of candidate ends", () => {
    const step = fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 50 }));
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 300 }), (steps, target) => {
        const pairs: [number, number][] = [[0, 0]];
        for (const [seconds, metres] of steps) {
          const last = pairs[pairs.length - 1] ?? [0, 0];
          pairs.push([last[0] + seconds, last[1] + metres]);
        }
        const found = bestEffort(points(...pairs), target);
        const slow = bruteForce(pairs, target);
        if (slow === null) expect(found).toBeNull();
        else expect(found?.elapsedS).toBeCloseTo(slow, 6);
      }),
    );
  });
});

/** Earliest and latest time at which the curve is at `metres`. */
function times(pairs: [number, number][], metres: number): [number, number] {
  const at: number[] = pairs.filter((pair) => pair[1] === metres).map((pair) => pair[0]);
  for (let i = 1; i < pairs.length; i++) {
    const [t0, d0] = pairs[i - 1] ?? [0, 0];
    const [t1, d1] = pairs[i] ?? [0, 0];
    if (d0 < metres && metres < d1) at.push(t0 + ((t1 - t0) * (metres - d0)) / (d1 - d0));
  }
  return [Math.min(...at), Math.max(...at)];
}

function bruteForce(pairs: [number, number][], target: number): number | null {
  const total = pairs[pairs.length - 1]?.[1] ?? 0;
  if (total < target) return null;
  const starts = pairs.flatMap((pair) => [pair[1], pair[1] - target]).filter((from) => from >= 0 && from + target <= total);
  return Math.min(...starts.map((from) => times(pairs, from + target)[0] - times(pairs, from)[1]));
}
