import { describe, expect, it } from "vitest";
import { fc } from "@/bin/test/properties";
import { niceTicks, spread, thinLabels } from "./ticks";

describe("the values beside a chart", () => {
  it("start at zero for bars and are round", () => {
    expect(niceTicks([12, 47.3], "number", true)).toEqual([0, 20, 40, 60]);
    expect(niceTicks([0.2, 0.31], "number", true)).toEqual([0, 0.1, 0.2, 0.3, 0.4]);
  });

  it("step by what clocks show when they are seconds", () => {
    expect(niceTicks([292, 351], "clock", false)).toEqual([285, 300, 315, 330, 345, 360]);
    expect(niceTicks([0, 4 * 3600], "hours", true)).toEqual([0, 3600, 7200, 10_800, 14_400]);
  });

  it("enclose the data, rise evenly and stay few, whatever the data", () => {
    const value = fc.integer({ min: -1e9, max: 1e9 }).map((thousandths) => thousandths / 1000);
    fc.assert(
      fc.property(
        fc.array(fc.option(value), { maxLength: 40 }),
        fc.boolean(),
        fc.constantFrom("number", "clock"),
        (values, zero, style) => {
          const ticks = niceTicks(values, style, zero);
          const known = values.filter((one) => one !== null);
          const slack = 1e-9 + Math.max(0, ...known.map(Math.abs)) * 1e-6;
          expect(ticks.length).toBeGreaterThanOrEqual(2);
          expect(ticks.length).toBeLessThanOrEqual(12);
          for (const one of known) {
            expect(one).toBeGreaterThanOrEqual((ticks[0] ?? 0) - slack);
            expect(one).toBeLessThanOrEqual((ticks.at(-1) ?? 0) + slack);
          }
          ticks.forEach((tick, index) => {
            if (index > 0) expect(tick).toBeGreaterThan(ticks[index - 1] ?? 0);
          });
          if (zero) expect(ticks).toContain(0);
        },
      ),
    );
  });

  it("exist for no data at all", () => {
    expect(niceTicks([], "number", true).length).toBeGreaterThan(1);
    expect(niceTicks([null, null], "clock", false).length).toBeGreaterThan(1);
  });
});

describe("the labels below a chart", () => {
  it("are thinned out evenly, with the last one kept", () => {
    const labels = Array.from({ length: 52 }, (_, index) => `w${index}`);
    const shown = thinLabels(labels, 8).filter(Boolean);
    expect(shown.length).toBeLessThanOrEqual(8);
    expect(shown.at(-1)).toBe("w51");
  });
});

describe("names at the ends of lines", () => {
  it("are moved apart, keep their order and stay in the frame", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 }), (tops) => {
        const placed = spread(tops, 0.1);
        const sorted = [...placed].sort((a, b) => a - b);
        sorted.forEach((top, index) => {
          expect(top).toBeLessThanOrEqual(1 + 1e-9);
          expect(top).toBeGreaterThanOrEqual(-1e-9);
          if (index > 0) expect(top - (sorted[index - 1] ?? 0)).toBeGreaterThanOrEqual(0.1 - 1e-9);
        });
        tops.forEach((top, a) => {
          tops.forEach((other, b) => {
            if (top < other) expect(placed[a]).toBeLessThan(placed[b] ?? 0);
          });
        });
      }),
    );
  });
});
