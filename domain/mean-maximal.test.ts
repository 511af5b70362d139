import { describe, expect, it } from "vitest";
import { fc } from "@/bin/test/properties";
import { meanMaximal } from "./mean-maximal";

describe("mean-maximal values", () => {
  it("count a pause as 0 and are null past the elapsed time", () => {
    const bests = meanMaximal([300, 300, 300, 300], [0, 1, 8, 9], [1, 2, 4, 10, 11]);
    expect(bests).toEqual({ 1: 300, 2: 300, 4: 150, 10: 120, 11: null });
  });

  it("may rise with the duration, and are left to", () => {
    expect(meanMaximal([100, 0, 100], [0, 1, 2], [2, 3])).toEqual({ 2: 50, 3: 200 / 3 });
  });

  it("ignore missing readings and have none for an empty stream", () => {
    expect(meanMaximal([Number.NaN, 200], [0, 1], [1, 2])).toEqual({ 1: 200, 2: 100 });
    expect(meanMaximal([], [], [1])).toEqual({ 1: null });
  });

  it("equal a search over every window of elapsed seconds, and the work in them never falls", () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 500 })), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(rows, (steps) => {
        let at = -1;
        const second = steps.map(([gap], i) => {
          at += i === 0 ? 1 : gap;
          return at;
        });
        const values = steps.map((step) => step[1]);
        const elapsed = Array.from({ length: at + 1 }, () => 0);
        for (const [i, s] of second.entries()) elapsed[s] = values[i] ?? 0;
        const windows = [1, 2, 3, 7, 20].filter((window) => window <= elapsed.length);
        const bests = meanMaximal(values, second, windows);
        let work = 0;
        for (const window of windows) {
          let best = 0;
          for (let s = 0; s + window <= elapsed.length; s++) {
            best = Math.max(best, elapsed.slice(s, s + window).reduce((sum, value) => sum + value, 0) / window);
          }
          expect(bests[window]).toBeCloseTo(best, 9);
          expect((bests[window] ?? 0) * window).toBeGreaterThanOrEqual(work - 1e-6);
          work = (bests[window] ?? 0) * window;
        }
      }),
    );
  });
});
