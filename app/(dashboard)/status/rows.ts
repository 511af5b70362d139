import type { Column, RowCells } from "@/components/table/types";
import type { TableStatus } from "@/db/status";
import type { Bloat } from "@/db/status-extensions";
import { formatNumber } from "@/domain/units";
import { agoText } from "../_view/ago";
import { formatBytes } from "../_view/bytes";
import { joined } from "../_view/words";
import type { Operation } from "./operations";

export const tableColumns: Column[] = [
  { key: "name", label: "Table", phone: "main" },
  { key: "size", label: "Size", align: "end", phone: "side" },
  { key: "indexes", label: "of it indexes", align: "end", phone: "hide" },
  { key: "rows", label: "Rows", counts: "rows", align: "end" },
  { key: "dead", label: "Dead rows", counts: "dead", align: "end" },
  { key: "empty", label: "Empty", unit: "%", align: "end", phone: "hide" },
  { key: "index", label: "By index", unit: "%", align: "end", phone: "hide" },
  { key: "vacuumed", label: "Vacuumed", align: "end", phone: "hide" },
  { key: "analysed", label: "Analysed", align: "end", phone: "hide" },
];

/** In a table of a few pages the last one is mostly empty, which says nothing. */
const SMALL_BYTES = 100_000;

/** Tables, largest first. `bloat` is null where nobody can tell. */
export function tableCells(
  tables: readonly TableStatus[],
  bloat: readonly Bloat[] | null,
  now: Date,
  locale: string,
): RowCells[] {
  const empty = new Map(
    bloat?.flatMap(({ name, bytes, emptyBytes }) => (bytes < SMALL_BYTES ? [] : [[name, (100 * emptyBytes) / bytes] as const])),
  );
  const ago = (at: Date | null) => (at ? agoText(at, now) : "never");
  return tables.map((table) => {
    const scans = table.indexScans + table.sequentialScans;
    return [
      table.name,
      table.name,
      joined(formatBytes(table.bytes, locale)),
      joined(formatBytes(table.indexBytes, locale)),
      formatNumber(table.rows, locale),
      formatNumber(table.deadRows, locale),
      empty.has(table.name) ? formatNumber(empty.get(table.name) ?? null, locale) : null,
      scans > 0 ? formatNumber((100 * table.indexScans) / scans, locale) : null,
      ago(table.vacuumedAt),
      ago(table.analysedAt),
    ];
  });
}

export const operationColumns: Column[] = [
  { key: "name", label: "Statement", phone: "main" },
  { key: "count", label: "Count", align: "end", phone: "side" },
  { key: "mean", label: "Mean", unit: "ms", align: "end" },
  { key: "total", label: "Total", unit: "s", align: "end" },
  { key: "slow", label: "Slow", counts: "slow", align: "end" },
];

/** Kinds of statements with their times. */
export function operationCells(operations: readonly Operation[], locale: string): RowCells[] {
  return operations.map(({ name, count, totalMs, slow }) => [
    name,
    name,
    formatNumber(count, locale),
    formatNumber(count > 0 ? totalMs / count : null, locale, 2),
    formatNumber(totalMs / 1000, locale, 1),
    formatNumber(slow, locale),
  ]);
}
