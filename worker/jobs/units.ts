import { createHash } from "node:crypto";
import type { Activity } from "@/domain/activity";
import { type FailedRow, isFailedRow } from "@/integrations/files/csv-rows";
import { type ExportedSession, readHevyExport } from "@/integrations/hevy/csv";
import { type MapMyFitnessRow, readMapMyFitness } from "@/integrations/mapmyfitness/csv";
import { readStravaActivities, type StravaRow } from "@/integrations/strava/archive-csv";
import { type DumpPart, readDump } from "@/integrations/wakatime/dump";
import type { DumpNames } from "@/integrations/wakatime/dump-names";

/** Where in an upload a unit is. */
export type UnitPlace = { file: string; entry: string | null; row: number | null };

/** What a table says of an activity; `id` names it for ever. */
export type RowFacts = {
  id: string;
  source: "strava" | "mapmyfitness";
  format: "strava_csv" | "mmf_csv";
  activity: Activity;
};

/** A recording to read, perhaps with the row of the table that lists it. */
export type FileUnit = UnitPlace & {
  kind: "file";
  name: string;
  bytes: number;
  read: () => Promise<Buffer>;
  listed: RowFacts | null;
};
/** A row without a recording. */
export type RowUnit = UnitPlace & { kind: "row"; listed: RowFacts; warning: string | null };
/** A strength session of a table; `id` names it for ever. */
export type SessionUnit = UnitPlace & { kind: "session"; id: string; exported: ExportedSession };
/** Heartbeats of one day of a data dump, or a day's totals. */
export type CodingUnit = UnitPlace & { kind: "coding"; part: Exclude<DumpPart, { kind: "refused" }>; names: DumpNames | null };
export type RefusedUnit = UnitPlace & { kind: "refused"; reason: string };

/** The smallest thing that an import brings or refuses. The order of an upload's units never changes, so that a job can go on. */
export type Unit = FileUnit | RowUnit | SessionUnit | CodingUnit | RefusedUnit;

/** The rows of a MapMyFitness table. */
export async function* mapMyFitnessUnits(
  source: AsyncIterable<Uint8Array>,
  place: { file: string; entry: string | null },
): AsyncGenerator<RowUnit | RefusedUnit> {
  for await (const row of readMapMyFitness(source)) {
    if (isFailedRow(row)) yield refusedRow(row, place);
    else yield { kind: "row", ...place, row: row.row, listed: mapMyFitnessFacts(row), warning: null };
  }
}

function mapMyFitnessFacts({ workoutId, activity }: MapMyFitnessRow): RowFacts {
  return { id: `mmf_${workoutId ?? rowHash(activity)}`, source: "mapmyfitness", format: "mmf_csv", activity };
}

/** Rows without a link are told apart by what they say: the same row of a later export is the same workout. */
function rowHash(activity: Activity): string {
  const { localDate, rawSport, distanceM, elapsedS, calories } = activity;
  return createHash("sha256")
    .update(JSON.stringify([localDate, rawSport, distanceM, elapsedS, calories]))
    .digest("hex")
    .slice(0, 32);
}

/** The rows of a Strava table that came without its archive. */
export async function* stravaTableUnits(
  source: AsyncIterable<Uint8Array>,
  place: { file: string; entry: string | null },
): AsyncGenerator<RowUnit | RefusedUnit> {
  for await (const row of readStravaActivities(source)) {
    if (isFailedRow(row)) yield refusedRow(row, place);
    else yield { kind: "row", ...place, row: row.row, listed: stravaFacts(row), warning: null };
  }
}

/** The sessions of a Hevy table. */
export async function* hevyUnits(
  source: AsyncIterable<Uint8Array>,
  place: { file: string; entry: string | null },
): AsyncGenerator<SessionUnit | RefusedUnit> {
  for await (const session of readHevyExport(source)) {
    if (isFailedRow(session)) yield refusedRow(session, place);
    else yield { kind: "session", ...place, row: session.row, id: sessionId(session), exported: session };
  }
}

/** The parts of one of WakaTime's data dumps, with what the ids in it mean; `keep` false leaves their content out, for counting. */
export async function* dumpUnits(
  source: AsyncIterable<Uint8Array>,
  place: { file: string; entry: string | null },
  { keep = true, names = null }: { keep?: boolean; names?: DumpNames | null } = {},
): AsyncGenerator<CodingUnit | RefusedUnit> {
  for await (const part of readDump(source, keep)) {
    if (part.kind === "refused") yield { kind: "refused", ...place, row: null, reason: part.reason };
    else yield { kind: "coding", ...place, row: null, part, names };
  }
}

/** A later export tells of the same session by its title and the minute at which it began. */
function sessionId({ wallStart, session }: ExportedSession): string {
  const minute = Math.floor(wallStart / 60_000);
  const hash = createHash("sha256").update(JSON.stringify([session.title, minute]));
  return `hevycsv_${hash.digest("hex").slice(0, 32)}`;
}

/** What a row of activities.csv says. */
export function stravaFacts({ activityId, activity }: StravaRow): RowFacts {
  return { id: `strava_${activityId}`, source: "strava", format: "strava_csv", activity };
}

/** A row that cannot be read. */
export function refusedRow({ row, reason }: FailedRow, place: { file: string; entry: string | null }): RefusedUnit {
  return { kind: "refused", ...place, row, reason };
}

const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;

/** Counts the rows of a table without reading them: line ends outside quotes, empty lines and the header left out. */
export async function countRows(source: AsyncIterable<Uint8Array>): Promise<number> {
  let rows = 0;
  let quoted = false;
  let content = false;
  for await (const piece of source) {
    // By index: an iterator over millions of bytes makes millions of objects.
    for (let at = 0; at < piece.length; at++) {
      const byte = piece[at];
      if (byte === QUOTE) quoted = !quoted;
      if (byte === NEWLINE && !quoted) {
        if (content) rows++;
        content = false;
      } else if (byte !== RETURN) content = true;
    }
  }
  return Math.max(0, rows + (content ? 1 : 0) - 1);
}
