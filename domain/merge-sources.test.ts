import { describe, expect, it } from "vitest";
import { fc } from "@/bin/test/properties";
import { mergeSources } from "./merge-sources";
import { SOURCE_FORMATS, type SourceFacts } from "./source-facts";
import type { ActivitySummary } from "./summary";

const summary = (over: Partial<ActivitySummary> = {}): ActivitySummary => ({
  sampleCount: 100,
  elapsedS: 3600,
  timerS: 3500,
  movingS: 3400,
  distanceM: 10_000,
  averageSpeedMps: 2.8,
  maxSpeedMps: 4,
  elevationGainM: 50,
  elevationLossM: 50,
  averageCadenceRpm: null,
  maxCadenceRpm: null,
  heartRate: null,
  power: null,
  speedBests: null,
  bestEfforts: [],
  decouplingPct: null,
  efficiencyFactor: null,
  gapRatio: null,
  ...over,
});

const source = (format: SourceFacts["format"], over: Partial<SourceFacts> = {}): SourceFacts => ({
  format,
  name: null,
  notes: null,
  sport: "running",
  rawSport: null,
  indoor: false,
  startAt: "2026-05-01T08:00:00.000Z",
  startPrecision: "second",
  timeZone: null,
  localDate: null,
  distanceM: null,
  timerS: null,
  elapsedS: 3600,
  movingS: null,
  elevationGainM: null,
  averageHeartRateBpm: null,
  maxHeartRateBpm: null,
  averageCadence: null,
  calories: null,
  gearName: null,
  device: null,
  trackPoints: 0,
  summary: null,
  ...over,
});

const power = { averageW: 200, maxW: 400, normalizedW: 210, xPowerW: 205, variabilityIndex: 1.05, workKj: 700, bests: {} };
const heartRate = { averageBpm: 150, maxBpm: 170, seconds: { firstBpm: 150, seconds: [1] }, bests: {} };

describe("merging sources", () => {
  const fit = source("fit", {
    name: "Morning Run",
    distanceM: 10_010,
    trackPoints: 3600,
    summary: summary({ distanceM: 10_010 }),
  });
  const gpx = source("gpx", {
    distanceM: 10_090,
    trackPoints: 3500,
    summary: summary({ power, heartRate }),
    averageHeartRateBpm: 150,
  });
  const archive = source("strava_csv", { name: "Along the river", notes: "Windy", distanceM: 10_000, gearName: "Blue shoes" });
  const mmf = source("mmf_csv", {
    startAt: "2026-05-01T12:00:00.000Z",
    startPrecision: "day",
    localDate: "2026-05-02",
    distanceM: 10_100,
    calories: 700,
  });

  it("takes measurements from the best instrument and names from where people name things", () => {
    const merged = mergeSources([mmf, archive, gpx, fit]);
    expect(merged).toMatchObject({
      distanceM: 10_010,
      name: "Along the river",
      notes: "Windy",
      gearName: "Blue shoes",
      calories: 700,
    });
    expect(merged.from).toMatchObject({ distanceM: "fit", name: "strava_csv", calories: "mmf_csv", averageHeartRateBpm: "gpx" });
  });

  it("takes power and heart rate from whichever source has them", () => {
    expect(mergeSources([fit, gpx]).summary).toMatchObject({ distanceM: 10_010, power, heartRate });
  });

  it("lets a known second overrule a known day", () => {
    expect(mergeSources([mmf, archive])).toMatchObject({ startAt: archive.startAt, startPrecision: "second", localDate: null });
    expect(mergeSources([mmf])).toMatchObject({ startPrecision: "day", localDate: "2026-05-02" });
  });

  it("lets a named sport overrule an unnamed one, and one word of indoors be enough", () => {
    const unnamed = source("fit", { sport: "other" });
    expect(mergeSources([unnamed, source("mmf_csv", { sport: "walking", indoor: true })])).toMatchObject({
      sport: "walking",
      indoor: true,
    });
  });

  it("does not depend on the order of arrival, nor on a round trip through storage", () => {
    const some = fc.record({
      format: fc.constantFrom(...SOURCE_FORMATS),
      name: fc.option(fc.constantFrom("A", "B", "")),
      distanceM: fc.option(fc.integer({ min: 1, max: 3 })),
      trackPoints: fc.integer({ min: 0, max: 2 }),
      startPrecision: fc.constantFrom("second" as const, "day" as const),
      localDate: fc.option(fc.constantFrom("2026-05-01", "2026-05-02")),
      summary: fc.option(
        fc.record({ power: fc.option(fc.constant(power)), distanceM: fc.option(fc.integer({ min: 1, max: 3 })) }),
      ),
    });
    const sources = fc
      .array(some, { minLength: 1, maxLength: 5 })
      .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
    fc.assert(
      fc.property(sources, ([list, shuffled]) => {
        const full = (part: (typeof list)[number]) =>
          source(part.format, { ...part, summary: part.summary && summary(part.summary) });
        const stored = shuffled.map(full).map((facts) => Object.fromEntries(Object.entries(facts).reverse()) as SourceFacts);
        expect(mergeSources(stored)).toEqual(mergeSources(list.map(full)));
      }),
    );
  });

  it("refuses to merge nothing", () => {
    expect(() => mergeSources([])).toThrow(RangeError);
  });
});
