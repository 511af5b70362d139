import { describe, expect, it } from "vitest";
import { gradeAdjustedDistance, gradeAdjustedPace, riegel, runningCost, timeForVdot, vdot } from "./running";

describe("grade-adjusted pace", () => {
  it.each([
    [-0.45, 4.032305],
    [-0.3, 2.462238],
    [-0.2, 1.800032],
    [-0.1, 2.151706],
    [-0.05, 2.745924],
    [0, 3.6],
    [0.05, 4.685196],
    [0.1, 5.968214],
    [0.2, 9.006688],
    [0.3, 12.579282],
    [0.45, 19.426015],
    [0.9, 19.426015],
    [-3, 4.032305],
  ])("costs at grade %d %d J/kg/m", (grade, cost) => {
    expect(runningCost(grade)).toBeCloseTo(cost, 6);
  });

  it("is cheapest at -18.1 %", () => {
    expect(runningCost(-0.181)).toBeLessThan(runningCost(-0.175));
    expect(runningCost(-0.181)).toBeLessThan(runningCost(-0.187));
  });

  it("turns 5:00/km up and down 10 % into the reference's paces", () => {
    expect(gradeAdjustedPace(300, 0.1)).toBeCloseTo(180.958659, 5);
    expect(gradeAdjustedPace(300, -0.1)).toBeCloseTo(501.927308, 5);
  });

  it("weighs distance by grade over 30 m, so that a one-step jump of the altimeter is spread", () => {
    const distance = Float64Array.from({ length: 101 }, (_, i) => i * 3);
    const steady = gradeAdjustedDistance(
      distance,
      distance.map((metres) => metres * 0.1),
    );
    expect((steady[100] ?? 0) / 300).toBeCloseTo(1.657837, 5);
    expect(gradeAdjustedDistance(distance, new Float64Array(101))[100]).toBeCloseTo(300, 9);
    const jump = gradeAdjustedDistance(
      distance,
      distance.map((metres) => (metres > 150 ? 3 : 0)),
    );
    expect(jump[100] ?? 0).toBeLessThan(330);
    expect(jump[40]).toBeCloseTo(120, 9);
  });
});

describe("predictions", () => {
  it("follow Riegel", () => {
    expect(riegel(2400, 10_000, 21_097.5)).toBeCloseTo(5295.367395, 5);
    expect(riegel(2400, 10_000, 42_195)).toBeCloseTo(11_040.4784, 4);
    expect(riegel(2400, 10_000, 5000)).toBeCloseTo(1151.116943, 5);
    expect(riegel(1200, 5000, 10_000)).toBeCloseTo(2501.917826, 5);
    expect(riegel(1500, 3.1 * 1609.344, 13.1 * 1609.344)).toBeCloseTo(6911.231445, 5);
  });

  it.each([
    [5000, 1200, 49.806233],
    [10_000, 2400, 51.944083],
    [15_000, 4068, 46.396524],
    [21_097.5, 5464, 50.287716],
    [42_195, 10_800, 53.528269],
    [1609.344, 300, 59.404202],
  ])("give %d m in %d s a VDOT of %d", (distance, seconds, value) => {
    expect(vdot(distance, seconds)).toBeCloseTo(value, 5);
    expect(timeForVdot(distance, vdot(distance, seconds))).toBeCloseTo(seconds, 6);
  });

  it.each([
    [40, 5000, 1446.218941],
    [50, 10_000, 2479.603649],
    [50, 42_195, 11_439.741755],
    [60, 42_195, 9802.480502],
    [30, 1500, 509.546717],
    [70, 1500, 240.300178],
  ])("give VDOT %d over %d m %d s", (value, distance, seconds) => {
    expect(timeForVdot(distance, value)).toBeCloseTo(seconds, 5);
  });
});
