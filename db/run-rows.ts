import type { Run, RunType, Source } from "@/domain/runs";

/** A run with all that its page, its versions and the API show. */
export type RunRow = Run & { importId: string | null };

/** A run as a line of a table. */
export type RunListRow = {
  id: string;
  name: string;
  type: RunType;
  startAt: Date;
  timeZone: string;
  localDate: string;
  distanceM: number;
  durationS: number;
  averageHeartRateBpm: number | null;
  elevationGainM: number | null;
  source: Source;
  shoeId: string | null;
  version: number;
  edited: boolean;
  deletedAt: Date | null;
};

/** Columns of {@link RunListRow}; the table is called `r`. */
export const RUN_LIST_COLUMNS = `r.id, r.name, r.type, r.start_at as "startAt", r.time_zone as "timeZone", r.local_date as "localDate",
  r.distance_m as "distanceM", r.duration_s as "durationS", r.average_heart_rate_bpm as "averageHeartRateBpm",
  r.elevation_gain_m as "elevationGainM", r.source, r.shoe_id as "shoeId", r.version, r.edited_fields <> '{}' as edited,
  r.deleted_at as "deletedAt"`;

/** Columns of {@link RunRow}; the table is called `r`. */
export const RUN_COLUMNS = `r.id, r.name, r.type, r.start_at as "startAt", r.start_precision as "startPrecision",
  r.time_zone as "timeZone", r.local_date as "localDate", r.distance_m as "distanceM", r.duration_s as "durationS",
  r.elapsed_s as "elapsedS", r.moving_s as "movingS", r.average_heart_rate_bpm as "averageHeartRateBpm",
  r.max_heart_rate_bpm as "maxHeartRateBpm", r.average_cadence_spm as "averageCadenceSpm",
  r.elevation_gain_m as "elevationGainM", r.source, r.shoe_id as "shoeId", r.notes, r.version,
  r.edited_fields as "editedFields", r.provider, r.import_id as "importId", r.deleted_at as "deletedAt"`;

/** A run's row as the database names its columns: what a versioned write answers and what histories keep. */
export type StoredRun = {
  id: string;
  name: string;
  type: RunType;
  start_at: Date | string;
  start_precision: "second" | "day";
  time_zone: string;
  local_date: string;
  distance_m: number;
  duration_s: number;
  elapsed_s: number;
  moving_s: number | null;
  average_heart_rate_bpm: number | null;
  max_heart_rate_bpm: number | null;
  average_cadence_spm: number | null;
  elevation_gain_m: number | null;
  source: Source;
  shoe_id: string | null;
  notes: string | null;
  version: number;
  edited_fields: string[];
  provider: Record<string, unknown>;
  import_id: string | null;
  deleted_at: Date | string | null;
};

/** A run from its stored row, or from what a history keeps of one (there instants are text). */
export function runOf(row: StoredRun): RunRow {
  return {
    id: row.id,
    name: row.name,
    type: row.type,
    startAt: new Date(row.start_at),
    startPrecision: row.start_precision,
    timeZone: row.time_zone,
    localDate: row.local_date,
    distanceM: row.distance_m,
    durationS: row.duration_s,
    elapsedS: row.elapsed_s,
    movingS: row.moving_s,
    averageHeartRateBpm: row.average_heart_rate_bpm,
    maxHeartRateBpm: row.max_heart_rate_bpm,
    averageCadenceSpm: row.average_cadence_spm,
    elevationGainM: row.elevation_gain_m,
    source: row.source,
    shoeId: row.shoe_id,
    notes: row.notes,
    version: row.version,
    editedFields: row.edited_fields,
    provider: row.provider,
    importId: row.import_id,
    deletedAt: row.deleted_at === null ? null : new Date(row.deleted_at),
  };
}
