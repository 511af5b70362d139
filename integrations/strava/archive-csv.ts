import type { Activity } from "@/domain/activity";
import { type FailedRow, RowRefused, readTable } from "@/integrations/files/csv-rows";
import { plainName, plainNotes } from "@/integrations/files/plain-text";
import { sportOf } from "@/integrations/files/sports";
import { DAY_S, KILOMETRE_M, MOST, positiveOrNull } from "@/integrations/files/units";
import { type StravaColumns, stravaColumns } from "./archive-header";
import { stravaDate, stravaNumber } from "./archive-values";

/** One row of activities.csv. `uploadId` is the number in the file's name, which is not the activity's. */
export type StravaRow = {
  row: number;
  activityId: string;
  uploadId: string | null;
  /** Path of the recording inside the archive, as the table names it; null for activities entered by hand. */
  filename: string | null;
  activity: Activity;
};

/**
 * Reads activities.csv of a Strava archive, every header vintage from 2018 to 2026 in English and the German one, row by row.
 * Rows that cannot be read come as failures with the reason. Throws `FileRefused` for other tables and languages.
 */
export function readStravaActivities(source: AsyncIterable<Uint8Array>): AsyncGenerator<StravaRow | FailedRow> {
  return readTable(source, (header) => {
    const columns = stravaColumns(header);
    return (cells, row) => toRow(columns, cells, row);
  });
}

function toRow(columns: StravaColumns, cells: string[], row: number): StravaRow {
  const activityId = (cells[columns.id] ?? "").trim();
  if (!/^\d{1,19}$/.test(activityId)) throw new RowRefused("The row has no activity id.");
  const startAt = stravaDate(cells[columns.date] ?? "");
  if (!startAt) throw new RowRefused(`The date "${plainName(cells[columns.date])?.slice(0, 40) ?? ""}" cannot be read.`);
  const { language } = columns;
  const elapsedS =
    duration(stravaNumber(cells[columns.elapsed], language)) ?? duration(stravaNumber(cells[columns.elapsedFirst], language));
  if (elapsedS === null) throw new RowRefused("The row has no duration.");
  const filename = plainName(cells[columns.filename]);
  const rawSport = plainName(cells[columns.type]);
  const { sport, indoor } = sportOf(rawSport);
  const activity: Activity = {
    sport,
    rawSport,
    indoor,
    name: plainName(cells[columns.name]),
    notes: plainNotes(cells[columns.description]),
    startAt,
    startPrecision: "second",
    localDate: null,
    timeZone: null,
    elapsedS,
    timerS:
      duration(stravaNumber(cells[columns.timerTime], language)) ?? duration(stravaNumber(cells[columns.movingTime], language)),
    distanceM: distance(columns, cells, sport === "swimming"),
    elevationGainM: positiveOrNull(stravaNumber(cells[columns.elevationGain], language), MOST.ascentM),
    averageHeartRateBpm: positiveOrNull(stravaNumber(cells[columns.averageHeartRate], language), MOST.heartRateBpm),
    maxHeartRateBpm: positiveOrNull(stravaNumber(cells[columns.maxHeartRate], language), MOST.heartRateBpm),
    calories: positiveOrNull(stravaNumber(cells[columns.calories], language), MOST.calories),
    gearName: plainName(cells[columns.gear]),
    device: null,
    track: null,
    laps: [],
    warnings: [],
  };
  return { row, activityId, uploadId: filename === null ? null : uploadIdOf(filename), filename, activity };
}

function uploadIdOf(filename: string): string | null {
  return /(?:^|\/)(\d{1,19})\.[\w.]+$/.exec(filename)?.[1] ?? null;
}

function duration(seconds: number | null): number | null {
  const value = positiveOrNull(seconds);
  return value !== null && value < 30 * DAY_S ? value : null;
}

/**
 * Metres. The second column of that name is raw metres; the first is for display, in kilometres (swims in metres). Where there
 * is only one, its vintage decides.
 */
function distance(columns: StravaColumns, cells: string[], swim: boolean): number | null {
  const raw = positiveOrNull(stravaNumber(cells[columns.distance], columns.language), MOST.distanceM);
  if (columns.distance !== columns.distanceFirst) {
    if (raw !== null) return raw;
    const display = positiveOrNull(stravaNumber(cells[columns.distanceFirst], columns.language), MOST.distanceM);
    return display === null ? null : swim ? display : display * KILOMETRE_M;
  }
  if (raw === null || columns.onlyDistanceIsMetres || swim) return raw;
  return raw * KILOMETRE_M;
}
