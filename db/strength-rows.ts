import type { StrengthExercise, StrengthSession } from "@/domain/strength";
import { sumSets } from "@/domain/strength";
import { arrayLiteral, type BulkColumn, type BulkRow } from "./bulk";
import type { Versioned } from "./history";

export const STRENGTH: Versioned = { table: "strength_workouts", idColumn: "workout_id", what: "session" };

/** A strength session as it is stored: kilograms and seconds; warm-ups count neither for `volumeKg` nor for `setCount`. */
export type StrengthRow = StrengthSession & {
  id: string;
  timeZone: string;
  localDate: string;
  volumeKg: number;
  setCount: number;
  source: "hevy" | "demo";
  origin: "api" | "export" | "demo";
  hevyId: string | null;
  version: number;
  /** Fields that a person has set, by the API's names; no import or sync writes those. */
  editedFields: string[];
  /** What the sources say of edited fields, by the same names: instants in ISO 8601, exercises as they are stored. */
  provider: Record<string, unknown>;
  deletedAt: Date | null;
  undoneImportId: string | null;
  hevyDeletedAt: Date | null;
};

/** A session of a list: its exercises by their titles alone. */
export type StrengthListRow = Omit<
  StrengthRow,
  "exercises" | "hevyId" | "undoneImportId" | "hevyDeletedAt" | "editedFields" | "provider"
> & {
  exerciseTitles: string[];
};

const PLAIN = `w.id, w.title, w.description, w.start_at as "startAt", w.end_at as "endAt", w.time_zone as "timeZone",
  w.local_date as "localDate", w.duration_s as "durationS", w.volume_kg as "volumeKg", w.set_count as "setCount", w.source, w.origin,
  w.version, w.deleted_at as "deletedAt"`;

/** Columns of {@link StrengthRow}; the table is called `w`. */
export const STRENGTH_COLUMNS = `${PLAIN}, w.exercises, w.edited_fields as "editedFields", w.provider, w.hevy_id as "hevyId", w.undone_import_id as "undoneImportId",
  w.hevy_deleted_at as "hevyDeletedAt"`;

/** Columns of {@link StrengthListRow}; the table is called `w`. */
export const STRENGTH_LIST_COLUMNS = `${PLAIN}, array(select e.value ->> 'title' from jsonb_array_elements(w.exercises) e) as "exerciseTitles"`;

/** What is written of a session, insert or update, without its key. */
export const STRENGTH_WRITTEN: readonly BulkColumn[] = [
  ["title", "text"],
  ["description", "text"],
  ["start_at", "timestamptz"],
  ["end_at", "timestamptz"],
  ["time_zone", "text"],
  ["local_date", "date"],
  ["duration_s", "float8"],
  ["volume_kg", "float8"],
  ["set_count", "int4"],
  ["exercises", "jsonb"],
  ["source", "text"],
  ["origin", "text"],
  ["hevy_id", "text"],
  ["edited_fields", "text[]"],
  ["provider", "jsonb"],
  ["deleted_at", "timestamptz"],
  ["undone_import_id", "uuid"],
  ["hevy_deleted_at", "timestamptz"],
];

/** The values of {@link STRENGTH_WRITTEN}. */
export function strengthValues(row: StrengthRow): BulkRow {
  const { volumeKg, setCount } = sumSets(row.exercises);
  return {
    title: row.title,
    description: row.description,
    start_at: row.startAt,
    end_at: row.endAt,
    time_zone: row.timeZone,
    local_date: row.localDate,
    duration_s: row.durationS,
    volume_kg: volumeKg,
    set_count: setCount,
    exercises: JSON.stringify(row.exercises satisfies StrengthExercise[]),
    source: row.source,
    origin: row.origin,
    hevy_id: row.hevyId,
    edited_fields: arrayLiteral(row.editedFields),
    provider: JSON.stringify(row.provider),
    deleted_at: row.deletedAt,
    undone_import_id: row.undoneImportId,
    hevy_deleted_at: row.hevyDeletedAt,
  };
}

/** A session as its history keeps it; versions from before sessions could be edited lack what tells of edits. */
export type StoredSession = Record<string, unknown> & {
  id: string;
  title: string;
  description: string | null;
  start_at: string;
  end_at: string | null;
  time_zone: string;
  local_date: string;
  duration_s: number;
  volume_kg?: number;
  set_count?: number;
  exercises: StrengthExercise[];
  source: StrengthRow["source"];
  origin: StrengthRow["origin"];
  hevy_id?: string | null;
  version: number;
  edited_fields?: string[];
  provider?: Record<string, unknown>;
  deleted_at: string | null;
  undone_import_id?: string | null;
  hevy_deleted_at?: string | null;
};

const instantOf = (text: string | null | undefined) => (text ? new Date(text) : null);

/** A stored version as the session that it was. */
export function sessionOf(stored: StoredSession): StrengthRow {
  const { id, title, description, exercises, source, origin, version } = stored;
  const { volumeKg, setCount } = sumSets(exercises);
  return {
    ...{ id, title, description, exercises, source, origin, version, volumeKg, setCount },
    startAt: new Date(stored.start_at),
    endAt: instantOf(stored.end_at),
    timeZone: stored.time_zone,
    localDate: stored.local_date,
    durationS: stored.duration_s,
    hevyId: stored.hevy_id ?? null,
    editedFields: stored.edited_fields ?? [],
    provider: stored.provider ?? {},
    deletedAt: instantOf(stored.deleted_at),
    undoneImportId: stored.undone_import_id ?? null,
    hevyDeletedAt: instantOf(stored.hevy_deleted_at),
  };
}
