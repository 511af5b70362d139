import type { StrengthExercise, StrengthSession } from "@/domain/strength";
import { sumSets } from "@/domain/strength";
import type { BulkColumn, BulkRow } from "./bulk";
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
  deletedAt: Date | null;
  undoneImportId: string | null;
  hevyDeletedAt: Date | null;
};

/** A session of a list: its exercises by their titles alone. */
export type StrengthListRow = Omit<StrengthRow, "exercises" | "hevyId" | "undoneImportId" | "hevyDeletedAt"> & {
  exerciseTitles: string[];
};

const PLAIN = `w.id, w.title, w.description, w.start_at as "startAt", w.end_at as "endAt", w.time_zone as "timeZone",
  w.local_date as "localDate", w.duration_s as "durationS", w.volume_kg as "volumeKg", w.set_count as "setCount", w.source, w.origin,
  w.version, w.deleted_at as "deletedAt"`;

/** Columns of {@link StrengthRow}; the table is called `w`. */
export const STRENGTH_COLUMNS = `${PLAIN}, w.exercises, w.hevy_id as "hevyId", w.undone_import_id as "undoneImportId",
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
    deleted_at: row.deletedAt,
    undone_import_id: row.undoneImportId,
    hevy_deleted_at: row.hevyDeletedAt,
  };
}
