import { expect, it } from "vitest";
import { instantOfWall } from "./wall-clock";

it.each([
  ["2025-03-28T17:29:00Z", "Europe/Berlin", "2025-03-28T16:29:00.000Z"],
  ["2025-07-28T17:29:00Z", "Europe/Berlin", "2025-07-28T15:29:00.000Z"],
  // Clocks go from 2:00 to 3:00: 2:30 is never shown.
  ["2026-03-29T02:30:00Z", "Europe/Berlin", "2026-03-29T01:30:00.000Z"],
  ["2026-03-29T03:10:00Z", "Europe/Berlin", "2026-03-29T01:10:00.000Z"],
  // And back from 3:00 to 2:00: 2:30 is shown twice, the first counts.
  ["2026-10-25T02:30:00Z", "Europe/Berlin", "2026-10-25T00:30:00.000Z"],
  ["2026-10-25T04:00:00Z", "Europe/Berlin", "2026-10-25T03:00:00.000Z"],
  ["2026-01-01T00:10:00Z", "Pacific/Auckland", "2025-12-31T11:10:00.000Z"],
])("%s in %s is %s", (wall, zone, instant) => {
  expect(instantOfWall(Date.parse(wall), zone).toISOString()).toBe(instant);
});
