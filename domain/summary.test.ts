import { describe, expect, it } from "vitest";
import type { Activity, Track } from "./activity";
import { factsOf } from "./source-facts";
import { summarise } from "./summary";
import { seconds, trackOf } from "./testing";

const activity = (track: Track | null, over: Partial<Activity> = {}): Activity => ({
  sport: "running",
  rawSport: "Run",
  indoor: false,
  name: "Morning",
  notes: null,
  startAt: new Date("2026-05-01T08:00:00Z"),
  startPrecision: "second",
  localDate: null,
  timeZone: null,
  elapsedS: 1,
  timerS: null,
  distanceM: 5000,
  elevationGainM: null,
  averageHeartRateBpm: 99,
  maxHeartRateBpm: null,
  calories: 300,
  gearName: null,
  device: "Watch",
  track,
  laps: [],
  warnings: [],
  ...over,
});

const time = seconds(1201);
const run = trackOf(time, {
  distance: time.map((t) => t * 4),
  heartRate: time.map((t) => (t < 600 ? 140 : 154)),
  cadence: time.map((t) => (t === 0 ? 0 : 168)),
  power: time.map(() => 250),
});

describe("summary", () => {
  it("holds what a run is asked for", () => {
    const summary = summarise(activity(run));
    expect(summary).toMatchObject({ elapsedS: 1200, timerS: 1201, movingS: 1200, distanceM: 4800, gapRatio: null });
    expect(summary?.bestEfforts.map((effort) => effort.distanceM)).toEqual([400, 804.672, 1000, 1609.344, 3218.688]);
    expect(summary?.bestEfforts[2]?.elapsedS).toBeCloseTo(250, 6);
    expect(summary?.heartRate?.seconds).toMatchObject({ firstBpm: 140 });
    expect(summary?.speedBests?.[60]).toBe(4);
  });

  it("takes a run's drift from speed, not from its power", () => {
    expect(summarise(activity(run))?.decouplingPct).toBeCloseTo(100 * (1 - 140 / 154), 0);
    const uphill = trackOf(time, { ...lists(run), distance: time.map((t) => (t < 600 ? t * 4 : 2400 + (t - 600) * 2)) });
    expect(summarise(activity(uphill))?.decouplingPct).toBeGreaterThan(50);
    expect(summarise(activity(uphill, { sport: "cycling" }))?.decouplingPct).toBeCloseTo(100 * (1 - 140 / 154), 0);
  });

  it("halves a cadence that counts both legs, on foot only", () => {
    expect(summarise(activity(run))?.averageCadenceRpm).toBe(84);
    expect(summarise(activity(run, { sport: "cycling" }))?.averageCadenceRpm).toBe(168);
  });

  it("has no best efforts on a bike and no power where the meter reads 0 throughout", () => {
    const ride = summarise(activity(trackOf(time, { ...lists(run), power: time.map(() => 0) }), { sport: "cycling" }));
    expect(ride).toMatchObject({ bestEfforts: [], power: null });
  });

  it("survives JSON", () => {
    const summary = summarise(activity(run));
    expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
  });

  it("survives a track of one sample and none at all", () => {
    expect(
      summarise(activity(trackOf([0], { power: [100], heartRate: [100], cadence: [60], altitude: [1], lat: [1], lng: [1] }))),
    ).toMatchObject({
      timerS: 1,
      elapsedS: 0,
      distanceM: null,
    });
    expect(summarise(activity(null))).toBeNull();
  });
});

describe("facts of a source", () => {
  it("prefer the track's figures to the session's", () => {
    expect(factsOf(activity(run), "fit")).toMatchObject({
      distanceM: 4800,
      elapsedS: 1200,
      averageHeartRateBpm: expect.closeTo(147, 0),
    });
  });

  it("fall back to what the source says", () => {
    const facts = factsOf(activity(null, { elapsedS: 1500 }), "strava_csv");
    expect(facts).toMatchObject({ distanceM: 5000, elapsedS: 1500, averageHeartRateBpm: 99, trackPoints: 0, summary: null });
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
  });
});

/** The channels of a track as plain lists. */
function lists(track: Track): Record<string, number[]> {
  return Object.fromEntries(Object.entries(track.channels).map(([channel, values]) => [channel, [...values]]));
}
