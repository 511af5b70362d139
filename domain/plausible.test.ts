import { describe, expect, it } from "vitest";
import type { Sport } from "./activity";
import { implausible } from "./plausible";

const claim = (sport: Sport, distanceM: number | null, timerS: number, more = {}) =>
  implausible({ sport, indoor: false, distanceM, timerS, effort: false, ...more });

describe("what cannot be true", () => {
  it("is said with distance, time and sport", () => {
    expect(claim("running", 390_321, 10)).toBe("390 km in 10 s cannot be a run");
    expect(claim("cycling", 60_000, 1800)).toBe("60.00 km in 30:00 cannot be a ride");
    expect(claim("other", 390_321, 10)).toBe("390 km in 10 s cannot be right");
    expect(claim("running", 1899, 49_018)).toBe("1.90 km in 13:36:58 cannot be a run");
    expect(claim("running", null, 24)).toBe("A run with no distance in 24 s cannot be right");
  });

  it.each<[string, Sport, number | null, number, object?]>([
    ["the fastest 100 m", "running", 100, 9.58],
    ["the hour of a streamliner", "cycling", 92_400, 3600],
    ["a virtual ride down a virtual mountain", "cycling", 20_000, 500, { indoor: true }],
    ["a run down a ski slope", "skiing", 3000, 60],
    ["a flight", "other", 9_000_000, 36_000],
    ["an indoor ride without a speed sensor", "cycling", null, 2264, { indoor: true }],
    ["a run whose watch saw no satellite but a heart", "running", 120, 1800, { effort: true }],
    ["a mountain walk with long stops", "hiking", 2000, 36_000],
    ["yoga", "yoga", null, 1200],
    ["a swim of which only the heart rate is known", "swimming", null, 7553, { effort: true }],
  ])("is not %s", (_, sport, distanceM, timerS, more) => {
    expect(claim(sport, distanceM, timerS, more)).toBeNull();
  });

  it("is a machine that was started and stopped at once, whatever the heart did", () => {
    expect(claim("running", null, 24, { effort: true })).toMatch(/no distance/);
    expect(claim("running", null, 24, { indoor: true })).toMatch(/no distance/);
    expect(claim("running", null, 1800)).toMatch(/no distance/);
  });
});
