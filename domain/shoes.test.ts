import { describe, expect, it } from "vitest";
import { forecast, retireSchema, shoeIdOf } from "./shoes";

describe("the id of a shoe", () => {
  it.each([
    ["Nike Pegasus 40", "nike_pegasus_40"],
    ["  On Cloud -- X!! ", "on_cloud_x"],
    ["Köln", "k_ln"],
    ["1080v13", "1080v13"],
  ])("of %j is %j", (name, id) => {
    expect(shoeIdOf(name)).toBe(id);
  });

  it("exists for names without a Latin letter, is the same every time and differs by name", () => {
    expect(shoeIdOf("运动鞋")).toMatch(/^shoe_[a-z0-9]+$/);
    expect(shoeIdOf("运动鞋")).toBe(shoeIdOf(" 运动鞋 "));
    expect(shoeIdOf("运动鞋")).not.toBe(shoeIdOf("跑鞋"));
  });
});

describe("a forecast", () => {
  const wear = { distanceM: 500_000, limitM: 800_000, recentM: 168_000, firstRun: "2025-01-01", retired: false };

  it("goes on as in the last eight weeks", () => {
    // 3 km a day, 300 km are left.
    expect(forecast(wear, "2026-11-20")).toEqual({ forecastDate: "2027-02-28", warning: null });
  });

  it("counts a new shoe's own days, a week at least", () => {
    // 30 km on its first two days are taken for a week's: 4.29 km a day, 70 days.
    const fresh = { ...wear, distanceM: 30_000, limitM: 330_000, recentM: 30_000, firstRun: "2026-11-19" };
    expect(forecast(fresh, "2026-11-20").forecastDate).toBe("2027-01-29");
  });

  it("warns in the last month, in the last tenth and from the limit on", () => {
    expect(forecast({ ...wear, distanceM: 711_000 }, "2026-11-20")).toEqual({ forecastDate: "2026-12-20", warning: "soon" });
    expect(forecast({ ...wear, distanceM: 720_000, recentM: 0 }, "2026-11-20")).toEqual({ forecastDate: null, warning: "soon" });
    expect(forecast({ ...wear, distanceM: 800_000 }, "2026-11-20")).toEqual({ forecastDate: null, warning: "worn" });
  });

  it("says nothing of shoes without limit, of retired ones, or of the far future", () => {
    const nothing = { forecastDate: null, warning: null };
    expect(forecast({ ...wear, limitM: null }, "2026-11-20")).toEqual(nothing);
    expect(forecast({ ...wear, distanceM: 900_000, retired: true }, "2026-11-20")).toEqual(nothing);
    expect(forecast({ ...wear, distanceM: 0, recentM: 1 }, "2026-11-20")).toEqual(nothing);
  });
});

describe("retiring", () => {
  it("takes a day or an instant", () => {
    expect(retireSchema.parse({ retiredAt: "2026-11-20" }).retiredAt).toEqual(new Date("2026-11-20T12:00:00Z"));
    expect(retireSchema.parse({ retiredAt: "2026-11-20T08:00:00+02:00" }).retiredAt).toEqual(new Date("2026-11-20T06:00:00Z"));
    expect(retireSchema.safeParse({ retiredAt: "yesterday" }).success).toBe(false);
  });
});
