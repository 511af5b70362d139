import { expect, it } from "vitest";
import { barsPath, linePath, lonePoints, positions, verticalScale } from "./geometry";

it("breaks a line where values are missing and draws a lone one as a dot", () => {
  const y = verticalScale([0, 10]);
  expect(linePath([0, 10, 20, 30, 40], [0, 10, null, 5, null], y)).toBe("M0 1000L10 0M30 500");
  expect(lonePoints([0, 10, 20, 30, 40], [0, 10, null, 5, null], y)).toBe("M30 500h0");
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
