import type { Source } from "@/domain/runs";
import type { ActivityNoun } from "./activity-rows";
import type { BulkRow } from "./bulk";

/**
 * A person's edits win over what sources say. `edited_fields` holds names of the API; here is which columns each of them owns, and
 * how the source's own value is shown beside the person's.
 */
type Owned = { columns: readonly string[]; says: (values: BulkRow) => BulkRow[string] };

const column = (name: string, ...more: string[]): Owned => ({ columns: [name, ...more], says: (values) => values[name] ?? null });

const OWNED: Record<ActivityNoun, Record<string, Owned>> = {
  run: {
    name: column("name"),
    notes: column("notes"),
    type: column("type"),
    distance: column("distance_m"),
    duration: column("duration_s"),
    elapsed: column("elapsed_s"),
    moving: column("moving_s"),
    averageHeartRate: column("average_heart_rate_bpm"),
    maxHeartRate: column("max_heart_rate_bpm"),
    averageCadence: column("average_cadence_spm"),
    elevationGain: column("elevation_gain_m"),
    shoeId: column("shoe_id"),
    startAt: column("start_at", "start_precision", "time_zone", "local_date"),
  },
  workout: {
    title: column("title"),
    name: column("title"),
    description: column("description"),
    sport: column("sport"),
    distance: column("distance_m"),
    duration: column("duration_s"),
    startAt: column("start_at", "start_precision", "time_zone", "local_date", "end_at"),
  },
};

/**
 * Makes fields the person's own; of those that were not, the value until now is what the sources say. Of an activity that was written
 * by hand the person is the source: correcting oneself leaves no second opinion. `until` holds values until now by the API's names.
 */
export function ownership(
  of: { source: Source; editedFields: readonly string[]; provider: Record<string, unknown> },
  until: Record<string, unknown>,
): { edited_fields: string[]; provider: string } {
  const provider = { ...of.provider };
  for (const [field, value] of Object.entries(until)) {
    if (of.source !== "manual" && !of.editedFields.includes(field)) provider[field] = value;
  }
  return { edited_fields: [...new Set([...of.editedFields, ...Object.keys(until)])], provider: JSON.stringify(provider) };
}

/** Names of the API for columns, for the history's `changed_fields`. */
const FIELD_OF: Record<string, string> = {
  start_at: "startAt",
  start_precision: "startPrecision",
  end_at: "endAt",
  time_zone: "timeZone",
  local_date: "localDate",
  distance_m: "distance",
  duration_s: "duration",
  elapsed_s: "elapsed",
  moving_s: "moving",
  elevation_gain_m: "elevationGain",
  average_heart_rate_bpm: "averageHeartRate",
  max_heart_rate_bpm: "maxHeartRate",
  average_cadence_spm: "averageCadence",
  average_cadence_rpm: "averageCadence",
  max_cadence_rpm: "maxCadence",
  average_power_w: "averagePower",
  max_power_w: "maxPower",
  normalized_power_w: "normalizedPower",
  energy_kj: "energy",
  sample_count: "sampleCount",
  shoe_id: "shoeId",
  raw_sport: "rawSport",
  deleted_at: "deletedAt",
};

/** The API's name of a column. */
function fieldOf(name: string): string {
  return FIELD_OF[name] ?? name;
}

/** A stored row as far as overlaying needs it. */
export type Stored = BulkRow & { edited_fields: string[]; provider: Record<string, unknown> };

/** Whether two values of a column are the same, whatever form instants have. */
function same(a: unknown, b: unknown): boolean {
  const plain = (value: unknown) => (value instanceof Date ? value.getTime() : value === undefined ? null : value);
  const [left, right] = [plain(a), plain(b)];
  if (left === right) return true;
  const instant = typeof left === "number" ? right : left;
  const other = typeof left === "number" ? left : right;
  return typeof instant === "string" && typeof other === "number" && Date.parse(instant) === other && !/^-?[\d.]+$/.test(instant);
}

/** What a recomputed row becomes under a person's edits, and which fields differ from the stored one. */
export type Overlaid = { values: BulkRow; provider: Record<string, unknown>; fields: string[]; changed: boolean };

/** Lays the edits of a stored row over newly computed values; `provider` takes what the sources say of edited fields. */
export function overlay(noun: ActivityNoun, stored: Stored, computed: BulkRow): Overlaid {
  const values = { ...computed };
  const provider: Record<string, unknown> = { ...stored.provider };
  for (const name of stored.edited_fields) {
    const owned = OWNED[noun][name];
    if (!owned) continue;
    provider[name] = owned.says(computed);
    for (const key of owned.columns) if (key in values) values[key] = stored[key];
  }
  const differing = Object.keys(values).filter((key) => !same(values[key], stored[key]));
  const said = Object.keys(provider).filter((key) => !same(provider[key], stored.provider[key]));
  return {
    values,
    provider,
    fields: [...new Set([...differing.map(fieldOf), ...said])],
    changed: differing.length + said.length > 0,
  };
}
