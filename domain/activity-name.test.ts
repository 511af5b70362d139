import { describe, expect, it } from "vitest";
import { activityName } from "./activity-name";

describe("names of activities without one", () => {
  it.each([
    ["2026-01-05T06:00:00Z", "UTC", "Morning run"],
    ["2026-01-05T06:00:00Z", "America/Los_Angeles", "Night run"],
    ["2026-01-05T12:30:00Z", "UTC", "Midday run"],
    ["2026-01-05T17:59:00Z", "UTC", "Afternoon run"],
    ["2026-01-05T17:59:00Z", "Europe/Berlin", "Evening run"],
  ])("%s in %s: %s", (startAt, timeZone, name) => {
    expect(activityName({ sport: "running", startAt, startPrecision: "second" }, timeZone)).toBe(name);
  });

  it("say the weekday where only the day is known, in whatever zone the reader is", () => {
    const day = { startAt: "2017-06-11T12:00:00Z", startPrecision: "day", localDate: "2017-06-11" } as const;
    for (const timeZone of ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"]) {
      expect(activityName({ sport: "running", ...day }, timeZone)).toBe("Sunday run");
    }
    expect(activityName({ sport: "strength", ...day }, "UTC")).toBe("Sunday strength training");
  });
});
