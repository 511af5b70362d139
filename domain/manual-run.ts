import type { NewRun } from "./run-changes";
import type { SourceFacts } from "./source-facts";

/**
 * What a person says of a run by writing it down, as a source like any other: a recording of the same run that comes later is merged
 * with it, and it can be split off again. `shoeName` is the name of its shoe.
 */
export function manualFacts(run: NewRun & { timeZone: string }, shoeName: string | null): SourceFacts {
  return {
    format: "manual",
    name: run.name,
    notes: run.notes ?? null,
    sport: "running",
    rawSport: null,
    indoor: run.type === "Treadmill Run",
    startAt: run.startAt.toISOString(),
    startPrecision: "second",
    timeZone: run.timeZone,
    localDate: null,
    distanceM: run.distance,
    timerS: run.duration,
    elapsedS: Math.max(run.elapsed ?? 0, run.duration),
    movingS: null,
    elevationGainM: run.elevationGain ?? null,
    averageHeartRateBpm: run.averageHeartRate ?? null,
    maxHeartRateBpm: run.maxHeartRate ?? null,
    averageCadence: null,
    calories: null,
    gearName: shoeName,
    device: null,
    trackPoints: 0,
    summary: null,
  };
}
