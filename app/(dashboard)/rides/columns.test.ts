import { describe, expect, it } from "vitest";
import type { WorkoutRow } from "@/db/workout-rows";
import { rideFigures } from "./[workoutId]/figures";
import { rideCells, rideColumns } from "./columns";

/** 780 m in 1,389 s, as a pool swim of 39 lengths of 20 m. */
const swim = {
  id: "a",
  sport: "swimming",
  distanceM: 780,
  durationS: 1389,
  elapsedS: 1389,
  averagePowerW: null,
  normalizedPowerW: null,
  energyKj: null,
  intensityFactor: null,
  tss: null,
  ftpW: null,
  averageHeartRateBpm: null,
  averageCadenceRpm: null,
  elevationGainM: null,
} as WorkoutRow;
const speeds = (ride: WorkoutRow, units: "km" | "mi") => {
  const format = { units, locale: "en-GB" } as const;
  const figure = rideFigures(ride, format).find(({ label }) => label === "Pace" || label === "Speed");
  return [rideCells([ride], rideColumns(["speed"], format), format)[0]?.[1], `${figure?.label} ${figure?.value} ${figure?.unit}`];
};

describe("distance of rides and other sports", () => {
  const shown = (ride: WorkoutRow, units: "km" | "mi") => {
    const format = { units, locale: "en-GB" } as const;
    const figure = rideFigures(ride, format).find(({ label }) => label === "Distance");
    return [rideCells([ride], rideColumns(["distance"], format), format)[0]?.[1], `${figure?.value} ${figure?.unit}`];
  };

  it("is in metres or yards where somebody swam, however far, in the list and on the page", () => {
    expect(shown(swim, "km")).toEqual([["780", "m"], "780 m"]);
    expect(shown(swim, "mi")).toEqual([["853", "yd"], "853 yd"]);
    expect(shown({ ...swim, distanceM: 3_800 }, "km")).toEqual([["3,800", "m"], "3,800 m"]);
  });

  it("is in the column's own unit for all others", () => {
    expect(shown({ ...swim, sport: "cycling" }, "km")).toEqual(["0.8", "0.78 km"]);
  });
});

describe("speed of rides and other sports", () => {
  it("is a pace per 100 m or yards where somebody swam, in the list and on the page", () => {
    expect(speeds(swim, "km")).toEqual(["2:58 /100 m", "Pace 2:58 min/100 m"]);
    expect(speeds(swim, "mi")).toEqual(["2:43 /100 yd", "Pace 2:43 min/100 yd"]);
  });

  it("is a speed where somebody rode", () => {
    expect(speeds({ ...swim, sport: "cycling", distanceM: 36_000, durationS: 3600 }, "km")).toEqual(["36.0", "Speed 36.0 km/h"]);
  });
});
