import { describe, expect, it } from "vitest";
import { eddington, runningStreaks } from "./streaks";
import { personalBests } from "./testing-personal-bests";
import { localDate } from "./time-zones";

const run = (date: string, km: number) => ({ date, distanceM: km * 1000 });

describe("running streak", () => {
  const days = [
    run("2026-03-27", 2),
    run("2026-03-28", 1),
    run("2026-03-28", 0.7),
    run("2026-03-29", 1.6),
    run("2026-03-30", 1.61),
    run("2026-03-31", 3),
  ];

  it("adds up a day, and breaks on 1.6 km", () => {
    expect(runningStreaks(days, "2026-03-31")).toEqual({
      longest: { days: 2, from: "2026-03-27", to: "2026-03-28" },
      current: { days: 2, from: "2026-03-30", to: "2026-03-31" },
    });
  });

  it("lasts until today is over", () => {
    expect(runningStreaks(days, "2026-04-01").current?.days).toBe(2);
    expect(runningStreaks(days, "2026-04-02").current).toBeNull();
  });

  it("keeps each run on the day of its own clock, and asks only whether the person's own day after it is over", () => {
    // An evening in Lisbon that was already 1 April in Berlin.
    const evening = localDate(new Date("2026-03-31T22:30:00Z"), "Europe/Lisbon");
    const days = [run("2026-03-30", 5), run(evening, 5)];
    const now = new Date("2026-04-01T23:30:00Z");
    expect(runningStreaks(days, localDate(now, "America/New_York")).current).toEqual({
      days: 2,
      from: "2026-03-30",
      to: evening,
    });
    expect(runningStreaks(days, localDate(now, "Europe/Berlin")).current).toBeNull();
  });

  it("goes on with a run that is dated tomorrow, where the runner's clock is ahead of the person's settings", () => {
    const days = [run("2026-03-30", 5), run("2026-03-31", 5), run("2026-04-01", 5)];
    expect(runningStreaks(days, "2026-03-31").current).toEqual({ days: 3, from: "2026-03-30", to: "2026-04-01" });
  });

  it("counts calendar days across a change of clocks and a year, in any order", () => {
    expect(runningStreaks([run("2026-03-30", 5), run("2026-03-28", 5), run("2026-03-29", 5)], "2026-03-30").longest?.days).toBe(
      3,
    );
    expect(runningStreaks([run("2027-01-01", 5), run("2026-12-31", 5)], "2027-01-01").current?.days).toBe(2);
    expect(runningStreaks([], "2026-01-01")).toEqual({ current: null, longest: null });
  });
});

describe("Eddington number", () => {
  const days = (count: number, distance: number) => Array.from({ length: count }, () => distance);
  it.each([
    ["10 to 100 by tens", [10, 20, 30, 40, 50, 60, 70, 80, 90, 100], 10],
    ["1 to 10", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5],
    ["four fives", days(4, 5), 4],
    ["six fives", days(6, 5), 5],
    ["nothing", [], 0],
    ["74.75 is not 75", [...days(75, 74.75), ...days(74, 80)], 74],
    ["forty times 60 km", days(40, 60), 40],
    ["the same in miles", days(40, 60 / 1.609344), 37],
    ["one day short of a unit", [0.9], 0],
  ])("of %s", (_, distances, number) => {
    expect(eddington(distances).number).toBe(number);
  });

  it("says how many days the next one takes", () => {
    expect(eddington(days(6, 5)).daysForNext).toBe(6);
    expect(eddington([10, 20, 30, 40, 50, 60, 70, 80, 90, 100]).daysForNext).toBe(2);
    expect(eddington([]).daysForNext).toBe(1);
  });
});

describe("personal bests", () => {
  const effort = (date: string, elapsedS: number, activityId = date) => ({ distanceM: 5000, date, elapsedS, activityId });

  it("are the efforts that beat all before them, whatever the order of the rows", () => {
    const rows = [effort("2026-03-01", 1190), effort("2025-01-01", 1300), effort("2025-06-01", 1310), effort("2026-01-01", 1200)];
    const history = personalBests(rows).get(5000);
    expect(history?.map((best) => [best.date, best.improvementS])).toEqual([
      ["2025-01-01", null],
      ["2026-01-01", 100],
      ["2026-03-01", 10],
    ]);
    expect(personalBests([...rows].reverse()).get(5000)).toEqual(history);
  });

  it("are not broken by a tie, and take the faster of two on one day", () => {
    const rows = [effort("2026-01-01", 1200, "b"), effort("2026-01-01", 1199, "c"), effort("2026-02-01", 1199)];
    expect(
      personalBests(rows)
        .get(5000)
        ?.map((best) => best.activityId),
    ).toEqual(["c"]);
  });
});
