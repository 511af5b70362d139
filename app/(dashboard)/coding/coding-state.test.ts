import { describe, expect, it } from "vitest";
import { readCodingState, spansFor } from "./coding-state";
import { customDays, daysBefore, daysOfRange } from "./ranges";

const TODAY = "2026-11-21";
const read = (query: string) => readCodingState(Object.fromEntries(new URLSearchParams(query)), TODAY);

describe("ranges of the coding page", () => {
  it("end today and hold as many days as they say", () => {
    expect(daysOfRange("today", TODAY)).toEqual({ from: TODAY, to: TODAY });
    expect(daysOfRange("7d", TODAY)).toEqual({ from: "2026-11-15", to: TODAY });
    expect(daysOfRange("30d", TODAY)).toEqual({ from: "2026-10-23", to: TODAY });
    expect(daysOfRange("12m", TODAY)).toEqual({ from: "2025-11-22", to: TODAY });
    expect(daysOfRange("12m", "2028-02-29").from).toBe("2027-03-01");
  });

  it("are compared with as many days right before", () => {
    expect(daysBefore({ from: "2026-11-15", to: TODAY })).toEqual({ from: "2026-11-08", to: "2026-11-14" });
    expect(daysBefore({ from: TODAY, to: TODAY })).toEqual({ from: "2026-11-20", to: "2026-11-20" });
  });

  it("of one's own are put in order and end today at the latest", () => {
    expect(customDays("2026-11-05", "2026-11-01", TODAY)).toEqual({ from: "2026-11-01", to: "2026-11-05" });
    expect(customDays("2026-11-05", "2027-01-01", TODAY)).toEqual({ from: "2026-11-05", to: TODAY });
    expect(customDays("2026-12-05", "", TODAY)).toEqual({ from: TODAY, to: TODAY });
    expect(customDays(undefined, "2020-02-30", TODAY)).toBeUndefined();
  });
});

describe("the address of the coding page", () => {
  it("says 30 days by project, day by day, where it says nothing or nonsense", () => {
    for (const query of ["", "range=century&view=mood&by=hour&year=1066&work=nobody"])
      expect(read(query)).toMatchObject({
        range: "30d",
        from: "2026-10-23",
        view: "project",
        by: "day",
        filter: {},
        year: undefined,
      });
  });

  it("lets days of one's own win over a range, and keeps both in the links", () => {
    const state = read("range=7d&from=2026-01-01&to=2026-06-30&view=language");
    expect(state).toMatchObject({ range: undefined, from: "2026-01-01", to: "2026-06-30", by: "week", view: "language" });
    expect(state.url.query).toContain("view=language");
  });

  it("knows the words of WakaTime and Wakapi", () => {
    const days = (query: string) => {
      const { range, from, to, daysFrom } = read(query);
      return [range, from, to, daysFrom.includes("range")];
    };
    for (const [ours, ...theirs] of [
      ["7d", "last_7_days", "7_days", "Last%207%20Days"],
      ["30d", "last_30_days"],
      ["12m", "last_year", "12_months"],
      ["all", "all_time", "any"],
    ])
      for (const word of theirs) expect(days(`range=${word}`)).toEqual(days(`range=${ours}`));
    expect(days("range=2025")).toEqual([undefined, "2025-01-01", "2025-12-31", true]);
    expect(days("range=2026")).toEqual([undefined, "2026-01-01", TODAY, true]);
    expect(days("range=2025-02")).toEqual([undefined, "2025-02-01", "2025-02-28", true]);
    expect(days("range=last_month&view=language")).toEqual([undefined, "2026-10-01", "2026-10-31", true]);
    expect(days("range=2025&from=2026-01-01")).toEqual([undefined, "2026-01-01", TODAY, true]);
    for (const word of ["2027", "2026-12", "2025-13", "eternity"]) expect(days(`range=${word}`)).toEqual(days("range=30d"));
  });

  it("filters by names of any kind, the empty one too", () => {
    expect(read("project=~&language=C%2B%2B&os=Mac&work=agent").filter).toEqual({
      ...{ project: "", language: "C++", operatingSystem: "Mac", agent: "agent" },
    });
    expect(read("project=~~&editor=").filter).toEqual({ project: "~" });
    expect(read("project=a%00b").filter).toEqual({});
  });

  it("offers lengths of bars that can be told apart", () => {
    expect(read("range=12m").by).toBe("week");
    expect(read("range=all").by).toBe("auto");
    expect(read("range=all&by=day").by).toBe("auto");
    expect(read("to=2026-01-31&by=year").by).toBe("year");
    expect(spansFor({ from: "2026-11-15", to: TODAY })).toEqual(["day"]);
    expect(spansFor({ from: "2026-01-01", to: TODAY })).toEqual(["week", "month"]);
    expect(spansFor({ from: "1990-01-01", to: TODAY })).toEqual(["year"]);
    expect(read("from=2026-01-01&by=day").by).toBe("week");
  });
});
