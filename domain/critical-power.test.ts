import { describe, expect, it } from "vitest";
import { criticalPowerInverseTime, criticalPowerMorton, criticalPowerWorkTime, mortonPower } from "./critical-power";

const published = [430, 390, 368, 359, 335, 298, 291, 285, 272, 263, 263, 262, 257, 256, 249, 245, 243, 240, 235].map(
  (watts, i) => ({
    seconds: 120 + 60 * i,
    watts,
  }),
);
const exact = [
  { seconds: 180, watts: 250 + 20_000 / 180 },
  { seconds: 300, watts: 250 + 20_000 / 300 },
  { seconds: 720, watts: 250 + 20_000 / 720 },
  { seconds: 1200, watts: 250 + 20_000 / 1200 },
];

describe("critical power", () => {
  it("fits the published efforts with the inverse-time model", () => {
    const fit = criticalPowerInverseTime(published);
    expect(fit?.cpW).toBeCloseTo(226.885798, 5);
    expect(fit?.wPrimeJ).toBeCloseTo(28_413.236135, 3);
  });

  it("fits the published efforts with the work-time model", () => {
    const fit = criticalPowerWorkTime(published);
    expect(fit?.cpW).toBeCloseTo(208.821053, 5);
    expect(fit?.wPrimeJ).toBeCloseTo(38_016, 3);
  });

  it("fits the published efforts with Morton's model", () => {
    const fit = criticalPowerMorton(published);
    expect(fit?.cpW).toBeCloseTo(173.466, 2);
    expect((fit?.wPrimeJ ?? 0) / 86_291.22).toBeCloseTo(1, 4);
    expect(fit?.maxW).toBeCloseTo(579.98, 1);
  });

  it("finds the model that made exact efforts", () => {
    for (const fit of [criticalPowerInverseTime(exact), criticalPowerWorkTime(exact), criticalPowerMorton(exact)]) {
      expect(fit?.cpW).toBeCloseTo(250, 1);
      expect((fit?.wPrimeJ ?? 0) / 20_000).toBeCloseTo(1, 3);
    }
  });

  it("gives Morton's power at the reference's durations", () => {
    const model = { cpW: 250, wPrimeJ: 20_000, maxW: 1000 };
    const expected: [number, number][] = [
      [1, 972.891566],
      [5, 881.578947],
      [60, 480.769231],
      [300, 311.22449],
      [1200, 266.304348],
    ];
    for (const [seconds, watts] of expected) expect(mortonPower(model, seconds)).toBeCloseTo(watts, 5);
  });

  it("says nothing where the efforts do not determine a line", () => {
    expect(criticalPowerInverseTime([{ seconds: 300, watts: 300 }])).toBeNull();
    expect(criticalPowerWorkTime([])).toBeNull();
    expect(criticalPowerMorton(exact.slice(0, 2))).toBeNull();
  });
});
