import { expect, it } from "vitest";
import { fc } from "@/bin/test/properties";
import { daysOfIsoWeek, isoWeekOf } from "./iso-weeks";
import { addDays, weekday } from "./time-zones";

it.each([
  ["2026-11-21", "2026-W47"],
  ["2026-12-31", "2026-W53"],
  ["2027-01-03", "2026-W53"],
  ["2027-01-04", "2027-W01"],
  ["2024-12-30", "2025-W01"],
  ["2021-01-01", "2020-W53"],
  ["2018-12-31", "2019-W01"],
  ["2016-01-01", "2015-W53"],
])("%s is in %s", (date, week) => expect(isoWeekOf(date)).toBe(week));

it("there are no other weeks", () => {
  for (const text of [
    "2025-W53",
    "2026-W54",
    "2026-W00",
    "2026-W1",
    "2026-47",
    "0000-W01",
    "1899-W52",
    "2200-W01",
    "9999-W53",
    "x",
  ])
    expect(daysOfIsoWeek(text)).toBeNull();
  expect(daysOfIsoWeek("2026-W53")).toEqual({ from: "2026-12-28", to: "2027-01-03" });
});

it("every day is in the one week whose Monday comes at most six days before it", () => {
  fc.assert(
    fc.property(fc.integer({ min: -30_000, max: 60_000 }), (offset) => {
      const date = addDays("2000-01-01", offset);
      const monday = addDays(date, 1 - weekday(date));
      expect(daysOfIsoWeek(isoWeekOf(date))).toEqual({ from: monday, to: addDays(monday, 6) });
    }),
  );
});
