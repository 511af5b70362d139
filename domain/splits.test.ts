import { describe, expect, it } from "vitest";
import { SPLIT_LENGTHS_M, splitsOf } from "./splits";
import { seconds, trackOf } from "./testing";

/** 4 m/s for 300 s, standing 60 s, 2.5 m/s for 440 s: 2,300 m in 800 s. */
const time = seconds(801);
const distance = time.map((t) => (t <= 300 ? t * 4 : t <= 360 ? 1200 : 1200 + (t - 360) * 2.5));

describe("splits", () => {
  it("cut at exact kilometres, with the stop in the split it fell into, and keep the last part", () => {
    const splits = splitsOf(trackOf(time, { distance, heartRate: time.map((t) => (t < 250 ? 140 : 160)) }), SPLIT_LENGTHS_M.km);
    expect(splits.map((split) => [split.distanceM, split.startS, split.elapsedS])).toEqual([
      [1000, 0, 250],
      [1000, 250, 430],
      [expect.closeTo(300, 6), 680, 120],
    ]);
    expect(splits.map((split) => split.averageHeartRateBpm)).toEqual([140, 160, 160]);
    expect(splits[1]?.movingS).toBe(430 - 60);
  });

  it("cut at miles", () => {
    const splits = splitsOf(trackOf(time, { distance }), SPLIT_LENGTHS_M.mi);
    expect(splits).toHaveLength(2);
    expect(splits[0]?.elapsedS).toBeCloseTo(360 + (1609.344 - 1200) / 2.5, 6);
    expect(splits.reduce((sum, split) => sum + split.elapsedS, 0)).toBeCloseTo(800, 6);
  });

  it("climb and adjust by grade", () => {
    const [first, second] = splitsOf(
      trackOf(seconds(501), {
        distance: seconds(501).map((t) => t * 4),
        altitude: seconds(501).map((t) => (t <= 250 ? 100 : 100 + (t - 250) * 0.4)),
      }),
      1000,
    );
    expect(first?.elevationGainM).toBe(0);
    // The last climb of less than 3 m does not count yet.
    expect(100 - (second?.elevationGainM ?? 0)).toBeGreaterThanOrEqual(0);
    expect(100 - (second?.elevationGainM ?? 0)).toBeLessThan(3);
    expect(first?.gradeAdjustedSpeedMps).toBeCloseTo(4, 1);
    expect((second?.gradeAdjustedSpeedMps ?? 0) / 4).toBeCloseTo(1.657837, 1);
  });

  it("leave out a rest shorter than 10 m, and have none without distance", () => {
    expect(splitsOf(trackOf([0, 300], { distance: [0, 1004] }), 1000)).toHaveLength(1);
    expect(splitsOf(trackOf([0, 300], { distance: [0, 1004] }), 1000)[0]?.distanceM).toBe(1004);
    expect(splitsOf(trackOf([0, 1], { power: [1, 1] }), 1000)).toEqual([]);
  });
});
