import { describe, expect, it } from "vitest";
import type { SourceFacts } from "@/domain/source-facts";
import type { ActivitySummary } from "@/domain/summary";
import { factsJson, withWholeFacts } from "./stored-facts";

const SUMMARY: ActivitySummary = {
  sampleCount: 3,
  elapsedS: 3600,
  timerS: 3500.5,
  movingS: null,
  distanceM: 30_000,
  averageSpeedMps: null,
  maxSpeedMps: null,
  elevationGainM: null,
  elevationLossM: null,
  averageCadenceRpm: null,
  maxCadenceRpm: null,
  heartRate: { averageBpm: 120, maxBpm: 150, seconds: { firstBpm: 119, seconds: [1, 2] }, bests: { 60: 140, 1200: null } },
  power: {
    averageW: 200,
    maxW: 700,
    normalizedW: null,
    xPowerW: 205,
    variabilityIndex: null,
    workKj: 700,
    bests: { 5: 650, 3600: null },
  },
  speedBests: null,
  bestEfforts: [],
  decouplingPct: null,
  efficiencyFactor: null,
  gapRatio: null,
};

const FACTS: SourceFacts = {
  format: "strava_api",
  name: 'Says "hello" \\ goes home\n☂',
  notes: null,
  sport: "cycling",
  rawSport: "Ride",
  indoor: false,
  startAt: "2026-03-01T08:00:00.000Z",
  startPrecision: "second",
  timeZone: null,
  localDate: null,
  distanceM: 1e-7,
  timerS: 3500.5,
  elapsedS: 3600,
  movingS: null,
  elevationGainM: 0,
  averageHeartRateBpm: null,
  maxHeartRateBpm: null,
  averageCadence: null,
  calories: null,
  gearName: null,
  device: null,
  trackPoints: 3,
  summary: SUMMARY,
  laps: [{ startS: 0, elapsedS: null, timerS: 60, distanceM: null, averageHeartRateBpm: null, averagePowerW: 200 }],
  account: "1000",
};

const back = (facts: SourceFacts) => withWholeFacts([{ facts: JSON.parse(factsJson(facts)) as object }])[0]?.facts;

describe("stored facts", () => {
  it("come back as they were, with what is not said as null and with the nulls inside of lists and curves", () => {
    expect(back(FACTS)).toEqual(FACTS);
    expect(back({ ...FACTS, summary: { ...SUMMARY, power: null } })).toEqual({ ...FACTS, summary: { ...SUMMARY, power: null } });
    const { laps, account, ...bare } = FACTS;
    expect(back({ ...bare, summary: null })).toEqual({ ...bare, summary: null });
  });

  it("leave out what is not said, of the summary and its power, too", () => {
    const { laps, ...bare } = FACTS;
    expect(factsJson({ ...bare, summary: { ...SUMMARY, heartRate: null, power: null } })).not.toContain("null");
    expect(factsJson(FACTS)).not.toMatch(/"(notes|gapRatio|variabilityIndex)"/);
  });

  it("have their keys in the order in which PostgreSQL keeps them", () => {
    const keys = Object.keys(JSON.parse(factsJson(FACTS)) as object);
    const before = (a = "", b = "") => a.length < b.length || (a.length === b.length && a < b);
    expect(keys.length).toBeGreaterThan(10);
    for (let at = 1; at < keys.length; at++) expect(before(keys[at - 1], keys[at]), `${keys[at - 1]} ${keys[at]}`).toBe(true);
  });
});
