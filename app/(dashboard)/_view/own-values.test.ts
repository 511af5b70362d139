import { describe, expect, it } from "vitest";
import { saidOtherwise } from "./own-values";

const words = { units: "km", locale: "en-GB", timeZone: "UTC", shoes: new Map<string, string>() } as const;
const run = { editedFields: ["distance", "notes", "type"], provider: { distance: 10_100, notes: null } };

describe("what the source says beside what a person set", () => {
  it("is told where the two read differently", () => {
    expect(saidOtherwise(run, "distance", 10_500, words)).toBe("10.10 km");
    expect(saidOtherwise(run, "notes", "windy", words)).toBe("nothing");
  });

  it("is not told where both say the same, be it after a restore or after rounding", () => {
    expect(saidOtherwise(run, "distance", 10_100, words)).toBeNull();
    expect(saidOtherwise(run, "distance", 10_101.4, words)).toBeNull();
    expect(saidOtherwise(run, "notes", null, words)).toBeNull();
  });

  it("is not told of fields that nobody set or that have no source", () => {
    expect(saidOtherwise(run, "type", "Treadmill Run", words)).toBeNull();
    expect(saidOtherwise({ ...run, editedFields: [] }, "distance", 1, words)).toBeNull();
  });
});
