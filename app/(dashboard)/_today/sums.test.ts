import { describe, expect, it } from "vitest";
import { todaySums, weeklyMetres } from "./sums";

const day = (date: string, distanceM: number) => ({ date, runs: 1, distanceM, durationS: distanceM / 3 });

describe("the sums of Today", () => {
  const days = [
    day("2025-12-31", 50_000),
    day("2026-10-31", 7_000),
    day("2026-11-09", 10_000),
    day("2026-11-11", 5_000),
    day("2026-11-13", 21_000),
    day("2026-11-16", 8_000),
    day("2026-11-18", 6_000),
  ];
  const sums = todaySums(days, "2026-11-18");

  it("compares a Wednesday with last week up to its Wednesday, not with the whole of it", () => {
    expect(sums.week).toMatchObject({ distanceM: 14_000, runs: 2, from: "2026-11-16", to: "2026-11-18" });
    expect(sums.weekBefore).toMatchObject({ distanceM: 15_000, from: "2026-11-09", to: "2026-11-11" });
  });

  it("begins month and year on their first days", () => {
    expect(sums.month.distanceM).toBe(50_000);
    expect(sums.year.distanceM).toBe(57_000);
  });

  it("puts every day in its week, also over the change of clocks", () => {
    expect(weeklyMetres(days, "2026-11-18", 4)).toEqual([7_000, 0, 36_000, 14_000]);
  });
});
