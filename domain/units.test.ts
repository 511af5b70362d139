import { describe, expect, it } from "vitest";
import { fc } from "@/bin/test/properties";
import { parseDistance, parseDuration, parseNumber, type Typed } from "./typed-values";
import {
  formatDate,
  formatDistance,
  formatDuration,
  formatElevation,
  formatHours,
  formatMonth,
  formatNumber,
  formatPace,
  formatSpeed,
  formatTime,
} from "./units";

const km = { units: "km", locale: "en-GB" } as const;
const mi = { units: "mi", locale: "en-US" } as const;

describe("shown values", () => {
  it("keep value and unit apart", () => {
    expect(formatDistance(42_195, km)).toEqual({ value: "42.20", unit: "km" });
    expect(formatDistance(42_195, mi)).toEqual({ value: "26.22", unit: "mi" });
    expect(formatElevation(1000, mi)).toEqual({ value: "3,281", unit: "ft" });
    expect(formatSpeed(10, km)).toEqual({ value: "36.0", unit: "km/h" });
    expect(formatSpeed(10, mi)).toEqual({ value: "22.4", unit: "mph" });
  });

  it("follow the number format", () => {
    expect(formatDistance(1_234_560, { units: "km", locale: "de-DE" }).value).toBe("1.234,56");
    expect(formatNumber(1234.5, "en-US", 1)).toBe("1,234.5");
    expect(formatNumber(null, "en-US")).toBe("–");
  });

  it("are those of the platform, digit by digit", () => {
    const metres = fc.integer({ min: 0, max: 1_100_000 }).map((whole) => whole / 1000);
    const any = fc.double({ min: -1e4, max: 1e4, noNaN: true });
    const locales = fc.constantFrom("en-GB", "de-DE", "de-CH", "fr-FR", "sv-SE", "hi-IN", "ar-EG", "fa-IR");
    fc.assert(
      fc.property(fc.oneof(metres, any), locales, fc.integer({ min: 0, max: 3 }), (value, locale, decimals) => {
        const shown = new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
        expect(formatNumber(value, locale, decimals)).toBe(shown.format(value));
      }),
      { numRuns: 2_000 },
    );
    expect(formatNumber(1.005, "en-GB", 2)).toBe("1.01");
  });

  it.each([
    [0, "0:00"],
    [59.4, "0:59"],
    [59.6, "1:00"],
    [3599.6, "1:00:00"],
    [5025, "1:23:45"],
    [-61, "-1:01"],
    [360_000, "100:00:00"],
    [Number.NaN, "–"],
  ])("write %d s as %s", (seconds, text) => {
    expect(formatDuration(seconds).value).toBe(text);
  });

  it("write pace per km and mile, and none when standing", () => {
    expect(formatPace(1000 / 312, km)).toEqual({ value: "5:12", unit: "min/km" });
    expect(formatPace(1609.344 / 500, mi)).toEqual({ value: "8:20", unit: "min/mi" });
    expect(formatPace(0, km).value).toBe("–");
    expect(formatPace(0.01, km).value).toBe("–");
  });

  it("write long times in hours", () => {
    expect(formatHours(43_500)).toEqual({ value: "12:05", unit: "h" });
    expect(formatHours(3569)).toEqual({ value: "59", unit: "min" });
    expect(formatHours(3599)).toEqual({ value: "1:00", unit: "h" });
  });

  it("write days as they are, whatever the zone of the machine", () => {
    expect(formatDate("2026-11-21", "en-GB")).toBe("21 Nov 2026");
    expect(formatMonth("2026-11", "de-DE")).toBe("November 2026");
    expect(formatTime(new Date("2026-07-01T04:05:00Z"), "en-GB", "Europe/Berlin")).toBe("06:05");
  });

  it.each([
    ["de-DE", "21 Mar 2026", "14:05"],
    ["fr-FR", "21 Mar 2026", "14:05"],
    ["ja-JP", "21 Mar 2026", "14:05"],
    ["en-US", "Mar 21, 2026", "2:05 PM"],
    ["en-GB", "21 Mar 2026", "14:05"],
  ])("writes days of %s in English words and in that format's order and clock", (locale, day, time) => {
    expect(formatDate("2026-03-21", locale)).toBe(day);
    expect(formatTime(new Date("2026-03-21T14:05:00Z"), locale, "UTC").replace(/\s/, " ")).toBe(time);
  });
});

describe("typed values", () => {
  const value = (typed: Typed) => (typed.ok ? typed.value : typed.error);

  it.each([
    ["42.2", 42.2],
    ["42,2", 42.2],
    [" 1,234.5 ", 1234.5],
    ["1.234,5", 1234.5],
    ["1 234", 1234],
    [".5", 0.5],
    ["-3", -3],
  ])("reads the number %s", (text, number) => {
    expect(value(parseNumber(text))).toBe(number);
  });

  it.each([
    ["5:12", 312],
    ["1:23:45", 5025],
    ["90:00", 5400],
    ["45 m", 2700],
    ["3600 s", 3600],
    ["1h 23m 45s", 5025],
    ["90 min", 5400],
    ["0:59.5", 59.5],
  ])("reads the time %s", (text, seconds) => {
    expect(value(parseDuration(text))).toBe(seconds);
  });

  it("reads distances in the person's unit unless one is written", () => {
    expect(value(parseDistance("10", "km"))).toBe(10_000);
    expect(value(parseDistance("10", "mi"))).toBeCloseTo(16_093.44);
    expect(value(parseDistance("10 mi", "km"))).toBeCloseTo(16_093.44);
    expect(value(parseDistance("5k", "mi"))).toBe(5000);
    expect(value(parseDistance("400 m", "km"))).toBe(400);
  });

  it("says what is wrong and how to write it", () => {
    expect(value(parseDuration("5:72"))).toBe("Seconds go from 0 to 59, not 72.");
    expect(value(parseDuration("1:72:00"))).toMatch(/Minutes go from 0 to 59/);
    expect(value(parseDuration("fast"))).toBe('"fast" is not a time. Write it like 1:23:45 or 5:12.');
    expect(value(parseDuration("3600"))).toMatch(/"3600" could be minutes or seconds. Write 3600 min, 3600 s, or a time like/);
    expect(value(parseDistance("far", "mi"))).toMatch(/like 42.2 or 42.2 mi/);
    expect(value(parseDistance("-1", "km"))).toBe("A distance can not be negative.");
    for (const text of ["", "1.2.3,4,5", "1e5", "٣"]) expect(parseNumber(text).ok).toBe(false);
    for (const text of ["", ":", "1:2:3:4", "-5:00"]) expect(parseDuration(text).ok).toBe(false);
  });

  it("reads back every time it writes", () => {
    fc.assert(
      fc.property(fc.nat(400_000), (seconds) => {
        expect(parseDuration(formatDuration(seconds).value)).toEqual({ ok: true, value: seconds });
      }),
    );
  });
});
