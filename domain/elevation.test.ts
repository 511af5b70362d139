import { describe, expect, it } from "vitest";
import { elevationChange } from "./elevation";

const ALTITUDE = [100, 101, 102, 103, 104, 103, 102, 103, 106, 110, 108, 109, 107, 111];

describe("elevation", () => {
  it.each([
    [0, 17, 6],
    [1, 15, 4],
    [2, 14, 3],
    [3, 10, 0],
    [5, 6, 0],
  ])("with a hysteresis of %d m climbs %d m and falls %d m", (hysteresis, gainM, lossM) => {
    expect(elevationChange(ALTITUDE, hysteresis)).toEqual({ gainM, lossM });
  });

  it("uses 3 m by itself", () => {
    expect(elevationChange(ALTITUDE)?.gainM).toBe(10);
  });

  it("does not climb from 0 where the first readings are missing", () => {
    expect(elevationChange([Number.NaN, Number.NaN, 300, 301, 303], 0)).toEqual({ gainM: 3, lossM: 0 });
  });

  it("says nothing without a reading", () => {
    expect(elevationChange(undefined)).toBeNull();
    expect(elevationChange([Number.NaN])).toBeNull();
  });

  it.each([
    [3600, 251.2],
    [1800, 122.5],
    [1200, 79.6],
  ])("gains what GoldenCheetah gains on a synthetic hill of %d s", (length, gainM) => {
    const hill = Array.from({ length }, (_, t) => {
      const altitude = 100 + 20 * Math.sin((2 * Math.PI * t) / 600) + 2 * Math.sin((2 * Math.PI * t) / 20);
      return Math.round(altitude * 10) / 10;
    });
    expect(elevationChange(hill)?.gainM).toBeCloseTo(gainM, 6);
  });
});
