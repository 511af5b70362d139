import { expect, it } from "vitest";
import { projectSamples, projectTrack } from "./project";
import { aspect, fitView, place, scaleBar, tilesFor, zoomView } from "./view";

/* Tile 15/17442/11368 holds Munich's Marienplatz; OpenStreetMap's own formula for tile numbers. */
const munich = [48.1374, 11.5755] as const;

it("projects to web mercator: the point lies in the tile that OpenStreetMap gives it", () => {
  const track = projectTrack([munich]);
  const tileAt15 = 256 * 2 ** 3;
  const latitude = (munich[0] * Math.PI) / 180;
  const column = Math.floor(((munich[1] + 180) / 360) * 2 ** 15);
  const row = Math.floor(((1 - Math.log(Math.tan(latitude) + 1 / Math.cos(latitude)) / Math.PI) / 2) * 2 ** 15);
  expect(track.origin.map((edge) => Math.floor(edge / tileAt15))).toEqual([column, row]);
  expect(track.points).toEqual([0, 0]);
});

it("measures: a hundredth of a degree of latitude is 1,112 m on the ground", () => {
  const track = projectTrack([
    [48.0, 11],
    [48.01, 11],
  ]);
  const units = Math.hypot(track.points[2] ?? 0, track.points[3] ?? 0);
  expect(units * track.metresPerUnit).toBeGreaterThan(1100);
  expect(units * track.metresPerUnit).toBeLessThan(1125);
});

it("leaves out unknown places from the track and keeps them among the samples", () => {
  const places = [munich, null, [48.14, 11.58] as const];
  const track = projectTrack(places);
  expect(track.points).toHaveLength(4);
  const samples = projectSamples(places, track.origin);
  expect(samples.slice(0, 4)).toEqual([0, 0, null, null]);
  expect(samples.slice(4)).toEqual(track.points.slice(2));
});

it("shows the whole track with air around it", () => {
  const view = fitView({ x: 0, y: 0, width: 300, height: 900 });
  for (const [x, y] of [
    [0, 0],
    [300, 900],
  ] as const) {
    const { left, top } = place(view, x, y);
    expect(Math.min(left, top)).toBeGreaterThan(0);
    expect(Math.max(left, top)).toBeLessThan(100);
  }
});

it("keeps the place under the pointer when it zooms", () => {
  const whole = fitView({ x: 0, y: 0, width: 3000, height: 1000 });
  const before = place(whole, 800, 300);
  const near = zoomView(whole, 0.5, whole, { across: before.left / 100, down: before.top / 100 });
  const after = place(near, 800, 300);
  expect(near.width).toBeCloseTo(whole.width / 2);
  expect(after.left).toBeCloseTo(before.left, 1);
  expect(after.top).toBeCloseTo(before.top, 1);
});

it("draws a round distance that fits into a quarter of the frame and is as long as it says", () => {
  const view = { x: 0, y: 0, width: 10_000 };
  const bar = scaleBar(view, 0.4, "km");
  expect(bar.label).toBe("1 km");
  expect((bar.width / 100) * view.width * 0.4).toBeCloseTo(1000, 0);
  expect(scaleBar({ ...view, width: 1000 }, 0.4, "km").label).toBe("100 m");
  expect(scaleBar(view, 0.4, "mi").label).toBe("0.5 mi");
  expect(scaleBar({ ...view, width: 2000 }, 0.4, "mi").label).toBe("500 ft");
});

it("covers the frame with tiles and writes their addresses into the template", () => {
  const { origin } = projectTrack([munich]);
  const view = { x: 0, y: 0, width: 3000 };
  const tiles = tilesFor(view, origin, 750, "https://tiles.test/{z}/{x}/{y}.png");
  expect(tiles[0]?.href).toMatch(/^https:\/\/tiles\.test\/16\/\d+\/\d+\.png$/);
  const left = Math.min(...tiles.map((tile) => tile.x));
  const right = Math.max(...tiles.map((tile) => tile.x + tile.size));
  const bottom = Math.max(...tiles.map((tile) => tile.y + tile.size));
  expect(left).toBeLessThanOrEqual(-1500);
  expect(right).toBeGreaterThanOrEqual(1500);
  expect(bottom).toBeGreaterThanOrEqual(1500 / aspect);
});
