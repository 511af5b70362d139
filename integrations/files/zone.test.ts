import { expect, it } from "vitest";
import { zoneOfPosition } from "./zone";

it.each([
  [52.52, 13.405, "Europe/Berlin"],
  [47.5596, 7.5886, "Europe/Zurich"],
  [40.7128, -74.006, "America/New_York"],
  [27.7172, 85.324, "Asia/Kathmandu"],
  [0, -140, "Etc/GMT+9"],
])("knows the zone of %d, %d", (lat, lng, zone) => {
  expect(zoneOfPosition(lat, lng)).toBe(zone);
});

it("says nothing of what is no place", () => {
  expect(zoneOfPosition(Number.NaN, 7)).toBeNull();
  expect(zoneOfPosition(91, 7)).toBeNull();
});
