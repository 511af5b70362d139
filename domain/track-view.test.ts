import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mapLine, mercator } from "./polyline";
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

describe("map line", () => {
  it("drops points on a straight line and keeps the corner", () => {
    const lat = [0, 0, 0, 0.001, 0.002];
    const lng = [0, 0.001, 0.002, 0.002, 0.002];
    expect(mapLine(trackOf([0, 1, 2, 3, 4], { lat, lng }))).toEqual([0, 0, 0, 0.002, 0.002, 0.002]);
  });

  it("never strays further than the tolerance", () => {
    const step = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 }));
    fc.assert(
      fc.property(fc.array(step, { minLength: 2, maxLength: 100 }), (steps) => {
        const lat = [0];
        const lng = [0];
        for (const [north, east] of steps) {
          lat.push((lat[lat.length - 1] ?? 0) + north * 1e-5);
          lng.push((lng[lng.length - 1] ?? 0) + east * 1e-5);
        }
        const line = mapLine(
          trackOf(
            lat.map((_, i) => i),
            { lat, lng },
          ),
          5,
        );
        for (const [i, la] of lat.entries()) expect(metresFrom(line, la, lng[i] ?? 0)).toBeLessThan(6.7);
      }),
    );
  });

  it("gets coarser until it fits the limit", () => {
    const lat = seconds(5000).map((t) => 47 + 0.001 * Math.sin(t));
    const lng = seconds(5000).map((t) => 8 + t * 1e-5);
    expect(mapLine(trackOf(seconds(5000), { lat, lng }), 1, 300).length / 2).toBeLessThanOrEqual(300);
  });

  it("runs on across the antimeridian and skips samples without a position", () => {
    const track = trackOf([0, 1, 2, 3], { lat: [0, null, 0.5, 0], lng: [179.9, null, -179.9, -179.8] });
    expect(mapLine(track)).toEqual([0, 179.9, 0.5, 180.1, 0, 180.2]);
    expect(mapLine(trackOf([0], { power: [1] }))).toEqual([]);
  });

  it("projects as web maps do", () => {
    expect(mercator(0, 0)).toEqual({ x: 0.5, y: 0.5 });
    expect(mercator(85.05112878, -180).y).toBeCloseTo(0, 9);
    expect(mercator(-90, 180)).toEqual({ x: 1, y: expect.closeTo(1, 9) });
  });
});

/** Distance in metres of a position near 0, 0 from a line of flat pairs. */
function metresFrom(line: number[], lat: number, lng: number): number {
  const metres = 111_319.49;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i + 1 < line.length; i += 2) {
    const [aLat = 0, aLng = 0, bLat = line[i] ?? 0, bLng = line[i + 1] ?? 0] = line.slice(i, i + 4);
    const dx = bLng - aLng;
    const dy = bLat - aLat;
    const length = dx * dx + dy * dy;
    const along = length > 0 ? Math.max(0, Math.min(1, ((lng - aLng) * dx + (lat - aLat) * dy) / length)) : 0;
    least = Math.min(least, Math.hypot(lng - aLng - along * dx, lat - aLat - along * dy) * metres);
  }
  return least;
}
