import { describe, expect, it } from "vitest";
import { differenceText, placeOf, thingText, valueText } from "./words";

const KM = { units: "km", locale: "en-GB" } as const;
const MI = { units: "mi", locale: "en-GB" } as const;
const run = { id: "1", name: "Run far", metric: "run_distance", status: "active", target: 1_000_000, progress: 612_345 };

describe("a snapshot in words", () => {
  it("says a goal in the unit of what it counts", () => {
    expect(thingText(run, KM)).toBe("status active, target 1,000 km, progress 612.3 km");
    expect(valueText("target", 160_934.4, MI, run)).toBe("100 mi");
    expect(valueText("progress", 5400, KM, { ...run, metric: "coding_seconds" })).toBe("1.5 h");
    expect(valueText("target", 12, KM, { ...run, metric: "manual" })).toBe("12");
  });

  it("leaves out what says nothing", () => {
    expect(thingText({ id: "2", name: "Water", status: "todo", dueDate: null, priority: 0 }, KM)).toBe("status to do");
    expect(thingText({ id: "3", name: "Red", distance: 5000, retired: false }, KM)).toBe("distance 5.0 km");
  });

  it("says by how much a number rose or fell", () => {
    expect(differenceText("distance", -1500, KM)).toBe("−1.5 km");
    expect(differenceText("open", 3, KM)).toBe("+3");
    expect(differenceText("mood", null, KM)).toBeNull();
  });

  it("leads to the thing as it is today", () => {
    expect(placeOf("shoes", { id: "a/b" })).toBe("/shoes/a%2Fb");
    expect(placeOf("moons", { id: "1" })).toBeUndefined();
  });
});
