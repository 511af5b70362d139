import type { Cell, Column, RowCells } from "@/components/table/types";
import type { RunTotals } from "@/db/run-charts";
import type { RunListRow } from "@/db/run-rows";
import {
  type Format,
  formatDate,
  formatDistance,
  formatDuration,
  formatElevation,
  formatNumber,
  formatPace,
} from "@/domain/units";
import { SOURCE_NAMES, TYPE_NAMES } from "../_view/sources";
import { counted, hoursText, joined } from "../_view/words";
import { RUN_COLUMNS } from "./run-columns";

type Key = (typeof RUN_COLUMNS)[number]["key"];

/** What the rows need to know beside themselves. */
export type RunWords = Format & { shoes: ReadonlyMap<string, string> };

/** The chosen columns as the table wants them. */
export function runColumns(keys: readonly string[], { units }: Format): Column[] {
  const number = { align: "end", sort: true, first: "desc" } as const;
  const all: Record<Key, Omit<Column, "key" | "label">> = {
    name: { sort: true, phone: "main" },
    startAt: { sort: true, first: "desc" },
    distance: { ...number, unit: units, phone: "side" },
    duration: number,
    pace: { ...number, first: "asc", unit: `/${units}` },
    averageHeartRate: { ...number, unit: "bpm" },
    elevationGain: { ...number, unit: units === "km" ? "m" : "ft", phone: "hide" },
    shoe: { sort: true, kind: "muted", phone: "hide" },
    type: { sort: true, kind: "muted", phone: "hide" },
    source: { kind: "muted", phone: "hide" },
  };
  return RUN_COLUMNS.filter(({ key }) => keys.includes(key)).map((column) => ({ ...column, ...all[column.key] }));
}

const CELLS: Record<Key, (run: RunListRow, words: RunWords) => Cell> = {
  name: (run) => (run.edited ? [run.name, "edited"] : run.name),
  startAt: (run, { locale }) => formatDate(run.localDate, locale),
  distance: (run, words) => formatDistance(run.distanceM, words).value,
  duration: (run) => formatDuration(run.durationS).value,
  pace: (run, words) => (run.distanceM > 0 ? formatPace(run.distanceM / run.durationS, words).value : null),
  averageHeartRate: (run, { locale }) =>
    run.averageHeartRateBpm === null ? null : formatNumber(run.averageHeartRateBpm, locale),
  elevationGain: (run, words) => (run.elevationGainM === null ? null : formatElevation(run.elevationGainM, words).value),
  shoe: (run, { shoes }) => (run.shoeId === null ? null : (shoes.get(run.shoeId) ?? null)),
  type: (run) => TYPE_NAMES[run.type],
  source: (run) => SOURCE_NAMES[run.source],
};

/** One line of text per row, as it is read; the browser gets nothing else. */
export function runCells(runs: readonly RunListRow[], columns: readonly Column[], words: RunWords): RowCells[] {
  const makers = columns.map((column) => CELLS[column.key as Key]);
  return runs.map((run) => [run.id, ...makers.map((make) => make(run, words))]);
}

/** The totals under the columns: of everything the filter means, not of the page. */
export function totalCells(totals: RunTotals, columns: readonly Column[], format: Format): Cell[] {
  const { runs, distanceM, durationS } = totals;
  const cells: Partial<Record<string, Cell>> = {
    name: counted(runs, "run", format),
    distance: formatDistance(distanceM, format).value,
    duration: joined(hoursText(durationS, format)),
    pace: durationS > 0 ? formatPace(distanceM / durationS, format).value : null,
    averageHeartRate: totals.averageHeartRateBpm === null ? null : formatNumber(totals.averageHeartRateBpm, format.locale),
    elevationGain: formatElevation(totals.elevationGainM, format).value,
  };
  return columns.map((column) => cells[column.key] ?? "");
}
