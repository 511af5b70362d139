import { describe, expect, it } from "vitest";
import { instantOf, localDateTime, zonedDateTime } from "./local-time";

describe("a typed start time", () => {
  it("means the clock of the run's own zone", () => {
    expect(instantOf("2026-11-02T06:42:10", "Europe/Berlin")?.toISOString()).toBe("2026-11-02T05:42:10.000Z");
    expect(instantOf("2026-07-02T06:42", "America/New_York")?.toISOString()).toBe("2026-07-02T10:42:00.000Z");
    expect(localDateTime(new Date("2026-11-02T05:42:10Z"), "Europe/Berlin")).toBe("2026-11-02T06:42:10");
  });

  it("takes the first of an hour that comes twice and goes on from before one that is skipped", () => {
    expect(instantOf("2026-10-25T02:30", "Europe/Berlin")?.toISOString()).toBe("2026-10-25T00:30:00.000Z");
    expect(instantOf("2026-03-29T02:30", "Europe/Berlin")?.toISOString()).toBe("2026-03-29T01:30:00.000Z");
  });

  it("refuses what is no time", () => {
    expect(instantOf("2026-13-02T06:42", "UTC")).toBeNull();
    expect(instantOf("yesterday", "UTC")).toBeNull();
  });
});

it("says how far a clock is from UTC", () => {
  const at = new Date("2026-07-02T04:42:10Z");
  expect(zonedDateTime(at, "Europe/Berlin")).toBe("2026-07-02T06:42:10+02:00");
  expect(zonedDateTime(at, "America/St_Johns")).toBe("2026-07-02T02:12:10-02:30");
  expect(zonedDateTime(at, "UTC")).toBe("2026-07-02T04:42:10+00:00");
});
