import { describe, expect, it } from "vitest";
import type { RunDetail } from "@/db/runs";
import type { PowerSummary } from "@/domain/summary";
import { runFigures } from "./figures";

const format = { units: "km", locale: "en-GB" } as const;
const run = {
  distanceM: 10_000,
  durationS: 3000,
  elapsedS: 3000,
  averageHeartRateBpm: null,
  maxHeartRateBpm: null,
  elevationGainM: null,
  averageCadenceSpm: null,
} as RunDetail;
const power: PowerSummary = {
  averageW: 218.7,
  maxW: 314,
  normalizedW: 220.1,
  xPowerW: null,
  variabilityIndex: null,
  workKj: 748.9,
  bests: {},
};
const shown = (of: PowerSummary | null) =>
  runFigures(run, of, format).map(({ label, value, unit }) => `${label} ${value} ${unit}`);

describe("the figures of a run", () => {
  it("show power where a watch or foot pod measured it, with the words behind each", () => {
    expect(shown(power).slice(3)).toEqual(["Power 219 W", "Normalised power 220 W", "Energy 749 kJ"]);
    expect(runFigures(run, power, format).find(({ label }) => label === "Power")?.how).toMatch(/highest reading was 314 W/);
  });

  it("leave out what a short or powerless run does not have", () => {
    expect(shown({ ...power, normalizedW: null }).slice(3)).toEqual(["Power 219 W", "Energy 749 kJ"]);
    expect(shown(null)).toEqual(["Distance 10.00 km", "Duration 50:00 ", "Pace 5:00 min/km"]);
  });
});
