import { expect, it } from "vitest";
import { monthColumns, shadeBorders, shadeOf, yearDays } from "./heatmap-weeks";

const find = (year: number, firstWeekday: number, date: string) => yearDays(year, firstWeekday).find((day) => day.date === date);

it("has every day of the year once, leap day included", () => {
  expect(yearDays(2026, 1)).toHaveLength(365);
  expect(yearDays(2028, 1)).toHaveLength(366);
  expect(new Set(yearDays(2028, 0).map((day) => `${day.week}/${day.row}`)).size).toBe(366);
});

it("puts a day in the row of its weekday, counted from the person's first one", () => {
  // 1 January 2026 was a Thursday, 8 November 2026 a Sunday.
  expect(find(2026, 1, "2026-01-01")).toMatchObject({ week: 0, row: 3, weekday: 4 });
  expect(find(2026, 0, "2026-01-01")).toMatchObject({ week: 0, row: 4, weekday: 4 });
  expect(find(2026, 6, "2026-01-01")).toMatchObject({ week: 0, row: 5, weekday: 4 });
  expect(find(2026, 1, "2026-11-08")).toMatchObject({ row: 6, weekday: 0 });
  expect(find(2026, 0, "2026-11-08")).toMatchObject({ row: 0, weekday: 0 });
});

it("begins a new column on the first weekday and not on 1 January", () => {
  expect(find(2026, 1, "2026-01-04")?.week).toBe(0);
  expect(find(2026, 1, "2026-01-05")).toMatchObject({ week: 1, row: 0 });
});

it("names twelve months in rising columns", () => {
  const columns = monthColumns(yearDays(2026, 1));
  expect(columns).toHaveLength(12);
  expect([...columns].sort((a, b) => a - b)).toEqual(columns);
});

it("parts the days into four shades of about the same number", () => {
  const values = Array.from({ length: 100 }, (_, index) => index + 1);
  const borders = shadeBorders(values);
  const counts = [0, 0, 0, 0, 0];
  for (const value of values) counts[shadeOf(value, borders)] = (counts[shadeOf(value, borders)] ?? 0) + 1;
  expect(counts).toEqual([0, 25, 25, 25, 25]);
  expect(shadeOf(0, borders)).toBe(0);
  expect(shadeOf(undefined, borders)).toBe(0);
});
