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

/** The columns that a field owns, by its name in the API. */
export function columnsOf(noun: ActivityNoun, field: string): readonly string[] {
  return OWNED[noun][field]?.columns ?? [];
}

type Owner = { source: Source; editedFields: readonly string[]; provider: Record<string, unknown> };

/**
 * Makes fields the person's own; of those that were not, the value until now is what the sources say. Of an activity that was written
 * by hand the person is the source: correcting oneself leaves no second opinion. `until` holds values until now by the API's names.
 */
export function ownership(
  of: Owner,
  until: Record<string, unknown>,
): { edited_fields: string[]; provider: Record<string, unknown> } {
  const provider = { ...of.provider };
  for (const [field, value] of Object.entries(until)) {
    // What is there already was said by a source while the run had to show something else.
    if (of.source !== "manual" && !of.editedFields.includes(field) && !(field in provider)) provider[field] = value;
  }
  return { edited_fields: [...new Set([...of.editedFields, ...Object.keys(until)])], provider };
}

type Timed = Owner & { durationS: number; elapsedS: number };

/**
 * The time from start to end as the sources tell it, whatever is shown while a longer duration was set. Seconds. Of a run written by
 * hand nobody may have told it apart from the duration: then it is `durationS`, the duration that is set now.
 */
export function toldElapsed(run: Timed, durationS: number): number {
  const said = run.provider["elapsed"];
  if (typeof said === "number" && !run.editedFields.includes("elapsed")) return said;
  const never = run.source === "manual" && run.elapsedS === run.durationS && Object.keys(run.provider).length === 0;
  return never ? durationS : run.elapsedS;
}

/**
 * Nobody runs longer than from start to end: the elapsed time that is shown beside a duration. What the sources told stays in
 * `provider` for as long as something else must be shown. Answers the shown one.
 */
export function showElapsed(
  provider: Record<string, unknown>,
  edited: readonly string[],
  told: number,
  durationS: number,
): number {
  const shown = Math.max(told, durationS);
  if (edited.includes("elapsed")) return shown;
  if (shown === told) delete provider["elapsed"];
  else provider["elapsed"] = told;
  return shown;
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
export function same(a: unknown, b: unknown): boolean {
  const plain = (value: unknown) => (value instanceof Date ? value.getTime() : value === undefined ? null : value);
  const [left, right] = [plain(a), plain(b)];
  if (left === right) return true;
  const instant = typeof left === "number" ? right : left;
  const other = typeof left === "number" ? left : right;
  return typeof instant === "string" && typeof other === "number" && Date.parse(instant) === other && !/^-?[\d.]+$/.test(instant);
}

/** What a person has set of an activity: which fields, by the API's names, and the columns as they set them. */
export type Edits = { fields: readonly string[]; values: Record<string, unknown> };

/** What a recomputed row becomes under a person's edits, and which fields differ from the stored one. */
export type Overlaid = { values: BulkRow; provider: Record<string, unknown>; fields: string[]; changed: boolean };

/** Lays a person's edits over newly computed values; `provider` takes what the sources say of edited fields. */
export function overlay(noun: ActivityNoun, stored: Stored, computed: BulkRow, edits: Edits): Overlaid {
  const values = { ...computed };
  const provider: Record<string, unknown> = {};
  for (const name of edits.fields) {
    const owned = OWNED[noun][name];
    provider[name] = owned ? owned.says(computed) : stored.provider[name];
    for (const key of owned?.columns ?? []) if (key in values) values[key] = edits.values[key] as BulkRow[string];
  }
  if (noun === "run") {
    const { elapsed_s: elapsedS, duration_s: durationS } = values;
    if (typeof elapsedS === "number" && typeof durationS === "number") {
      values["elapsed_s"] = showElapsed(provider, edits.fields, elapsedS, durationS);
    }
  }
  const differing = Object.keys(values).filter((key) => !same(values[key], stored[key]));
  const told = Object.keys({ ...stored.provider, ...provider });
  const said = told.filter((key) => !same(provider[key], stored.provider[key]));
  const owned =
    edits.fields.length !== stored.edited_fields.length || edits.fields.some((f) => !stored.edited_fields.includes(f));
  return {
    values,
    provider,
    fields: [...new Set([...differing.map(fieldOf), ...said])],
    changed: owned || differing.length + said.length > 0,
  };
}
