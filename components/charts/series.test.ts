import { expect, it } from "vitest";
import { barsPath, linePath, positions, verticalScale } from "./geometry";
import { stackTotals, thin, topSeries } from "./series";

const named = (label: string, ...values: (number | null)[]) => ({ label, values });

it("keeps five series and adds the others up, without losing anything", () => {
  const all = [1, 9, 3, 8, 5, 7, 2].map((size, index) => named(`s${index}`, size, null, size * 2));
  const shown = topSeries(all);
  expect(shown.map((one) => one.label)).toEqual(["s1", "s3", "s5", "s4", "s2", "Other"]);
  expect(stackTotals(shown)).toEqual(stackTotals(all));
  expect(topSeries(all.slice(0, 5)).some((one) => one.label === "Other")).toBe(false);
});

it("thins to means and keeps holes and the overall mean", () => {
  expect(thin([1, 3, null, null, 10, 20], 3)).toEqual([2, null, 15]);
  expect(thin([1, 2], 5)).toEqual([1, 2]);
});

it("breaks a line where values are missing and draws a lone one as a dot", () => {
  const y = verticalScale([0, 10]);
  expect(linePath([0, 10, 20, 30, 40], [0, 10, null, 5, null], y)).toBe("M0 1000L10 0M30 500h0");
});

it("turns the scale over for what is better when small", () => {
  expect(verticalScale([0, 10])(10)).toBe(0);
  expect(verticalScale([0, 10], true)(10)).toBe(1000);
});

it("stands bars on those below and leaves out what is nothing", () => {
  expect(barsPath([5, 0], [2, 0], verticalScale([0, 10]))).toBe("M50 800V300h400V800z");
});

it("puts lines from edge to edge and bars in the middle of their bands", () => {
  expect(positions(3, false)).toEqual([0, 500, 1000]);
  expect(positions(2, true)).toEqual([250, 750]);
  expect(positions(1, false)).toEqual([500]);
});
