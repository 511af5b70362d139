import { describe, expect, it } from "vitest";
import type { SourceFacts } from "@/domain/source-facts";
import { provenanceTable, toldOfRun } from "./provenance";

const facts = (over: Partial<SourceFacts>): SourceFacts => ({
  format: "fit",
  name: null,
  notes: null,
  sport: "running",
  rawSport: null,
  indoor: false,
  startAt: "2026-11-02T05:42:10.000Z",
  startPrecision: "second",
  timeZone: null,
  localDate: null,
  distanceM: 10_020,
  timerS: 3126,
  elapsedS: 3126,
  movingS: null,
  elevationGainM: null,
  averageHeartRateBpm: null,
  maxHeartRateBpm: null,
  averageCadence: null,
  calories: null,
  gearName: null,
  device: "Forerunner 255",
  trackPoints: 3000,
  summary: null,
  ...over,
});

const run = {
  id: "strava_1",
  name: "Wet leaves",
  type: "Outdoor Run" as const,
  startAt: new Date("2026-11-02T05:42:10Z"),
  startPrecision: "second" as const,
  timeZone: "Europe/Berlin",
  localDate: "2026-11-02",
  distanceM: 10_500,
  durationS: 3126,
  elapsedS: 3126,
  movingS: null,
  averageHeartRateBpm: null,
  maxHeartRateBpm: null,
  averageCadenceSpm: null,
  elevationGainM: null,
  source: "strava" as const,
  shoeId: null,
  notes: null,
  version: 2,
  editedFields: ["distance"],
  provider: { distance: 10_020 },
  deletedAt: null,
};
const words = { units: "km", locale: "en-GB", timeZone: "Europe/Berlin", shoes: new Map<string, string>() } as const;

describe("where figures come from", () => {
  it("shows what the person set beside what every source says", () => {
    const table = provenanceTable(
      toldOfRun(run),
      run,
      [
        { id: "file_1", source: "file", origin: "file", facts: facts({}) },
        {
          id: "strava_1",
          source: "strava",
          origin: "export",
          facts: facts({ format: "strava_csv", distanceM: 10_100, name: "Morning" }),
        },
      ],
      words,
    );
    expect(table?.columns.map((column) => column.label)).toEqual([
      "Figure",
      "Shown",
      "FIT file from Forerunner 255",
      "Strava archive",
    ]);
    const distance = table?.rows.find((row) => row[0] === "distance");
    expect(distance?.slice(1)).toEqual(["Distance", ["10.50 km", "edited by you"], "10.02 km", "10.10 km"]);
    expect(table?.rows.find((row) => row[0] === "name")?.slice(2)).toEqual(["Wet leaves", null, "Morning"]);
  });

  it("keeps the source's word where the source itself is not kept", () => {
    const table = provenanceTable(toldOfRun(run), run, [], words);
    expect(table?.rows.find((row) => row[0] === "distance")?.at(-1)).toBe("10.02 km");
  });

  it("has nothing to compare for a run written by hand", () => {
    expect(provenanceTable(toldOfRun(run), { ...run, provider: {} }, [], words)).toBeNull();
  });
});
