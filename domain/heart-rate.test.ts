import { describe, expect, it } from "vitest";
import {
  averageHeartRate,
  banisterTrimp,
  decoupling,
  edwardsTrimp,
  heartRateSeconds,
  heartRateStress,
  heartRatesOf,
  heartRateZones,
  timeInHeartRateZones,
} from "./heart-rate";

const minutes = (...parts: [minutes: number, bpm: number][]) =>
  parts.flatMap(([length, bpm]) => Array.from({ length: length * 60 }, () => bpm));
const male = { restBpm: 50, maxBpm: 190, sex: "male" } as const;

describe("heart rate", () => {
  it("averages over time with a reading", () => {
    expect(averageHeartRate([100, 0, Number.NaN, 150])).toBe(125);
    expect(averageHeartRate([0, Number.NaN])).toBeNull();
  });

  it("has GoldenCheetah's zones for a threshold of 165", () => {
    expect(heartRateZones(165)).toEqual([0, 112, 136, 155, 173]);
  });

  it("puts a bound into its zone, opens the top, and puts a missing reading nowhere", () => {
    expect(timeInHeartRateZones([0, Number.NaN, 1, 111, 112, 135, 136, 172, 173, 230], [0, 112, 136, 155, 173])).toEqual([
      2, 2, 1, 1, 2,
    ]);
  });

  it("keeps every second when it is counted by bpm", () => {
    const counts = heartRateSeconds([101.6, 102, 0, Number.NaN, 104]);
    expect(counts).toEqual({ firstBpm: 102, seconds: [2, 0, 1] });
    expect([...heartRatesOf(counts ?? { firstBpm: 0, seconds: [] })]).toEqual([102, 102, 104]);
    expect(heartRateSeconds([0, Number.NaN])).toBeNull();
  });
});

describe("training impulse", () => {
  it("is Banister's for a steady hour", () => {
    expect(banisterTrimp(minutes([60, 150]), male)).toBeCloseTo(108.095359, 5);
    expect(banisterTrimp(minutes([60, 150]), { ...male, sex: "female" })).toBeCloseTo(121.499066, 5);
    expect(banisterTrimp(minutes([30, 160]), { restBpm: 40, maxBpm: 200, sex: "male" })).toBeCloseTo(60.77802, 5);
  });

  it("is summed per second, not taken from the average", () => {
    const intervals = Array.from({ length: 30 }, () => minutes([1, 170], [1, 110])).flat();
    expect(banisterTrimp(intervals, male)).toBeCloseTo(104.061972, 5);
  });

  it("is nothing below rest and unknown without heart rate or range", () => {
    expect(banisterTrimp(minutes([1, 45]), male)).toBe(0);
    expect(banisterTrimp([0, Number.NaN], male)).toBeNull();
    expect(banisterTrimp(minutes([1, 150]), { restBpm: 190, maxBpm: 190, sex: "male" })).toBeNull();
  });

  it("is Edwards' by zones of the maximum", () => {
    expect(edwardsTrimp(minutes([10, 100], [10, 120], [10, 140], [10, 160], [10, 180]), 190)).toBeCloseTo(150, 9);
    expect(edwardsTrimp(minutes([1, 133]), 190)).toBeCloseTo(3, 9);
  });

  it("is 100 for an hour at the threshold as stress score", () => {
    expect(heartRateStress(minutes([60, 165]), { ...male, thresholdBpm: 165 })).toBeCloseTo(100, 9);
    expect(heartRateStress(minutes([60, 150]), { ...male, thresholdBpm: 165 })).toBeCloseTo(70.788316, 5);
    expect(heartRateStress(minutes([60, 150]), { ...male, thresholdBpm: 40 })).toBeNull();
  });
});

describe("decoupling", () => {
  it("is positive when the second half gives less for the same heart rate", () => {
    expect(decoupling([200, 200, 180, 180], [140, 140, 140, 140])).toBeCloseTo(10, 9);
  });

  it("leaves out seconds without heart rate and says nothing when a half has none", () => {
    expect(decoupling([200, 999, 180, 180], [140, 0, 140, 140])).toBeCloseTo(10, 9);
    expect(decoupling([200, 200, 180, 180], [140, 140, 0, Number.NaN])).toBeNull();
  });
});
