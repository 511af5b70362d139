import { describe, expect, it } from "vitest";
import { type DaySum, type MetricKey, makeDigest } from "./digests";
import { addDays } from "./time-zones";

const MONDAY = "2026-11-16";
const NOTHING = new Map<MetricKey, number>();
const week = (back: number, key: DaySum["key"], value: number, day = 0): DaySum => ({
  key,
  value,
  date: addDays(MONDAY, day - 7 * back),
});

describe("a digest", () => {
  it("sums the week by day and holds it against the one before and the mean of the four before it", () => {
    const sums = [
      week(0, "runs.distance", 10_000, 1),
      week(0, "runs.distance", 5_000, 6),
      week(1, "runs.distance", 8_000),
      week(2, "runs.distance", 4_000),
      week(4, "runs.distance", 20_000),
      week(5, "runs.distance", 999_000),
      week(0, "runs.runs", 1, 1),
      week(0, "runs.runs", 1, 6),
    ];
    const { areas, from, to } = makeDigest(MONDAY, sums, new Map([["runs.distance", 21_000]]));
    expect([from, to]).toEqual([MONDAY, "2026-11-22"]);
    expect(areas.runs).toMatchObject({ thisWeek: 15_000, lastWeek: 8_000, fourWeekMean: 8_000, planned: 21_000, unit: "m" });
    expect(areas.runs.days).toEqual([0, 10_000, 0, 0, 0, 0, 5_000]);
    expect(areas.runs.more[0]).toEqual({ name: "runs", unit: "count", thisWeek: 2, lastWeek: 0, fourWeekMean: 0 });
    expect(areas.rides).toMatchObject({ thisWeek: 0, lastWeek: 0, fourWeekMean: 0 });
  });

  it("takes the mean of moods over the reflections that tell one, and none where there are none", () => {
    const sums = [
      week(0, "mood.mood", 4, 0),
      week(0, "mood.mood", 1, 3),
      week(0, "mood.told", 1, 0),
      week(0, "mood.told", 1, 3),
      week(2, "mood.mood", 9),
      week(2, "mood.told", 3),
      week(3, "mood.mood", 1),
      week(3, "mood.told", 1),
    ];
    const { mood } = makeDigest(MONDAY, sums, NOTHING).areas;
    expect(mood).toMatchObject({ thisWeek: 2.5, lastWeek: null, fourWeekMean: 2.5 });
    expect(mood.days).toEqual([4, null, null, 1, null, null, null]);
  });

  it("says what stood out from at least four weeks, and nothing where nothing did", () => {
    const usual = [1, 2, 3, 4, 5].map((back) => week(back, "coding.time", 70_000 + 1_000 * (back % 2)));
    expect(makeDigest(MONDAY, [...usual, week(0, "coding.time", 71_000)], NOTHING).standout).toBeNull();
    expect(makeDigest(MONDAY, [...usual, week(0, "coding.time", 140_000)], NOTHING).standout).toEqual({
      area: "coding",
      name: "time",
      unit: "s",
      kind: "most",
      value: 140_000,
      mean: 70_600,
      weeks: 5,
    });
    // Weeks before the first are no weeks without; a week without anything after them is.
    expect(makeDigest(MONDAY, usual, NOTHING).standout).toMatchObject({ kind: "least", value: 0, weeks: 5 });
    expect(makeDigest(MONDAY, [...usual.slice(0, 3), week(0, "coding.time", 140_000)], NOTHING).standout).toBeNull();
  });

  it("holds a week that is not over against the same days of the weeks before, and calls nothing of it little", () => {
    // Until Wednesday 20 km in each week, 40 km by its Sunday, with a little more or less.
    const usual = [1, 2, 3, 4, 5, 6].flatMap((back) => [
      week(back, "runs.distance", 20_000 + 1_000 * (back % 2), 1),
      week(back, "runs.distance", 20_000, 5),
    ]);
    const until = (metres: number) =>
      makeDigest(MONDAY, [...usual, week(0, "runs.distance", metres, 2)], NOTHING, { daysBefore: 3 });
    const slow = until(5_000);
    expect(slow).toMatchObject({ soFar: true, standout: null });
    expect(slow.areas.runs).toMatchObject({ thisWeek: 5_000, lastWeek: 21_000, fourWeekMean: 20_500 });
    expect(until(30_000).standout).toMatchObject({ area: "runs", kind: "most", value: 30_000, mean: 20_500 });
    expect(makeDigest(MONDAY, usual, NOTHING, { daysBefore: 7 }).areas.runs).toMatchObject({ thisWeek: 0, lastWeek: 41_000 });
    expect(makeDigest(MONDAY, usual, NOTHING)).not.toHaveProperty("soFar");
  });

  it("chooses what differs most for its own weeks, not what has the largest number", () => {
    const sums = [1, 2, 3, 4, 5, 6].flatMap((back) => [
      week(back, "coding.time", 70_000 + 9_000 * (back % 2)),
      week(back, "strength.sessions", 2 + (back % 2)),
    ]);
    const digest = makeDigest(MONDAY, [...sums, week(0, "coding.time", 85_000), week(0, "strength.sessions", 6)], NOTHING);
    expect(digest.standout).toMatchObject({ area: "strength", name: "sessions", value: 6, mean: 2.5 });
  });
});
