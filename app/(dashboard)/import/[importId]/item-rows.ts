import type { Column, RowCells } from "@/components/table/types";
import type { ImportItem } from "@/db/imports";
import { daysWritten } from "../../_view/dates";
import { RESULT_WORDS } from "../import-words";

export const ITEM_COLUMNS: Column[] = [
  { key: "what", label: "File", phone: "main" },
  { key: "result", label: "Result", kind: "badge", phone: "side" },
  { key: "activity", label: "Activity", kind: "link", phone: "detail" },
  { key: "reason", label: "Reason", kind: "muted", phone: "detail" },
];

/** A result as a line of the table. Deleted activities still have a page, from which they can be brought back. */
export function itemRow(item: ImportItem, names: ReadonlyMap<string, string>, locale: string): RowCells {
  const [place, id] = placeOf(item);
  const name = names.get(id);
  return [
    String(item.seq),
    whatText(item),
    RESULT_WORDS[item.result],
    name ? [name, `/${place}/${encodeURIComponent(id)}`] : null,
    item.reason && daysWritten(item.reason, locale),
  ];
}

function placeOf({ runId, workoutId, strengthWorkoutId }: ImportItem): [place: string, id: string] {
  if (runId) return ["runs", runId];
  return strengthWorkoutId ? ["strength", strengthWorkoutId] : ["rides", workoutId ?? ""];
}

/** "activities/2001.fit.gz", with its row where a table lists it. */
function whatText({ file, entry, row }: ImportItem): string {
  const what = entry ?? file;
  return row === null ? what : `${what}, row ${row}`;
}
