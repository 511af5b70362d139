import { describe, expect, it } from "vitest";
import { runConflict } from "./conflict";
import type { RunTexts } from "./run-form";

const shown: RunTexts = {
  name: "Run",
  notes: "",
  type: "Outdoor Run",
  startAt: "2026-11-02T06:42:10",
  distance: "10.00",
  duration: "50:00",
  averageHeartRate: "150",
  shoeId: "",
};

describe("a conflict", () => {
  it("shows both values where both changed, and tells what else changed", () => {
    const failure = runConflict({ ...shown, distance: "10.10" }, shown, { ...shown, distance: "10.20", name: "Long run" }, {});
    expect(failure.kind).toBe("conflict");
    expect(failure.extra.fields).toHaveLength(1);
    expect(failure.extra.fields?.[0]?.path).toBe("distance");
    expect(failure.extra.fields?.[0]?.message).toMatch(/10\.20.*10\.00/);
    expect(failure.message).toContain("Name is now “Long run”");
  });

  it("asks nothing where both wrote the same", () => {
    const both = { ...shown, distance: "10.20" };
    expect(runConflict(both, shown, both, {}).extra.fields).toEqual([]);
  });
});
