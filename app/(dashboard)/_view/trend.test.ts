import { describe, expect, it } from "vitest";
import { chartWindow, readWindow } from "./chart-window";
import { type TrendKind, trendOf } from "./trend";

type Bucket = { start: string; metres: number };
const kind = (drawn: "bars" | "lines"): TrendKind<Bucket> => ({
  title: "Distance",
  kind: drawn,
  how: "",
  unit: () => "km",
  decimals: 1,
  style: "number",
  value: (bucket) => bucket.metres / 1000,
});
const format = { units: "km", locale: "en-GB" } as const;
const url = { path: "/runs", query: "type=Outdoor+Run&page=3" };

describe("the window of a chart", () => {
  it("is the last 52 weeks with the year before to compare", () => {
    const window = chartWindow({}, "week", "2026-11-21");
    expect(window.starts).toHaveLength(52);
    expect(window.starts.at(-1)).toBe("2026-11-16");
    expect(window.since).toBe("2024-11-25");
  });

  it("follows the days of the filter, and never runs past today", () => {
    const window = chartWindow({ from: "2026-09-15", to: "2027-01-01" }, "month", "2026-11-21");
    expect(window.starts).toEqual(["2026-09-01", "2026-10-01", "2026-11-01"]);
    expect(window.compare).toBe(false);
  });
});

describe("the window of an archive that ended", () => {
  const rows = ["2018-05-07", "2019-03-11"];
  const read = async (since: string | undefined) => ({
    buckets: rows.filter((start) => since === undefined || start >= since).map((start) => ({ start, metres: 5000 })),
  });
  const newest = async () => "2019-03-17";

  it("ends with the last row, and says that nothing came after it", async () => {
    const { window, buckets } = await readWindow({}, "week", "2026-11-21", read, newest);
    expect(window.starts).toHaveLength(52);
    expect(window.starts.at(-1)).toBe("2019-03-11");
    const { range, data } = trendOf(kind("bars"), buckets, window, url, format);
    expect(range).toMatch(/^19 Mar 2018\s–\s17 Mar 2019, nothing since$/);
    expect(data.series[0]?.values.at(-1)).toBe(5);
  });

  it("reaches to today as long as any of its periods holds something", async () => {
    const { window } = await readWindow({}, "week", "2020-03-01", read, newest);
    expect(window.starts.at(-1)).toBe("2020-02-24");
    expect(window.ended).toBe(false);
  });

  it("stays where it is when a filter means nothing at all", async () => {
    const { window } = await readWindow({}, "month", "2026-11-21", read, async () => undefined);
    expect(window.starts.at(-1)).toBe("2026-11-01");
  });

  it("looks at the last periods that hold something of a span that begins long before", async () => {
    const { window } = await readWindow({ from: "2010-01-01" }, "week", "2026-11-21", read, newest);
    expect(window.starts.at(-1)).toBe("2019-03-11");
  });
});

describe("all years", () => {
  const drawn = (years: number[], today: string) => {
    const buckets = years.map((year) => ({ start: `${year}-01-01`, metres: 5000 }));
    return trendOf(kind("bars"), buckets, chartWindow({}, "year", today), url, format);
  };

  it("draw a long stretch without rows as one column, so that one old run does not push the others into a corner", () => {
    const { data, range } = drawn([1990, 2012, 2013, 2016], "2016-06-01");
    expect(data.labels).toEqual(["1990", "1991–2011", "2012", "2013", "2014", "2015", "2016"]);
    expect(data.ticks?.[1]).toBe("…");
    expect(data.series[0]?.values).toEqual([5, 0, 5, 5, 0, 0, 5]);
    expect(data.hrefs?.[0]).toContain("from=1990-01-01");
    expect(data.hrefs?.[1]).toBeNull();
    expect(range).toBe("1990–2016");
  });

  it("end with the last one that holds something when that is long ago", () => {
    expect(drawn([2017, 2019], "2026-11-21")).toMatchObject({
      range: "2017–2019, nothing since",
      data: { labels: ["2017", "2018", "2019"] },
    });
    expect(drawn([2024, 2025], "2026-01-02").data.labels).toEqual(["2024", "2025", "2026"]);
  });
});

describe("a trend", () => {
  const buckets = [
    { start: "2025-11-17", metres: 12_000 },
    { start: "2026-11-16", metres: 34_560 },
  ];
  const window = chartWindow({}, "week", "2026-11-21");

  it("leads from every bar with rows to exactly those rows, whatever page the table is on", () => {
    const { data } = trendOf(kind("bars"), buckets, window, url, format);
    expect(data.hrefs?.at(-1)).toBe("/runs?type=Outdoor+Run&from=2026-11-16&to=2026-11-22&by=week");
    expect(data.hrefs?.at(-2)).toBeNull();
  });

  it("draws an empty week as nothing and an unknown pace as a hole", () => {
    expect(trendOf(kind("bars"), buckets, window, url, format).data.series[0]?.values.slice(-2)).toEqual([0, 34.6]);
    expect(trendOf(kind("lines"), buckets, window, url, format).data.series[0]?.values.slice(-2)).toEqual([null, 34.6]);
  });

  it("compares each week with the one a year before it", () => {
    expect(trendOf(kind("bars"), buckets, window, url, format).data.previous?.values.at(-1)).toBe(12);
  });

  it.each([{ to: "0001-01-01" }, { from: "0001-01-01" }, { from: "9999-12-31" }])(
    "has days for the database with %j",
    (filter) => {
      for (const by of ["week", "month", "year"] as const) {
        const { starts, since } = chartWindow(filter, by, "2026-11-21");
        for (const day of [...starts, since ?? "2026-01-01"]) expect(day).toMatch(/^[12]\d{3}-\d\d-\d\d$/);
      }
    },
  );

  it("begins the years with the first that has rows", () => {
    const years = ["2023-01-01", "2025-01-01"].map((start) => ({ start, metres: 1 }));
    const shown = trendOf(kind("bars"), years, chartWindow({}, "year", "2026-11-21"), url, format);
    expect(shown.data.labels).toEqual(["2023", "2024", "2025", "2026"]);
    expect(shown.range).toBe("2023–2026");
  });
});
