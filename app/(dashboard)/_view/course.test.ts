import { describe, expect, it } from "vitest";
import type { Track } from "@/domain/activity";
import { courseOf } from "./course";

const km = { units: "km", locale: "en-GB" } as const;

/** Northwards at 3 m/s for `seconds`, with a stop of 60 s in the middle; one degree of latitude is about 111,195 m. */
function straight(seconds: number, over: Partial<Record<"cadence" | "heartRate", number>> = {}): Track {
  const time = Float64Array.from({ length: seconds }, (_, i) => i + (i >= seconds / 2 ? 60 : 0));
  const distance = time.map((_, i) => i * 3);
  const channels: Track["channels"] = {
    distance,
    lat: distance.map((metres) => 50 + metres / 111_195),
    lng: distance.map(() => 8),
  };
  if (over.cadence) channels.cadence = time.map(() => over.cadence ?? 0);
  if (over.heartRate) channels.heartRate = time.map((_, i) => (i < 100 ? Number.NaN : (over.heartRate ?? 0)));
  return { time, channels, pauses: null };
}

describe("the courses of an activity", () => {
  it("show an even pace as even, also before and after a stop", () => {
    const course = courseOf(straight(2000), "run", {}, km);
    const pace = course?.channels.find((channel) => channel.label === "Pace");
    expect(new Set(pace?.values.filter((value) => value !== null))).toEqual(new Set([333]));
  });

  it("count the steps of both legs, whether the device counted one or both", () => {
    const cadence = (rpm: number, kind: "run" | "ride") =>
      courseOf(straight(600, { cadence: rpm }), kind, {}, km)?.channels.find(({ label }) => label === "Cadence")?.values[5];
    expect(cadence(86, "run")).toBe(172);
    expect(cadence(172, "run")).toBe(172);
    expect(cadence(86, "ride")).toBe(86);
  });

  it("show a pool swim as its pace per 100 m, also where samples are half a minute apart, and no pace at the wall", () => {
    const track: Track = {
      time: Float64Array.of(0, 30, 60, 90, 120),
      channels: { distance: Float64Array.of(0, 25, 50, 50, 75), speed: Float64Array.of(25 / 30, 25 / 30, 25 / 30, 0, 25 / 30) },
      pauses: null,
    };
    const pace = (units: "km" | "mi") =>
      courseOf(track, "swim", {}, { units, locale: "en-GB" })?.channels.find(({ label }) => label === "Pace");
    expect(pace("km")).toMatchObject({ unit: "min/100 m", values: [120, 120, 120, null, 120], reverse: true });
    expect(pace("mi")).toMatchObject({ unit: "min/100 yd", values: [110, 110, 110, null, 110] });
    const far = courseOf(track, "swim", {}, km)?.bases[0];
    expect(far).toMatchObject({ label: "Distance", unit: "m", values: [0, 25, 50, 50, 75] });
  });

  it("keep every list of one length, so that one cursor serves all, and holes as holes", () => {
    const course = courseOf(straight(5000, { heartRate: 150 }), "run", {}, km);
    const lengths = [
      ...(course?.bases.map((basis) => basis.values.length) ?? []),
      ...(course?.channels.map((channel) => channel.values.length) ?? []),
      (course?.map?.samples.length ?? 0) / 2,
    ];
    expect(new Set(lengths).size).toBe(1);
    expect(course?.channels.find(({ label }) => label === "Heart rate")?.values[0]).toBeNull();
  });

  it("mark the ends of kilometres where they are on the way", () => {
    const course = courseOf(straight(2000), "run", {}, km);
    const map = course?.map;
    expect(map?.marks.map((mark) => mark.label)).toEqual(["1", "2", "3", "4", "5"]);
    const third = map?.marks[2]?.index ?? 0;
    const metres = Math.abs((map?.track.points[third * 2 + 1] ?? 0) * (map?.track.metresPerUnit ?? 0));
    expect(Math.abs(metres - 3000)).toBeLessThan(25);
  });

  it("draw nothing where there is nothing", () => {
    expect(courseOf({ time: Float64Array.of(0, 1), channels: {}, pauses: null }, "run", {}, km)).toBeNull();
  });
});
