import { describe, expect, it } from "vitest";
import { standoutText } from "./digest-words";
import type { Standout } from "./digests";

const FORMAT = { units: "km", locale: "en-GB" } as const;
const made: Standout = { area: "planning", name: "tasksMade", unit: "count", kind: "more", value: 7, mean: 3.4, weeks: 12 };
const says = (change: Partial<Standout>) => standoutText({ ...made, ...change }, FORMAT);

describe("what stood out", () => {
  it("counts in nouns", () => {
    expect(says({})).toBe("Planning: 7 tasks made, far more than usual. The mean of the 12 weeks before is 3.4.");
    const early = "Planning: 7 tasks made, far more than usual by Tuesday. The mean of the 12 weeks before is 3.4 by then.";
    expect(standoutText(made, FORMAT, "Tuesday")).toBe(early);
    const session = { area: "strength", name: "sessions", kind: "less", value: 1, mean: 2 } as const;
    expect(says(session)).toBe("Strength: 1 session, far fewer than usual. The mean of the 12 weeks before is 2.");
    const none = { area: "rides", name: "activities", kind: "least", value: 0, mean: 2.3 } as const;
    expect(says(none)).toBe("Rides and more: 0 activities, the fewest in 13 weeks. The mean of the 12 weeks before is 2.3.");
  });

  it("measures in units, and calls a mood high or low", () => {
    const run = { area: "runs", name: "distance", unit: "m", kind: "most", value: 53_500, mean: 40_000 } as const;
    expect(says(run)).toBe("Runs: distance 53.5 km, the most in 13 weeks. The mean of the 12 weeks before is 40.0 km.");
    const mood = { area: "mood", name: "mood", unit: "mood", kind: "least", value: 2.1, mean: 3.4, weeks: 8 } as const;
    expect(says(mood)).toBe("Mood: 2.1 of 5, the lowest in 9 weeks. The mean of the 8 weeks before is 3.4 of 5.");
  });
});
