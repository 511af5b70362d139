import type { SourceFacts } from "@/domain/source-facts";
import type { ActivitySummary, PowerSummary } from "@/domain/summary";

type Unsaid<Of> = { [Key in keyof Of]-?: null extends Of[Key] ? Key : never }[keyof Of];

/** All that a source may leave unsaid. */
const UNSAID: Record<Unsaid<SourceFacts>, null> = {
  name: null,
  notes: null,
  rawSport: null,
  timeZone: null,
  localDate: null,
  distanceM: null,
  timerS: null,
  movingS: null,
  elevationGainM: null,
  averageHeartRateBpm: null,
  maxHeartRateBpm: null,
  averageCadence: null,
  calories: null,
  gearName: null,
  device: null,
  summary: null,
};

const UNSAID_SUMMARY: Record<Unsaid<ActivitySummary>, null> = {
  movingS: null,
  distanceM: null,
  averageSpeedMps: null,
  maxSpeedMps: null,
  elevationGainM: null,
  elevationLossM: null,
  averageCadenceRpm: null,
  maxCadenceRpm: null,
  heartRate: null,
  power: null,
  speedBests: null,
  decouplingPct: null,
  efficiencyFactor: null,
  gapRatio: null,
};

const UNSAID_POWER: Record<Unsaid<PowerSummary>, null> = { normalizedW: null, xPowerW: null, variabilityIndex: null };

/** What a source says in any case, or has no word for at all. */
const SAID: Record<Exclude<keyof SourceFacts, Unsaid<SourceFacts>>, true> = {
  format: true,
  sport: true,
  indoor: true,
  startAt: true,
  startPrecision: true,
  elapsedS: true,
  trackPoints: true,
  laps: true,
  account: true,
};

/** In the order in which PostgreSQL keeps the keys of a document, which spares it the sorting. */
const KEYS = ([...Object.keys(UNSAID), ...Object.keys(SAID)] as (keyof SourceFacts)[]).sort(
  (a, b) => a.length - b.length || (a < b ? -1 : 1),
);

/** What JSON writes as it is. */
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

/**
 * Facts as JSON for storing: what is not said is left out, which is half of what a row of a table has. Written by hand, since it is
 * done for every row of every import.
 */
export function factsJson(facts: SourceFacts): string {
  let json = "";
  for (const key of KEYS) {
    const value = facts[key];
    if (value === null || value === undefined) continue;
    json += json === "" ? `"${key}":${textOf(value)}` : `,"${key}":${textOf(value)}`;
  }
  return `{${json}}`;
}

function textOf(value: NonNullable<SourceFacts[keyof SourceFacts]>): string {
  if (typeof value === "string") return PLAIN.test(value) ? `"${value}"` : JSON.stringify(value);
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  return JSON.stringify(typeof value === "object" && "power" in value ? saidOf(value) : value);
}

/** A summary without what it does not say. */
function saidOf(summary: ActivitySummary): Record<string, unknown> {
  const said = withoutNulls(summary);
  if (summary.power) said["power"] = withoutNulls(summary.power);
  return said;
}

function withoutNulls<Of extends object>(of: Of): Record<string, unknown> {
  const said: Record<string, unknown> = {};
  for (const key in of) if (of[key] !== null) said[key] = of[key];
  return said;
}

function fill<Key extends string>(stored: object, unsaid: Record<Key, null>): void {
  for (const key in unsaid) if (!(key in stored)) Object.assign(stored, { [key]: null });
}

/** Rows with everything of their facts that is not said as null again. */
export function withWholeFacts<Row extends { facts: object }>(rows: Row[]): Row[] {
  for (const { facts } of rows) {
    fill(facts, UNSAID);
    const summary = "summary" in facts ? facts.summary : null;
    if (typeof summary !== "object" || summary === null) continue;
    fill(summary, UNSAID_SUMMARY);
    if ("power" in summary && typeof summary.power === "object" && summary.power !== null) fill(summary.power, UNSAID_POWER);
  }
  return rows;
}
