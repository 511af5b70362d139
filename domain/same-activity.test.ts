import { describe, expect, it } from "vitest";
import { closestMatch, type MatchFacts, matchActivities, sportFamily } from "./same-activity";

const MIDDAY = Date.UTC(2026, 4, 1, 8);
const facts = (over: Partial<MatchFacts> = {}): MatchFacts => ({
  sportFamily: "running",
  startAt: MIDDAY,
  startPrecision: "second",
  localDate: "2026-05-01",
  elapsedS: 3600,
  timerS: 3500,
  distanceM: 10_000,
  averageHeartRate: null,
  ...over,
});
const day = (over: Partial<MatchFacts> = {}) =>
  facts({ startPrecision: "day", startAt: MIDDAY + 4 * 3_600_000, timerS: null, ...over });

/** Every rule must hold whichever of the two came first. */
function match(a: MatchFacts, b: MatchFacts) {
  expect(matchActivities(b, a)).toBe(matchActivities(a, b));
  return matchActivities(a, b);
}

describe("the same activity from two sources", () => {
  it.each<[string, Partial<MatchFacts>, string]>([
    ["an export with the same start", {}, "same"],
    ["a second device started two minutes later", { startAt: MIDDAY + 120_000, distanceM: 9900 }, "same"],
    ["a source that does not name the sport", { sportFamily: null }, "same"],
    ["a source without distance", { distanceM: null }, "same"],
    ["another sport at the same time", { sportFamily: "cycling" }, "different"],
    ["a distance 12 % longer", { distanceM: 11_500 }, "different"],
    ["an overlap of half", { startAt: MIDDAY + 1_850_000 }, "different"],
    ["back to back, equal distance", { startAt: MIDDAY + 3_660_000 }, "different"],
    ["the way home, equal distance", { startAt: MIDDAY + 9 * 3_600_000 + 400_000 }, "different"],
    ["the same wall clock in another zone", { startAt: MIDDAY + 2 * 3_600_000 + 37_000 }, "different"],
    ["a clock that is off by two hours, all else equal", { startAt: MIDDAY + 2 * 3_600_000 }, "ask"],
    ["a clock that is off by two hours, 3 % longer", { startAt: MIDDAY + 2 * 3_600_000, distanceM: 10_300 }, "different"],
  ])("%s", (_, over, expected) => {
    expect(match(facts(), facts(over))).toBe(expected);
  });

  it("does not silently make one of two people who run together", () => {
    expect(match(facts({ averageHeartRate: 141 }), facts({ averageHeartRate: 158 }))).toBe("ask");
    expect(match(facts({ averageHeartRate: 141 }), facts({ averageHeartRate: 143 }))).toBe("same");
  });

  it("asks when a short activity without distance lies inside a long one", () => {
    expect(match(facts({ distanceM: null }), facts({ distanceM: null, elapsedS: 600 }))).toBe("ask");
  });

  it("treats walks and hikes as one family", () => {
    expect(sportFamily("hiking")).toBe(sportFamily("walking"));
    expect(sportFamily("other")).toBeNull();
  });
});

describe("a source that knows only the day", () => {
  it.each<[string, Partial<MatchFacts>, string]>([
    ["same day, time and distance within 2 %", { elapsedS: 3540, distanceM: 10_150 }, "same"],
    ["the duration is the other's timer time", { elapsedS: 3500 }, "same"],
    ["another day", { localDate: "2026-05-02" }, "different"],
    ["a duration 4 % longer", { elapsedS: 3750 }, "different"],
    ["a distance 3 % longer", { distanceM: 10_320 }, "different"],
    ["no distance", { distanceM: null }, "ask"],
    ["another sport", { sportFamily: "cycling" }, "different"],
  ])("%s", (_, over, expected) => {
    expect(match(facts(), day(over))).toBe(expected);
  });

  it("is matched with the closer of two runs of that day", () => {
    const out = facts({ elapsedS: 3600, distanceM: 10_050 });
    const home = facts({ startAt: MIDDAY + 30_000_000, elapsedS: 3590, timerS: null, distanceM: 10_000 });
    expect(closestMatch(day({ elapsedS: 3590 }), [out, home])).toEqual({ match: "same", with: home });
    expect(closestMatch(day({ localDate: "2026-06-01" }), [out, home])).toBeNull();
  });
});
