import { describe, expect, it } from "vitest";
import { distanceCurve, distancePoints, haversine, totalDistance } from "./distance";
import { trackOf } from "./testing";

describe("distance", () => {
  it("matches the reference's great circles", () => {
    expect(haversine(0, 0, 0, 1)).toBeCloseTo(111_195.080234, 5);
    expect(haversine(52.2296756, 21.0122287, 52.406374, 16.9251681)).toBeCloseTo(278_458.559698, 5);
    expect(haversine(60, 10, 60, 10.001)).toBeCloseTo(55.59754, 5);
  });

  it("crosses the antimeridian the short way", () => {
    expect(haversine(0, 179.9995, 0, -179.9995)).toBeCloseTo(111.19508, 5);
    expect(totalDistance(distanceCurve(trackOf([0, 1], { lat: [0, 0], lng: [179.9995, -179.9995] })))).toBeCloseTo(111.195, 3);
  });

  it("prefers the recorded distance, starts it at 0 and never lets it fall", () => {
    const track = trackOf([0, 1, 2, 3], { distance: [50, 60, 58, 70], lat: [0, 0, 0, 0], lng: [0, 1, 2, 3] });
    expect([...(distanceCurve(track) ?? [])]).toEqual([0, 10, 10, 20]);
  });

  it("sums positions when the recorded distance never moves, bridging samples without a position", () => {
    const curve = distanceCurve(trackOf([0, 1, 2], { distance: [0, 0, 0], lat: [0, null, 0], lng: [0, null, 0.001] }));
    expect(curve?.[1]).toBeNaN();
    expect(totalDistance(curve)).toBeCloseTo(111.195, 3);
    const points = curve && distancePoints(Float64Array.of(0, 1, 2), curve);
    expect([...(points?.time ?? [])]).toEqual([0, 2]);
  });

  it("does not count the way between two positions while the timer stood still", () => {
    const lng = [0, 0.001, 0.002, 0.012, 0.013];
    const distance = (time: number[]) => totalDistance(distanceCurve(trackOf(time, { lat: lng.map(() => 0), lng })));
    expect(distance([0, 20, 40, 64, 84])).toBeCloseTo(13 * 111.195, 2);
    expect(distance([0, 20, 40, 400, 420])).toBeCloseTo(3 * 111.195, 2);
  });

  it("has no curve indoors without distance", () => {
    expect(distanceCurve(trackOf([0, 1], { power: [100, 100] }))).toBeNull();
    expect(totalDistance(null)).toBeNull();
  });
});
