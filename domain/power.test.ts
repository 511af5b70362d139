import { describe, expect, it } from "vitest";
import { meanMaximal } from "./mean-maximal";
import { intensityFactor, normalizedPower, powerOf, trainingStress, variabilityIndex, work, xPower } from "./power";
import { average, timeInZones } from "./series";
import { RIDES, readShared, rideTrack, SHARED, trackOf } from "./testing";
import { recordedStream, timerTime } from "./time-base";
import { wBalanceDifferential, wBalanceIntegral } from "./w-balance";

// Average, NP, xPower, TSS at FTP 250, lowest W'bal (CP 250, W' 20 kJ) integral and differential in kJ: the reference table.
const TABLE: Record<string, [number, number | null, number, number | null, number, number]> = {
  S1: [200, 200, 199.265, 64, 20, 20],
  S2: [200, 221.862, 205.97, 39.378, 8.852, 12.589],
  S3: [189.5, 207.811, 205.963, 34.548, 16.307, 15.65],
  S4: [200, 225.9, 211.771, 81.649, 13.74, 15.737],
  S5: [250, 250, 235.408, 33.333, 20, 20],
  S6: [166.667, 224.566, 221.072, 40.344, 20, 20],
  S7: [212.5, 242.728, 231.007, 31.422, 5.44, 8],
  S8: [146, 207.756, 180.319, 69.06, 6.469, 12.345],
  S9: [400, null, 158.652, null, 17.078, 17],
  S10: [224.583, 246.784, 232.674, 48.722, 6.862, 8.663],
};
/**
 * S10 has a hole of 10 s, which the reference's own rule fills; its figures for real files follow that rule to the last digit. For
 * work, xPower and W' balance of S10 alone it took samples only, so that ours lie up to 1.5 % beside them.
 */
const loose = (name: string, exact: number, expected: number | null | undefined) =>
  name.startsWith("S10") ? 0.015 * (expected ?? 0) : exact;
const MODEL = { cpW: 250, wPrimeJ: 20_000 };

function compute(name: string) {
  const stream = recordedStream(rideTrack(name));
  const power = powerOf(stream) ?? new Float64Array();
  return { stream, power, np: normalizedPower(power) };
}

const near = (actual: number | null | undefined, expected: number | null, tolerance = 0.0006) => {
  if (expected === null || actual === null || actual === undefined) expect(actual).toBe(expected);
  else expect(Math.abs(actual - expected), `${actual} should be ${expected}`).toBeLessThanOrEqual(tolerance);
};

describe.each(Object.keys(RIDES))("synthetic ride %s", (name) => {
  const [averageW, normalizedW, xPowerW, stress, integral, differential] = TABLE[name] ?? [0, 0, 0, 0, 0, 0];

  it("has the reference's averages and stress", () => {
    const { stream, power, np } = compute(name);
    near(average(power), averageW);
    near(np, normalizedW);
    near(xPower(power, stream.second), xPowerW, loose(name, 6e-4, xPowerW));
    near(trainingStress(timerTime(stream), np, 250), stress);
  });

  it("has the reference's lowest W' balance under both models", () => {
    const { stream, power } = compute(name);
    near(wBalanceIntegral(power, stream.second, MODEL).minimumJ / 1000, integral, loose(name, 6e-4, integral));
    near(wBalanceDifferential(power, stream.second, MODEL).minimumJ / 1000, differential, loose(name, 6e-4, differential));
  });
});

describe.skipIf(!SHARED)("synthetic rides of vectors.json", () => {
  type Vectors = { synthetic_rides: Record<string, { ref: Record<string, number | null> }> };
  const vectors = SHARED ? (readShared("activities/vectors.json") as Vectors).synthetic_rides : {};
  it.each(Object.keys(vectors))("%s", (key) => {
    const ref = vectors[key]?.ref ?? {};
    const { stream, power, np } = compute(key.split("_")[0] ?? "");
    const peaks = meanMaximal(power, stream.second, [5, 60, 300]);
    const differential = wBalanceDifferential(power, stream.second, MODEL);
    near(timerTime(stream), ref["recorded_s"] ?? null, 0);
    near(np, ref["np_full_windows"] ?? null, 1e-5);
    const approach = (actual: number | null | undefined, field: string, exact: number) =>
      near(actual, ref[field] ?? null, loose(key, exact, ref[field]));
    approach(xPower(power, stream.second), "xpower", 1e-5);
    approach(work(power), "work_kj", 1e-6);
    near(peaks[5], ref["peak_5s"] ?? null, 1e-5);
    near(peaks[60], ref["peak_60s"] ?? null, 1e-5);
    near(peaks[300], ref["peak_300s"] ?? null, 1e-5);
    approach(wBalanceIntegral(power, stream.second, MODEL).minimumJ, "wbal_int_min_j", 1e-3);
    approach(differential.minimumJ, "wbal_diff_min_j", 1e-3);
    approach(differential.balanceJ[power.length - 1], "wbal_diff_end_j", 1e-3);
  });
});

describe("power readings", () => {
  it("drops spikes over 2,500 W and counts missing readings as 0", () => {
    const stream = recordedStream(trackOf([0, 1, 2, 3], { power: [200, 20_000, null, 100] }));
    expect([...(powerOf(stream) ?? [])]).toEqual([200, 0, 0, 100]);
  });

  it("is no power at all when it is always 0", () => {
    expect(powerOf(recordedStream(trackOf([0, 1, 2], { power: [0, 0, null] })))).toBeNull();
  });

  it("gives 100 for an hour at threshold and nothing without a threshold", () => {
    expect(trainingStress(3600, 250, 250)).toBeCloseTo(100, 9);
    expect(trainingStress(7200, 175, 250)).toBeCloseTo(98, 9);
    expect(trainingStress(5400, 210, 250)).toBeCloseTo(105.84, 9);
    expect(intensityFactor(210, null)).toBeNull();
    expect(variabilityIndex(220, 0)).toBeNull();
  });

  it("puts a reading on a bound into the upper zone and leaves no gap", () => {
    expect(timeInZones([0, 136.9, 137, 186, 187, 500, Number.NaN], [0, 137, 187])).toEqual([2, 2, 2]);
  });
});
