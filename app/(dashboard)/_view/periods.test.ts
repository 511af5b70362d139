import { describe, expect, it } from "vitest";
import { addPeriods, periodEnd, periodStart, periodsBetween, periodText, periodTicks, yearBefore } from "./periods";

describe("periods", () => {
  it("keeps the days around New Year in their ISO week", () => {
    expect(periodStart("2027-01-01", "week")).toBe("2026-12-28");
    expect(periodEnd("2026-12-28", "week")).toBe("2027-01-03");
  });

  it("walks months over the year's end and February", () => {
    expect(addPeriods("2026-11-01", "month", 3)).toBe("2027-02-01");
    expect(addPeriods("2026-01-01", "month", -1)).toBe("2025-12-01");
    expect(periodEnd("2028-02-01", "month")).toBe("2028-02-29");
  });

  it("lists every period between two days, empty ones too", () => {
    expect(periodsBetween("2026-10-15", "2027-01-02", "month")).toEqual(["2026-10-01", "2026-11-01", "2026-12-01", "2027-01-01"]);
    expect(periodsBetween("2026-11-01", "2026-11-02", "week")).toEqual(["2026-10-26", "2026-11-02"]);
    expect(periodsBetween("2024-05-05", "2026-01-01", "year")).toEqual(["2024-01-01", "2025-01-01", "2026-01-01"]);
  });

  it("compares with the same weekday a year before", () => {
    expect(yearBefore("2026-11-02", "week")).toBe("2025-11-03");
    expect(yearBefore("2026-11-01", "month")).toBe("2025-11-01");
    expect(yearBefore("2026-01-01", "year")).toBe("2025-01-01");
  });

  it("names periods in English words and the person's own order", () => {
    expect(periodText("2026-11-02", "week", "en-GB")).toBe("Week of 2 Nov 2026");
    expect(periodText("2026-11-02", "week", "en-US")).toBe("Week of Nov 2, 2026");
    expect(periodText("2026-03-01", "month", "de-DE")).toBe("March 2026");
  });

  it("marks where a month or year begins and keeps the axis readable", () => {
    const ticks = periodTicks(periodsBetween("2025-11-24", "2026-11-22", "week"), "week", "en-GB");
    expect(ticks).toHaveLength(52);
    expect(ticks.filter(Boolean).slice(0, 2)).toEqual(["Dec", "2026"]);
    expect(periodTicks(periodsBetween("1990-01-01", "2026-01-01", "year"), "year", "en-GB").filter(Boolean).length).toBeLessThan(
      16,
    );
  });

  it("leaves out the name of a first year that would stand in the next one's", () => {
    const from = (first: string) => periodTicks(periodsBetween(first, "2026-11-21", "month"), "month", "en-GB").filter(Boolean);
    expect(from("2016-11-23")[0]).toBe("2017");
    expect(from("2016-02-01").slice(0, 2)).toEqual(["2016", "2017"]);
  });
});
