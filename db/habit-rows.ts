import type { Auto, Habit, HabitKind, HabitLog, LogSource, Schedule, TargetType } from "@/domain/habits";
import type { Versioned } from "./history";

export const HABITS: Versioned = { table: "habits", idColumn: "habit_id", what: "habit" };

/** A habit as it is stored. */
export type HabitRow = Habit;

/** Columns of {@link HabitRow}; the table is called `h`. */
export const HABIT_COLUMNS = `h.id, h.name, h.description, h.schedule, h.kind, h.unit, h.target, h.target_type as "targetType", h.auto,
  h.position, h.start_date as "startDate", h.archived_at as "archivedAt", h.version, h.deleted_at as "deletedAt"`;

/** A habit's row as the database names its columns: what histories keep. */
export type StoredHabit = {
  id: string;
  name: string;
  description: string | null;
  schedule: Schedule;
  kind: HabitKind;
  unit: string | null;
  target: number | null;
  target_type: TargetType;
  auto: Auto | null;
  position: number;
  start_date: string;
  archived_at: Date | string | null;
  version: number;
  deleted_at: Date | string | null;
};

const instantOf = (value: Date | string | null) => (value === null ? null : new Date(value));

/** A habit from its stored row, or from what a history keeps of one (there instants are text). */
export function habitOf(row: StoredHabit): HabitRow {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    schedule: row.schedule,
    kind: row.kind,
    unit: row.unit,
    target: row.target,
    targetType: row.target_type,
    auto: row.auto,
    position: row.position,
    startDate: row.start_date,
    archivedAt: instantOf(row.archived_at),
    version: row.version,
    deletedAt: instantOf(row.deleted_at),
  };
}

type StoredLog = {
  value: number;
  skipped: boolean;
  done: boolean;
  source: LogSource;
  date: string;
  factTable: string | null;
  factId: string | null;
};

/** A log with whose it is, as a query answers it. */
export type KeptLog = StoredLog & { habitId: string };

/** Columns of {@link KeptLog}; the table is called `l`. */
export const LOG_COLUMNS = `l.habit_id as "habitId", l.date, l.value, l.skipped, l.done, l.source, l.fact_table as "factTable", l.fact_id as "factId"`;

/** A log as the pages and the API show it. */
export function logOf({ date, value, skipped, done, source, factTable, factId }: StoredLog): HabitLog {
  return {
    date,
    value,
    skipped,
    done,
    source,
    fact: factTable !== null && factId !== null ? { table: factTable, id: factId } : null,
  };
}
