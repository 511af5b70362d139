import { describe, expect, it } from "vitest";
import { barStarts, coloursOf, daysChart } from "./days-chart";

const HOUR = 3600e6;
const state = { url: { path: "/coding", query: "range=12m&language=Go" }, view: "project" as const };

describe("the chart of days", () => {
  const days = { from: "2026-11-18", to: "2026-11-20" };
  const parts = [
    { start: "2026-11-18", name: "otter", us: 2 * HOUR },
    { start: "2026-11-20", name: "otter", us: HOUR },
    { start: "2026-11-20", name: "", us: HOUR },
  ];

  it("has a bar for every day, says what no source tells apart, and leads to the days with time", () => {
    const totals = new Map([
      ["2026-11-18", 3 * HOUR],
      ["2026-11-20", 2 * HOUR],
    ]);
    const data = daysChart({ state, by: "day", days, parts, totals, locale: "en-GB" });
    expect(data.series).toEqual([
      { label: "otter", values: [7200, 0, 3600] },
      { label: "No project", values: [0, 0, 3600] },
      { label: "Not told", values: [3600, 0, 0] },
    ]);
    expect(data.hrefs).toEqual(["/coding/days/2026-11-18", null, "/coding/days/2026-11-20"]);
  });

  it("adds up what comes after the five names with the most time", () => {
    const many = ["a", "b", "c", "d", "e", "f", "g"].map((name, index) => ({
      start: "2026-11-18",
      name,
      us: (9 - index) * HOUR,
    }));
    const totals = new Map([["2026-11-18", many.reduce((sum, { us }) => sum + us, 0)]]);
    const { series } = daysChart({ state, by: "day", days, parts: many, totals, locale: "en-GB" });
    expect(series.map(({ label, values }) => [label, values[0]])).toEqual([
      ["a", 9 * 3600],
      ["b", 8 * 3600],
      ["c", 7 * 3600],
      ["d", 6 * 3600],
      ["e", 5 * 3600],
      ["Other", 7 * 3600],
    ]);
    expect([...coloursOf(many).values()]).toEqual([1, 2, 3, 4, 5, 6, 6]);
  });

  it("tells a project that is called Other from all the others", () => {
    const more = ["a", "b", "c"].map((name) => ({ start: "2026-11-18", name, us: HOUR / 2 }));
    const named = [...parts, { start: "2026-11-18", name: "Other", us: HOUR }, ...more];
    const totals = new Map([["2026-11-18", 5 * HOUR]]);
    const { series } = daysChart({ state, by: "day", days, parts: named, totals, locale: "en-GB" });
    expect(series.map(({ label, values }) => [label, values[0]])).toEqual([
      ...[
        ["otter", 7200],
        ["No project", 0],
        ["Other", 3600],
        ["a", 1800],
        ["b", 1800],
      ],
      // The third of the small ones, and half an hour that no source tells apart.
      ["Other (more)", 3600],
    ]);
  });

  it("goes by ISO weeks and months, whose bars lead to their days and stay within the range", () => {
    expect(barStarts({ from: "2026-11-18", to: "2026-12-01" }, "week")).toEqual(["2026-11-16", "2026-11-23", "2026-11-30"]);
    const totals = new Map([["2026-11-16", HOUR]]);
    const week = [{ start: "2026-11-16", name: "otter", us: HOUR }];
    const data = daysChart({
      state,
      by: "week",
      days: { from: "2026-11-18", to: "2026-12-01" },
      parts: week,
      totals,
      locale: "en-GB",
    });
    expect(data.hrefs).toEqual(["/coding?language=Go&from=2026-11-18&to=2026-11-22", null, null]);
  });
});
