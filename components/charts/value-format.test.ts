import { expect, it } from "vitest";
import { formatTick, formatValue } from "./value-format";

it("writes seconds as a clock, carrying where rounding does", () => {
  const clock = { style: "clock" as const };
  expect(formatValue(312, clock)).toBe("5:12");
  expect(formatValue(59.7, clock)).toBe("1:00");
  expect(formatValue(3599.6, clock)).toBe("1:00:00");
  expect(formatValue(-65, clock)).toBe("−1:05");
});

it("writes seconds as hours without parts that are nothing", () => {
  const hours = { style: "hours" as const };
  expect(formatValue(11_520, hours)).toBe("3 h 12 min");
  expect(formatValue(7200, hours)).toBe("2 h");
  expect(formatValue(7199, hours)).toBe("2 h");
  expect(formatValue(600, hours)).toBe("10 min");
  expect(formatTick(0, hours)).toBe("0");
});

it("follows the person's number format and its own decimals", () => {
  expect(formatValue(1234.5, { style: "number", decimals: 2, locale: "de" })).toBe("1.234,50");
  expect(formatTick(20, { style: "number", decimals: 2 })).toBe("20");
});

it("has a dash for what is not known", () => {
  expect(formatValue(null, { style: "number" })).toBe("–");
  expect(formatValue(Number.NaN, { style: "clock" })).toBe("–");
});
