import type { SourceFacts } from "@/domain/source-facts";

type Unsaid = { [Key in keyof SourceFacts]-?: null extends SourceFacts[Key] ? Key : never }[keyof SourceFacts];

/** All that a source may leave unsaid. */
const UNSAID: Record<Unsaid, null> = {
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

/** What JSON writes as it is. */
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

/**
 * Facts as JSON for storing: what is not said is left out, which is half of what a row of a table has. Written by hand, since it is
 * done for every row of every import.
 */
export function factsJson(facts: SourceFacts): string {
  let json = "";
  for (const key in facts) {
    const value = facts[key as keyof SourceFacts];
    if (value === null || value === undefined) continue;
    const plain = typeof value === "number" ? Number.isFinite(value) : typeof value === "string" && PLAIN.test(value);
    const text = !plain ? JSON.stringify(value) : typeof value === "string" ? `"${value}"` : String(value);
    json += json === "" ? `"${key}":${text}` : `,"${key}":${text}`;
  }
  return `{${json}}`;
}

/** Stored facts with everything that is not said as null again; changes and answers the same object. */
function wholeFacts<Facts extends object>(stored: Facts): Facts & Record<Unsaid, null> {
  for (const key in UNSAID) if (!(key in stored)) Object.assign(stored, { [key]: null });
  return stored as Facts & Record<Unsaid, null>;
}

/** Rows with their facts whole. */
export function withWholeFacts<Row extends { facts: object }>(rows: Row[]): Row[] {
  for (const row of rows) wholeFacts(row.facts);
  return rows;
}
