import type { StrengthExercise, StrengthSession, StrengthSet } from "@/domain/strength";
import { KILOGRAMS_PER_POUND } from "@/domain/weights";
import { type FailedRow, isFailedRow, RowRefused, readTable } from "@/integrations/files/csv-rows";
import { plainName, plainNotes } from "@/integrations/files/plain-text";
import { FileRefused } from "@/integrations/files/refused";
import { KILOMETRE_M, MILE_M } from "@/integrations/files/units";
import { clockOf } from "./csv-dates";
import { setKind } from "./map";

/**
 * A session of an export. Its clock belongs to a zone that the export does not tell: `wallStart` is what it showed, in milliseconds as
 * if it were UTC. `row` is the first of its rows.
 */
export type ExportedSession = {
  row: number;
  wallStart: number;
  session: Omit<StrengthSession, "startAt" | "endAt"> & { ends: boolean };
};

type Columns = {
  cell: (cells: readonly string[], name: string) => string;
  weight: { name: string; kilograms: number } | null;
  distance: { name: string; metres: number } | null;
};

type Row = {
  row: number;
  title: string;
  start: number;
  end: number | null;
  description: string | null;
  /** The first set of an exercise: the same exercise may be done again later, or twice in a row. */
  begins: boolean;
  exercise: Omit<StrengthExercise, "sets" | "exerciseId">;
  set: StrengthSet;
};

const NEEDED = ["title", "start_time", "exercise_title", "reps"];

/** Whether the first line of a table is that of a Hevy export. */
export function isHevyHeader(header: string): boolean {
  return header.includes("exercise_title") && header.includes("start_time") && header.includes("set_type");
}

/** Longer ones are no sessions of anybody's; Hevy's API has the same limit. */
const MOST_EXERCISES = 1_000;
const MOST_SETS = 100_000;

/**
 * Reads Hevy's export, kilograms or pounds, kilometres or miles: a row for each set. Sessions come newest first, however the rows are
 * ordered: whoever stores them looks for each among those of its time. A session with a row that cannot be read fails as a whole: without one of its sets it would say something wrong.
 * Throws `FileRefused` for other tables.
 */
export async function* readHevyExport(source: AsyncIterable<Uint8Array>): AsyncGenerator<ExportedSession | FailedRow> {
  const sessions = new Map<string, { rows: Row[]; failed: FailedRow | null; row: number }>();
  const broken: FailedRow[] = [];
  for await (const row of readTable(source, readerOf)) {
    if (isFailedRow(row)) {
      broken.push(row);
      continue;
    }
    const key = `${row.key}`;
    const session = sessions.get(key) ?? { rows: [], failed: null, row: row.row };
    if ("reason" in row.read) session.failed ??= { row: row.row, reason: row.read.reason };
    else session.rows.push(row.read);
    sessions.set(key, session);
  }
  const startOf = ({ rows }: { rows: readonly Row[] }) => rows[0]?.start ?? 0;
  for (const { rows, failed, row } of [...sessions.values()].sort((a, b) => startOf(b) - startOf(a))) {
    const one = failed ?? exported(rows);
    const { length } = isFailedRow(one) ? [] : one.session.exercises;
    const tooLong = length > MOST_EXERCISES || rows.length > MOST_SETS;
    yield tooLong ? { row, reason: `${rows.length} sets of ${length} exercises cannot be one session.` } : one;
  }
  yield* broken;
}

type Keyed = { row: number; key: string; read: Row | { reason: string } };

function readerOf(header: string[]): (cells: string[], row: number) => Keyed {
  const columns = columnsOf(header);
  return (cells, row) => {
    // Rows belong together by what stands in them, whether it can be read or not.
    const key = JSON.stringify([columns.cell(cells, "title"), columns.cell(cells, "start_time")]);
    try {
      return { row, key, read: readRow(columns, cells, row) };
    } catch (error) {
      if (!(error instanceof RowRefused)) throw error;
      return { row, key, read: { reason: `Row ${row}: ${error.message}` } };
    }
  };
}

function columnsOf(header: string[]): Columns {
  const names = header.map((name) => name.trim().toLowerCase());
  const at = new Map(names.map((name, index) => [name, index]));
  if (NEEDED.some((name) => !at.has(name))) {
    throw new FileRefused("This is not a Hevy export: columns are missing. Export the workouts again, in Hevy's settings.");
  }
  const weight = [
    { name: "weight_kg", kilograms: 1 },
    { name: "weight_lbs", kilograms: KILOGRAMS_PER_POUND },
  ].find(({ name }) => at.has(name));
  const distance = [
    { name: "distance_km", metres: KILOMETRE_M },
    { name: "distance_miles", metres: MILE_M },
  ].find(({ name }) => at.has(name));
  if (!weight) throw new FileRefused("The weight column names neither kilograms nor pounds. Export the workouts again.");
  return { cell: (cells, name) => cells[at.get(name) ?? -1] ?? "", weight, distance: distance ?? null };
}

function readRow({ cell, weight, distance }: Columns, cells: string[], row: number): Row {
  const text = (name: string) => cell(cells, name);
  const start = clockOf(text("start_time"));
  if (start === null) throw new RowRefused(`the start “${plainName(text("start_time"))?.slice(0, 40) ?? ""}” cannot be read.`);
  const title = plainName(text("exercise_title"));
  if (title === null) throw new RowRefused("the exercise has no name.");
  const superset = amount(text("superset_id"), "superset", 1_000_000);
  const kilograms = weight ? amount(text(weight.name), "weight", 10_000) : null;
  const metres = distance ? amount(text(distance.name), "distance", 10_000) : null;
  const reps = amount(text("reps"), "number of repetitions", 1_000_000);
  return {
    row,
    title: plainName(text("title")) ?? "Strength session",
    start,
    end: clockOf(text("end_time")),
    description: plainNotes(text("description")),
    begins: text("set_index").trim() === "0",
    exercise: { title, notes: plainNotes(text("exercise_notes")), supersetId: superset },
    set: {
      kind: setKind(text("set_type")),
      weightKg: kilograms === null || !weight ? null : kilograms * weight.kilograms,
      reps: reps === null ? null : Math.round(reps),
      distanceM: metres === null || !distance ? null : metres * distance.metres,
      // Exports of some years write 0 where the exercise has no such measure.
      durationS: amount(text("duration_seconds"), "duration", 10_000_000) || null,
      rpe: amount(text("rpe"), "RPE", 10),
    },
  };
}

function amount(cell: string, what: string, most: number): number | null {
  const text = cell.trim();
  if (text === "") return null;
  const value = Number(/^\d+,\d+$/.test(text) ? text.replace(",", ".") : text);
  if (!Number.isFinite(value) || value < 0 || value > most) {
    throw new RowRefused(`the ${what} “${plainName(text)?.slice(0, 40) ?? ""}” cannot be true.`);
  }
  return value;
}

const LONGEST_MS = 24 * 3_600_000;

function exported(rows: readonly Row[]): ExportedSession {
  const [first] = rows;
  if (!first) throw new Error("a session without rows");
  const lengthMs = (first.end ?? -1) - first.start;
  const ends = lengthMs >= 0 && lengthMs <= LONGEST_MS;
  const exercises: StrengthExercise[] = [];
  for (const { begins, exercise, set } of rows) {
    const last = exercises.at(-1);
    const goesOn = last?.title === exercise.title && last.notes === exercise.notes && last.supersetId === exercise.supersetId;
    if (last && goesOn && !begins) last.sets.push(set);
    else exercises.push({ ...exercise, exerciseId: "", sets: [set] });
  }
  return {
    row: first.row,
    wallStart: first.start,
    session: {
      title: first.title,
      description: first.description,
      durationS: ends ? lengthMs / 1000 : 0,
      ends,
      exercises,
    },
  };
}
