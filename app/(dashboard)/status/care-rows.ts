import type { Column, RowCells } from "@/components/table/types";
import type { IndexUse, TableCare } from "@/db/status-care";
import type { Statement } from "@/db/status-extensions";
import { formatNumber } from "@/domain/units";
import { formatBytes } from "../_view/bytes";
import { joined } from "../_view/words";

export const careColumns: Column[] = [
  { key: "name", label: "Table", phone: "main" },
  { key: "writes", label: "Rows written", counts: "written", align: "end", phone: "side" },
  { key: "hot", label: "Updates beside the indexes", unit: "%", align: "end", phone: "hide" },
  { key: "dead", label: "Vacuum: dead rows", counts: "dead", align: "end" },
  { key: "inserted", label: "Vacuum: new rows", counts: "new", align: "end" },
  { key: "changed", label: "Analyse: changed rows", counts: "changed", align: "end" },
  { key: "runs", label: "Vacuumed, analysed", counts: "times", align: "end", phone: "hide" },
  { key: "settings", label: "Settings", kind: "badge", phone: "hide" },
];

/** Busy tables with how far each is on its way to the next autovacuum. */
export function careCells(tables: readonly TableCare[], locale: string): RowCells[] {
  const of = (now: number, at: number | null) =>
    at === null ? null : `${formatNumber(now, locale)} of ${formatNumber(Math.ceil(at), locale)}`;
  return tables.map((table) => [
    table.name,
    table.name,
    formatNumber(table.writes, locale),
    table.hotShare === null ? null : formatNumber(100 * table.hotShare, locale),
    of(table.deadRows, table.vacuumAtDeadRows),
    of(table.insertedRows, table.vacuumAtInsertedRows),
    of(table.changedRows, table.analyseAtChangedRows),
    `${formatNumber(table.vacuums, locale)}, ${formatNumber(table.analyses, locale)}`,
    table.off ? ["Off", "bad"] : table.own ? ["Its own", "info"] : ["Server's", "plain"],
  ]);
}

export const indexColumns: Column[] = [
  { key: "name", label: "Index", phone: "main" },
  { key: "table", label: "Table", kind: "muted" },
  { key: "size", label: "Size", align: "end", phone: "side" },
  { key: "scans", label: "Used", counts: "times used", align: "end" },
  { key: "rule", label: "Keeps", kind: "muted" },
];

/** Indexes, largest first. */
export function indexCells(indexes: readonly IndexUse[], locale: string): RowCells[] {
  return indexes.map(({ name, table, bytes, scans, rule }) => [
    `${table} ${name}`,
    name,
    table,
    joined(formatBytes(bytes, locale)),
    formatNumber(scans, locale),
    rule,
  ]);
}

/** Indexes that nothing has used and that keep no rule: they cost every write and are worth a question once there is much data. */
export function unusedIndexes(indexes: readonly IndexUse[]): IndexUse[] {
  return indexes.filter(({ scans, rule }) => scans === 0 && rule === null);
}

export const statementColumns: Column[] = [
  { key: "text", label: "Statement", phone: "main" },
  { key: "mean", label: "Mean", unit: "ms", align: "end", phone: "side" },
  { key: "most", label: "Longest", unit: "ms", align: "end", phone: "hide" },
  { key: "calls", label: "Count", counts: "times", align: "end" },
  { key: "total", label: "Total", unit: "s", align: "end" },
];

/** As much of a statement as tells which one it is. */
const LONGEST = 160;

/** Statements, slowest first. */
export function statementCells(statements: readonly Statement[], locale: string): RowCells[] {
  return statements.map(({ text, calls, meanMs, mostMs, totalMs }) => [
    text,
    text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text,
    formatNumber(meanMs, locale, 2),
    formatNumber(mostMs, locale, 1),
    formatNumber(calls, locale),
    formatNumber(totalMs / 1000, locale, 1),
  ]);
}
