import { CSV_PAGE, csvResponse } from "@/app/api/_spec/csv-stream";
import { type Actor, asUser } from "@/db/client";
import { listRunRows } from "@/db/run-list";
import type { RunFilter } from "@/domain/run-filter";
import { type RunResource, runResource } from "@/domain/runs";

const COLUMNS = [
  "id",
  "name",
  "startAt",
  "timeZone",
  "localDate",
  "type",
  "distance",
  "duration",
  "elapsed",
  "averageHeartRate",
  "maxHeartRate",
  "elevationGain",
  "source",
  "shoeId",
  "notes",
  "version",
] as const satisfies readonly (keyof RunResource)[];

/** All the runs that a filter means, whatever page it asks for, in its order. */
export function runsCsv(actor: Actor, filter: RunFilter): Response {
  return csvResponse("runs.csv", COLUMNS, async (next) => {
    const page = await asUser(actor, (tx) => listRunRows(tx, { ...filter, page: undefined, limit: CSV_PAGE, next }));
    const lines = page.rows.map(runResource).map((run) => COLUMNS.map((column) => run[column]));
    return { lines, next: page.next };
  });
}
