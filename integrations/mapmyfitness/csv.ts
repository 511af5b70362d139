import type { Activity } from "@/domain/activity";
import { implausible } from "@/domain/plausible";
import { type FailedRow, RowRefused, readTable } from "@/integrations/files/csv-rows";
import { plainName, plainNotes } from "@/integrations/files/plain-text";
import { FileRefused } from "@/integrations/files/refused";
import { sportOf } from "@/integrations/files/sports";
import { DAY_S, KILOMETRE_M, MILE_M, MOST, positiveOrNull } from "@/integrations/files/units";
import { unwrapNotes, workoutDate } from "./values";

/** One workout. `workoutId` is the number in its link, stable across exports; null when the row has no link. */
export type MapMyFitnessRow = { row: number; workoutId: string | null; activity: Activity };

type Columns = {
  date: number;
  type: number;
  calories: number;
  distance: number;
  metresPerUnit: number;
  seconds: number;
  heartRate: number;
  notes: number;
  source: number;
  link: number;
};

/**
 * Reads the workout history of MapMyFitness, MapMyRun, MapMyRide and MapMyWalk in all header vintages, miles or kilometres, row
 * by row. Workouts have a day but no time. Rows whose figures cannot be true come as failures with the reason, to be looked at.
 * Throws `FileRefused` for other tables.
 */
export function readMapMyFitness(source: AsyncIterable<Uint8Array>): AsyncGenerator<MapMyFitnessRow | FailedRow> {
  return readTable(source, (header) => {
    const columns = columnsOf(header);
    return (cells, row) => toRow(columns, cells, row);
  });
}

function columnsOf(header: string[]): Columns {
  const heads = header.map((cell) => {
    const [, name = "", unit = ""] = /^([^(]*)(?:\(([^)]*)\))?/.exec(cell.trim().toLowerCase()) ?? [];
    return { name: name.trim(), unit: unit.trim() };
  });
  const find = (name: string) => heads.findIndex((head) => head.name === name);
  const distance = find("distance");
  const date = find("workout date");
  const seconds = find("workout time");
  const type = find("activity type");
  if (date < 0 || seconds < 0 || type < 0 || distance < 0) {
    throw new FileRefused("This is not a MapMyFitness workout history: columns are missing. Export it again.");
  }
  const unit = heads[distance]?.unit;
  const metresPerUnit = unit === "km" ? KILOMETRE_M : unit === "mi" ? MILE_M : null;
  if (metresPerUnit === null)
    throw new FileRefused("The distance column names neither kilometres nor miles. Export the history again.");
  return {
    date,
    type,
    calories: find("calories burned"),
    distance,
    metresPerUnit,
    seconds,
    heartRate: find("avg heart rate"),
    notes: find("notes"),
    source: find("source"),
    link: find("link"),
  };
}

function toRow(columns: Columns, cells: string[], row: number): MapMyFitnessRow {
  const localDate = workoutDate(cells[columns.date] ?? "");
  if (localDate === null)
    throw new RowRefused(`The workout date "${plainName(cells[columns.date])?.slice(0, 40) ?? ""}" cannot be read.`);
  const rawSport = plainName(cells[columns.type]);
  const { sport, indoor } = sportOf(rawSport);
  const elapsedS = numberIn(cells[columns.seconds], 30 * DAY_S);
  const units = numberIn(cells[columns.distance], MOST.distanceM);
  const distanceM = units === null ? null : units * columns.metresPerUnit;
  if (elapsedS === null) throw new RowRefused("The workout has no duration.");
  const averageHeartRateBpm = numberIn(cells[columns.heartRate], MOST.heartRateBpm);
  // Max pace and max speed of these exports are junk; distance and time are usually right, and where they are not it shows.
  const reason = implausible({ sport, indoor, distanceM, timerS: elapsedS, effort: averageHeartRateBpm !== null });
  if (reason !== null) throw new RowRefused(`${reason}, so the workout was set aside.`);
  const notes = plainNotes(unwrapNotes(cells[columns.notes] ?? ""));
  const activity: Activity = {
    sport,
    rawSport,
    indoor,
    name: null,
    notes,
    startAt: new Date(`${localDate}T12:00:00Z`),
    startPrecision: "day",
    localDate,
    timeZone: null,
    elapsedS,
    timerS: elapsedS,
    distanceM,
    elevationGainM: null,
    averageHeartRateBpm,
    maxHeartRateBpm: null,
    calories: numberIn(cells[columns.calories], MOST.calories),
    gearName: /^\s*shoes:\s*(\S.*?)\s*$/im.exec(notes ?? "")?.[1] ?? null,
    device: plainName(cells[columns.source]),
    track: null,
    laps: [],
    warnings: [],
  };
  return { row, workoutId: /\/workout\/(\d{1,19})/.exec(cells[columns.link] ?? "")?.[1] ?? null, activity };
}

/** A number above zero; blank and 0 both mean that there is none. Columns that a vintage lacks have no cell. */
function numberIn(cell: string | undefined, most: number): number | null {
  const text = cell?.trim() ?? "";
  return text === "" ? null : positiveOrNull(Number(text), most);
}
