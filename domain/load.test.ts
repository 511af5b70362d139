import { describe, expect, it } from "vitest";
import { performanceChart } from "./load";

const STRESS: [day: number, tss: number][] = [
  [0, 100],
  [1, 50],
  [2, 0.0001],
  [3, 80],
  [5, 120],
  [6, 60],
  [7, 90],
  [10, 150],
  [13, 40],
  [14, 40],
  [20, 200],
  [21, 30],
  [28, 75],
  [29, 75],
  [30, 75],
  [41, 110],
  [42, 10],
  [60, 300],
  [61, 0.0001],
  [90, 55],
];

describe("performance chart", () => {
  const daily = new Float64Array(101);
  for (const [day, tss] of STRESS) daily[day] = (daily[day] ?? 0) + tss;
  const chart = performanceChart(daily);

  it.each([
    [0, 2.35283, 13.31221, 0],
    [1, 3.47389, 18.19617, -10.95938],
    [3, 5.19461, 24.32379, -12.38171],
    [6, 9.00517, 37.68086, -26.47698],
    [10, 13.68793, 49.05226, -23.14677],
    [20, 17.106, 42.5985, -5.72801],
    [41, 17.38084, 22.42462, 6.17305],
    [60, 18.26792, 41.52405, 9.64833],
    [61, 17.83811, 35.9963, -23.25613],
    [90, 10.23697, 7.89324, 8.4991],
    [100, 8.06804, 1.89162, 6.08033],
  ])("agrees with GoldenCheetah on day %d", (day, fitness, fatigue, form) => {
    expect(chart[day]?.fitness).toBeCloseTo(fitness, 4);
    expect(chart[day]?.fatigue).toBeCloseTo(fatigue, 4);
    expect(chart[day]?.form).toBeCloseTo(form, 4);
  });

  it("can start from a known fitness", () => {
    const [day] = performanceChart([0], { fitness: 50, fatigue: 70 });
    expect(day).toMatchObject({ form: -20 });
    expect(day?.fitness).toBeCloseTo(50 * Math.exp(-1 / 42), 9);
  });
});
