import { expect, it } from "vitest";
import { rangeOf } from "./coding-range";
import { categoryTitle, decimal, digital, durationText } from "./coding-words";

it.each<[seconds: number, text: string, digital: string, decimal: string]>([
  [0, "0 secs", "0:00", "0.00"],
  [1, "1 sec", "0:00", "0.00"],
  [59.999, "59 secs", "0:00", "0.00"],
  [60, "1 min", "0:01", "0.02"],
  [4_980, "1 hr 23 mins", "1:23", "1.38"],
  [3_600, "1 hr", "1:00", "1.00"],
  [3_660, "1 hr 1 min", "1:01", "1.02"],
  [80_460, "22 hrs 21 mins", "22:21", "22.35"],
  [7_654_320, "2,126 hrs 12 mins", "2126:12", "2126.20"],
])("%d s is %s", (seconds, text, clock, hours) => {
  expect([durationText(seconds), digital(seconds), decimal(seconds)]).toEqual([text, clock, hours]);
});

it("shows seconds on request, and categories with capitals", () => {
  expect(digital(4_985, true)).toBe("1:23:05");
  expect(["ai coding", "writing docs", "Coding"].map(categoryTitle)).toEqual(["AI Coding", "Writing Docs", "Coding"]);
});

/** Seen from a Saturday at the end of a month. */
it.each<[word: string, from: string | null, to: string]>([
  ["today", "2026-10-31", "2026-10-31"],
  ["yesterday", "2026-10-30", "2026-10-30"],
  ["last_7_days", "2026-10-25", "2026-10-31"],
  ["Last 7 Days", "2026-10-25", "2026-10-31"],
  ["7_days", "2026-10-25", "2026-10-31"],
  ["last_14_days", "2026-10-18", "2026-10-31"],
  ["last_30_days", "2026-10-02", "2026-10-31"],
  ["last_6_months", "2026-05-01", "2026-10-31"],
  ["last_year", "2025-11-01", "2026-10-31"],
  ["12_months", "2025-11-01", "2026-10-31"],
  ["all_time", null, "2026-10-31"],
  ["any", null, "2026-10-31"],
  ["week", "2026-10-26", "2026-10-31"],
  ["last_week", "2026-10-19", "2026-10-25"],
  ["month", "2026-10-01", "2026-10-31"],
  ["last_month", "2026-09-01", "2026-09-30"],
  ["year", "2026-01-01", "2026-10-31"],
  ["2026", "2026-01-01", "2026-10-31"],
  ["2024", "2024-01-01", "2024-12-31"],
  ["2024-02", "2024-02-01", "2024-02-29"],
  ["2026-10", "2026-10-01", "2026-10-31"],
])("%s", (word, from, to) => {
  expect(rangeOf(word, "2026-10-31")).toMatchObject({ from, to });
});

it("names days, and refuses what makes none", () => {
  expect(rangeOf({ start: "2026-02-28", end: "2026-03-01" }, "2026-10-31")).toMatchObject({
    from: "2026-02-28",
    to: "2026-03-01",
  });
  for (const wrong of ["", "constructor", "last_8_days", "2026-13", "20260", "0000", "0001-01", "2200", "9999-12"])
    expect(rangeOf(wrong, "2026-10-31")).toBeNull();
  expect(rangeOf({ start: "2026-02-30", end: "2026-03-01" }, "2026-10-31")).toBeNull();
  expect(rangeOf({ start: "2026-03-02", end: "2026-03-01" }, "2026-10-31")).toBeNull();
  expect(rangeOf({ start: "0000-01-01", end: "2026-03-01" }, "2026-10-31")).toBeNull();
  expect(rangeOf({ start: "2026-03-01", end: "9999-12-31" }, "2026-10-31")).toBeNull();
});

it("begins weeks where the person does", () => {
  expect(rangeOf("week", "2026-10-31", 7)).toMatchObject({ from: "2026-10-25" });
});
