import type { Cell, Column, RowCells } from "@/components/table/types";
import type { StrengthTotals } from "@/db/strength-list";
import type { StrengthListRow } from "@/db/strength-rows";
import { type Format, formatDate, formatDuration, formatNumber } from "@/domain/units";
import { formatVolume, weightUnit } from "@/domain/weights";
import { SOURCE_NAMES } from "../_view/sources";
import { counted, hoursText, joined } from "../_view/words";

/** All columns of the table of sessions. Keys that can be sorted by are the words of `?sort=`. */
export const SESSION_COLUMNS = [
  { key: "title", label: "Name" },
  { key: "startAt", label: "Date" },
  { key: "exercises", label: "Exercises" },
  { key: "sets", label: "Sets" },
  { key: "volume", label: "Volume" },
  { key: "duration", label: "Duration" },
  { key: "source", label: "Source" },
] as const;
type Key = (typeof SESSION_COLUMNS)[number]["key"];

/** The chosen columns as the table wants them. */
export function sessionColumns(keys: readonly string[], { units }: Format): Column[] {
  const number = { align: "end", sort: true, first: "desc" } as const;
  const all: Record<Key, Omit<Column, "key" | "label">> = {
    title: { sort: true, phone: "main" },
    startAt: { sort: true, first: "desc" },
    exercises: { kind: "muted", phone: "hide" },
    sets: { ...number, counts: "sets" },
    volume: { ...number, unit: weightUnit(units), phone: "side" },
    duration: number,
    source: { kind: "muted", phone: "hide" },
  };
  return SESSION_COLUMNS.filter(({ key }) => keys.includes(key)).map((column) => ({ ...column, ...all[column.key] }));
}

/** So many are named; the session's page names them all. */
const MOST_NAMED = 3;

function exercisesText(titles: readonly string[]): string {
  const more = titles.length - MOST_NAMED;
  return `${titles.slice(0, MOST_NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

const CELLS: Record<Key, (session: StrengthListRow, format: Format) => Cell> = {
  title: (session) => session.title,
  startAt: (session, { locale }) => formatDate(session.localDate, locale),
  exercises: (session) => exercisesText(session.exerciseTitles),
  sets: (session, { locale }) => formatNumber(session.setCount, locale),
  volume: (session, format) => (session.volumeKg > 0 ? formatVolume(session.volumeKg, format).value : null),
  duration: (session) => (session.durationS > 0 ? formatDuration(session.durationS).value : null),
  source: (session) => SOURCE_NAMES[session.source],
};

/** One line of text per row. */
export function sessionCells(sessions: readonly StrengthListRow[], columns: readonly Column[], format: Format): RowCells[] {
  const makers = columns.map((column) => CELLS[column.key as Key]);
  return sessions.map((session) => [session.id, ...makers.map((make) => make(session, format))]);
}

/** The totals under the columns, of everything the filter means. */
export function sessionTotalCells(totals: StrengthTotals, columns: readonly Column[], format: Format): Cell[] {
  const cells: Partial<Record<string, Cell>> = {
    title: counted(totals.workouts, "session", format),
    sets: formatNumber(totals.setCount, format.locale),
    volume: formatVolume(totals.volumeKg, format).value,
    duration: joined(hoursText(totals.durationS, format)),
  };
  return columns.map((column) => cells[column.key] ?? "");
}
