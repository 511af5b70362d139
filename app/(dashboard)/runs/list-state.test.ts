import { describe, expect, it } from "vitest";
import { runFilterChips } from "./filter-form";
import { readRunsState } from "./list-state";

describe("the address of the Runs page", () => {
  it("asks for distances in the person's unit and searches in metres", () => {
    expect(readRunsState({ minKm: "10", maxKm: "21,1" }, "km").filter).toMatchObject({
      minDistance: 10_000,
      maxDistance: 21_100,
    });
    expect(readRunsState({ minMi: "10" }, "mi").filter.minDistance).toBeCloseTo(16_093.44);
  });

  it("means the same runs to somebody who counts in the other unit, and carries one spelling on", () => {
    const { filter, url } = readRunsState({ minKm: "10", type: "Outdoor Run" }, "mi");
    expect(filter.minDistance).toBe(10_000);
    expect(new URLSearchParams(url.query).get("minKm")).toBeNull();
    expect(Number(new URLSearchParams(url.query).get("minMi"))).toBeCloseTo(6.214, 3);
  });

  it("leaves out what makes no sense, so that an old link still shows the page", () => {
    const state = readRunsState({ from: "soon", sort: "colour", by: "decade", view: "3d", columns: "colour", limit: "50" }, "km");
    expect(state.filter.from).toBeUndefined();
    expect(state).toMatchObject({ by: "week", view: "distance", sort: { key: "startAt", order: "desc" } });
    expect(state.columns).toContain("distance");
  });

  it("says in words what is filtered by, and how to take it away", () => {
    const { filter } = readRunsState({ from: "2026-11-02", to: "2026-11-08", shoe: "red_fox", minKm: "5" }, "km");
    const chips = runFilterChips(filter, new Map([["red_fox", "Red Fox"]]), { units: "km", locale: "en-GB" });
    expect(chips.map((chip) => chip.names)).toEqual([["from", "to"], ["shoe"], ["minKm"]]);
    expect(chips.map((chip) => chip.label)).toEqual([expect.stringMatching(/2.*8 Nov 2026/), "Red Fox", "At least 5.0 km"]);
  });
});
