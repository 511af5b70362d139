import type { NewRun } from "./run-changes";
import type { RunFieldName } from "./run-fields";
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

/** The name of a run that was given none. */
const UNNAMED = "Run";

/**
 * What a person said of a run by writing it down, by the API's names: what no recording that joins it later may take back. A name
 * that was not chosen and a type that was left as it is were not said.
 */
export function typedFields(facts: SourceFacts): RunFieldName[] {
  const said: Partial<Record<RunFieldName, boolean>> = {
    name: facts.name !== null && facts.name !== UNNAMED,
    notes: facts.notes !== null,
    type: facts.indoor,
    startAt: true,
    distance: facts.distanceM !== null && facts.distanceM > 0,
    duration: facts.timerS !== null && facts.timerS > 0,
    elapsed: facts.timerS !== null && facts.elapsedS > facts.timerS,
    averageHeartRate: facts.averageHeartRateBpm !== null,
    maxHeartRate: facts.maxHeartRateBpm !== null,
    elevationGain: facts.elevationGainM !== null,
    shoeId: facts.gearName !== null,
  };
  return (Object.keys(said) as RunFieldName[]).filter((field) => said[field]);
}
