import { describe, expect, it } from "vitest";
import { summarySchema } from "./schema";
import { readUsual } from "./usual-summary";

const WHOLE = {
  id: 16_217_605_222,
  name: "Evening Ride",
  sport_type: "Ride",
  type: "Ride",
  start_date: "2026-05-31T18:30:00Z",
  elapsed_time: 3700,
  moving_time: 3600,
  distance: 30_123.4,
  total_elevation_gain: 210,
  timezone: "(GMT+01:00) Europe/Berlin",
  utc_offset: 7200,
  trainer: false,
  manual: false,
  start_latlng: [52.5, 13.4],
  map: { id: "a1", summary_polyline: "abc", resource_state: 2 },
  gear_id: "b123",
  average_heartrate: 140.2,
  max_heartrate: 171,
  average_cadence: 83.1,
  average_watts: 180.5,
  max_watts: 720,
  weighted_average_watts: 195,
  kilojoules: 650.1,
  device_watts: true,
  device_name: "Garmin Edge 540",
  kudos_count: 3,
};

const HOSTILE = [
  undefined,
  null,
  "",
  "x",
  "12",
  "0001-01-01T00:00:00Z",
  "2026-02-29T10:00:00Z",
  "2026-02-30T10:00:00Z",
  "2024-02-29T10:00:00Z",
  "2026-04-31T10:00:00Z",
  "2026-12-31T23:59:59Z",
  "2026-12-31T24:00:00Z",
  "2026-12-31T23:59:60Z",
  "2026-12-31T23:59:59+02:00",
  "2026-12-31T23:59:59.5Z",
  "2026-12-31",
  0,
  -0,
  -1,
  1.5,
  2 ** 53,
  Number.POSITIVE_INFINITY,
  Number.NaN,
  true,
  [],
  [null],
  {},
  { summary_polyline: 5 },
  { summary_polyline: null },
];

describe("an activity of a list", () => {
  it("is read as the schema reads it where it is as usual", () => {
    const { kudos_count, ...known } = WHOLE;
    expect(readUsual(WHOLE)).toEqual({ ...known, id: "16217605222", map: { summary_polyline: "abc" } });
    expect(
      readUsual({ id: 7, name: "Run", sport_type: "Run", start_date: "2026-01-10T07:00:00Z", elapsed_time: 1800 }),
    ).not.toBeNull();
  });

  it("is never read otherwise than the schema does, whatever it says in any place", () => {
    let left = 0;
    for (const field of Object.keys(WHOLE)) {
      for (const value of HOSTILE) {
        const item = { ...WHOLE, [field]: value };
        const [read, schema] = [readUsual(item), summarySchema.safeParse(item)];
        if (read === null) left++;
        else expect(read, `${field}: ${String(value)}`).toEqual(schema.data);
      }
    }
    expect(left).toBeGreaterThan(200);
    for (const item of [null, undefined, 5, "x", [], {}, [WHOLE]]) expect(readUsual(item)).toBeNull();
  });
});
