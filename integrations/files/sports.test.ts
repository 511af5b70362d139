import { describe, expect, it } from "vitest";
import type { Sport } from "@/domain/activity";
import { fitSport, sportOf } from "./sports";

const STRAVA =
  `AlpineSki BackcountrySki Badminton Basketball Canoeing Cricket Crossfit Dance EBikeRide Elliptical EMountainBikeRide
  Golf GravelRide Handcycle HighIntensityIntervalTraining Hike IceSkate InlineSkate Kayaking Kitesurf MountainBikeRide NordicSki Padel
  PhysicalTherapy Pickleball Pilates Racquetball Ride RockClimbing RollerSki Rowing Run Sail Skateboard Snowboard Snowshoe Soccer Squash
  StairStepper StandUpPaddling Surfing Swim TableTennis Tennis TrailRun Velomobile VirtualRide VirtualRow VirtualRun Volleyball Walk
  WeightTraining Wheelchair Windsurf Workout Yoga`.split(/\s+/);

describe("sportOf", () => {
  it("sorts all 56 sport types of Strava into families", () => {
    const families: Partial<Record<Sport, string[]>> = {};
    for (const type of STRAVA) {
      const { sport } = sportOf(type);
      families[sport] = [...(families[sport] ?? []), type];
    }
    expect(STRAVA).toHaveLength(56);
    expect(families.running).toEqual(["Run", "TrailRun", "VirtualRun"]);
    expect(families.cycling).toEqual([
      "EBikeRide",
      "EMountainBikeRide",
      "GravelRide",
      "Handcycle",
      "MountainBikeRide",
      "Ride",
      "Velomobile",
      "VirtualRide",
    ]);
    expect(families.skiing).toEqual(["AlpineSki", "BackcountrySki", "NordicSki", "RollerSki"]);
    expect(families.hiking).toEqual(["Hike", "Snowshoe"]);
    expect(families.rowing).toEqual(["Rowing", "VirtualRow"]);
    expect([families.walking, families.swimming, families.strength, families.yoga]).toEqual([
      ["Walk"],
      ["Swim"],
      ["WeightTraining"],
      ["Yoga"],
    ]);
    expect(families.other).toHaveLength(56 - 3 - 8 - 4 - 2 - 2 - 4);
  });

  it.each([
    ["VirtualRun", "running", true],
    ["Virtual Ride", "cycling", true],
    ["Indoor Run / Jog", "running", true],
    ["Indoor Bike Ride", "cycling", true],
    ["treadmill_running", "running", true],
    ["17", "cycling", true],
    ["Weight Workout", "strength", false],
    ["Road Cycling", "cycling", false],
    ["Yoga Class", "yoga", false],
    ["Laufen", "running", false],
    ["Radfahrt", "cycling", false],
    ["9", "running", false],
    ["1", "cycling", false],
    ["Underwater Basket Weaving", "other", false],
  ])("%s is %s (indoors: %s)", (raw, sport, indoor) => {
    expect(sportOf(raw)).toEqual({ sport, indoor });
  });
});

describe("fitSport", () => {
  it.each([
    ["running", "treadmill", "running", true],
    ["running", "trail", "running", false],
    ["cycling", "virtual_activity", "cycling", true],
    ["swimming", "lap_swimming", "swimming", false],
    ["fitness_equipment", "indoor_rowing", "rowing", true],
    ["fitness_equipment", "treadmill", "running", true],
    ["training", "strength_training", "strength", false],
    ["training", "yoga", "yoga", false],
    ["transition", "generic", "transition", false],
    ["cross_country_skiing", undefined, "skiing", false],
    ["generic", undefined, "other", false],
    [99, undefined, "other", false],
  ])("%s with %s is %s (indoors: %s)", (sport, sub, family, indoor) => {
    expect(fitSport(sport, sub)).toMatchObject({ sport: family, indoor });
  });

  it("keeps what the device wrote", () => {
    expect(fitSport("running", "treadmill").rawSport).toBe("running/treadmill");
    expect(fitSport("running", "generic").rawSport).toBe("running");
    expect(fitSport(undefined, undefined).rawSport).toBeNull();
  });
});
