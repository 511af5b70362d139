import { SOURCE_FORMATS, type SourceFacts, type SourceFormat } from "./source-facts";
import type { ActivitySummary } from "./summary";

type Field = Exclude<keyof SourceFacts, "format">;

/**
 * The union of all sources of one activity, and which kind of source each field came from (absent where no source says anything):
 * what came from an API may have to be deleted again when the connection ends.
 */
export type MergedFacts = Omit<SourceFacts, "format"> & { from: Partial<Record<Field, SourceFormat>> };

/** People name things where they publish them; a device writes "Morning Run" at best. */
const NAMING: readonly SourceFormat[] = ["manual", "strava_api", "strava_csv", "mmf_csv", "tcx", "gpx", "fit", "demo"];

/** Fields whose winner is the best namer, not the best instrument. */
const NAMED = new Set<Field>(["name", "notes", "gearName"]);
const FIELDS: readonly Field[] = [
  "name",
  "notes",
  "gearName",
  "sport",
  "rawSport",
  "indoor",
  "startAt",
  "startPrecision",
  "timeZone",
  "localDate",
  "distanceM",
  "timerS",
  "elapsedS",
  "movingS",
  "elevationGainM",
  "averageHeartRateBpm",
  "maxHeartRateBpm",
  "averageCadence",
  "calories",
  "device",
  "trackPoints",
  "summary",
];

/** What of a source's facts tells how good its track is. */
export type TrackFacts = Pick<SourceFacts, "format" | "trackPoints"> & { summary: { power: unknown } | null };

/**
 * Orders sources by whose track stands for the activity: one with power first, then FIT before TCX before GPX, then the one with more
 * samples. For sorting.
 */
export function byBestTrack(a: TrackFacts, b: TrackFacts): number {
  const empty = Number(a.trackPoints === 0) - Number(b.trackPoints === 0);
  const powerless = Number(!a.summary?.power) - Number(!b.summary?.power);
  return (
    empty || powerless || SOURCE_FORMATS.indexOf(a.format) - SOURCE_FORMATS.indexOf(b.format) || b.trackPoints - a.trackPoints
  );
}

/**
 * Merges what several sources say about one activity, field by field: measurements from FIT, TCX, GPX, Strava's API, its archive and
 * MapMyFitness in this order, names and notes the other way round, heart rate and power from whichever source has them. The result
 * does not depend on the order of `sources`. Throws a RangeError for an empty list.
 */
export function mergeSources(sources: readonly SourceFacts[]): MergedFacts {
  const measured = ranked(sources, SOURCE_FORMATS);
  const named = ranked(sources, NAMING);
  const best = measured[0];
  if (!best) throw new RangeError("There is no source to merge.");
  const merged: SourceFacts = { ...best };
  const from: MergedFacts["from"] = {};
  for (const field of FIELDS) {
    const winner = (NAMED.has(field) ? named : measured).find((facts) => says(facts, field, measured));
    take(merged, field, winner ?? best);
    if (winner) from[field] = winner.format;
  }
  const { format: _, ...facts } = merged;
  return { ...facts, summary: mergeSummaries(measured.flatMap((source) => source.summary ?? [])), from };
}

function take<F extends Field>(merged: SourceFacts, field: F, facts: SourceFacts): void {
  merged[field] = facts[field];
}

/** Whether a source has something to say on a field, so that it may win it. */
function says(facts: SourceFacts, field: Field, all: readonly SourceFacts[]): boolean {
  if (field === "sport") return facts.sport !== "other";
  if (field === "indoor") return facts.indoor;
  if (field === "trackPoints") return facts.trackPoints > 0;
  if (field === "startAt" || field === "startPrecision") {
    return facts.startPrecision === "second" || all.every((other) => other.startPrecision === "day");
  }
  // A day that one source names is overruled by the start that another knows to the second.
  if (field === "localDate")
    return facts.localDate !== null && all.every((other) => other.startPrecision === "day" || other === facts);
  if (field === "elapsedS") return facts.elapsedS > 0;
  const value = facts[field];
  return value !== null && value !== "";
}

/** Sorted by rank; sources of one format by the longer track, then by their whole content, so that input order never matters. */
function ranked(sources: readonly SourceFacts[], order: readonly SourceFormat[]): SourceFacts[] {
  return [...sources].sort(
    (a, b) =>
      order.indexOf(a.format) - order.indexOf(b.format) || b.trackPoints - a.trackPoints || compare(canonical(a), canonical(b)),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** JSON with sorted keys: a database that stores records as JSON gives them back in an order of its own. */
function canonical(facts: SourceFacts): string {
  return JSON.stringify(facts, (_, value: unknown) =>
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => compare(a, b)))
      : value,
  );
}

/** The best source's summary, completed block by block from the others: a GPX may bring the power that the FIT lacks. */
function mergeSummaries(summaries: readonly ActivitySummary[]): ActivitySummary | null {
  const [best] = summaries;
  if (!best) return null;
  const heart = summaries.find((summary) => summary.heartRate);
  const power = summaries.find((summary) => summary.power);
  const efforts = summaries.find((summary) => summary.bestEfforts.length > 0);
  const decoupled = summaries.find((summary) => summary.decouplingPct !== null);
  const first = <K extends keyof ActivitySummary>(field: K) =>
    (summaries.find((summary) => summary[field] !== null) ?? best)[field];
  return {
    ...best,
    movingS: first("movingS"),
    distanceM: first("distanceM"),
    averageSpeedMps: first("averageSpeedMps"),
    maxSpeedMps: first("maxSpeedMps"),
    elevationGainM: first("elevationGainM"),
    elevationLossM: first("elevationLossM"),
    averageCadenceRpm: first("averageCadenceRpm"),
    maxCadenceRpm: first("maxCadenceRpm"),
    speedBests: first("speedBests"),
    gapRatio: first("gapRatio"),
    efficiencyFactor: first("efficiencyFactor"),
    heartRate: heart?.heartRate ?? null,
    power: power?.power ?? null,
    bestEfforts: efforts?.bestEfforts ?? [],
    decouplingPct: decoupled?.decouplingPct ?? null,
  };
}
