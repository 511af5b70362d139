import { describe, expect, it } from "vitest";
import { fc } from "@/bin/test/properties";
import { seconds, trackOf } from "./testing";
import { chartRows } from "./track-view";

describe("chart rows", () => {
  const time = seconds(10_000);
  const heartRate = time.map((t) => (t === 4321 ? 199 : t === 4322 ? 41 : 120 + (t % 7)));
  const track = trackOf(time, {
    heartRate,
    distance: time.map((t) => t * 3),
    altitude: time.map((t) => (t < 5000 ? null : t / 100)),
  });

  it("stay within the limit, rise in time and keep the extremes in their order", () => {
    const rows = chartRows(track, 500);
    expect(rows.time.length).toBe(500);
    expect(rows.time.every((t, i) => i === 0 || t > (rows.time[i - 1] ?? 0))).toBe(true);
    expect(rows.heartRate?.indexOf(199)).toBe((rows.heartRate?.indexOf(41) ?? 0) - 1);
    expect(rows.heartRate).toHaveLength(500);
  });

  it("keep every channel's lowest and highest reading for any data and limit", () => {
    const readings = fc.array(fc.integer({ min: 0, max: 250 }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(readings, fc.integer({ min: 2, max: 100 }), (heart, limit) => {
        const rows =
          chartRows(
            trackOf(
              heart.map((_, i) => i),
              { heartRate: heart },
            ),
            limit,
          ).heartRate ?? [];
        expect(rows.length).toBeLessThanOrEqual(Math.max(2, limit));
        expect(Math.max(...rows.map(Number))).toBe(Math.max(...heart));
        expect(Math.min(...rows.map(Number))).toBe(Math.min(...heart));
      }),
    );
  });

  it("show a stretch without readings as nothing, not as 0", () => {
    expect(chartRows(track, 500).altitude?.slice(0, 250)).toEqual(Array.from({ length: 250 }, () => null));
  });

  it("return a short track as it is, starting at 0", () => {
    expect(chartRows(trackOf([5, 6], { heartRate: [100, null] }), 10)).toEqual({ time: [0, 1], heartRate: [100, null] });
  });
});
