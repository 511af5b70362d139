import type { StrengthListRow } from "@/db/strength-rows";
import type { Format } from "@/domain/units";
import { kilogramsPer, weightUnit } from "@/domain/weights";
import type { CsvValue } from "@/lib/csv";
import { zonedDateTime } from "../_view/local-time";
import { SOURCE_NAMES } from "../_view/sources";
import { SESSION_COLUMNS } from "./columns";

type Key = (typeof SESSION_COLUMNS)[number]["key"];
type Field = { head: (format: Format) => string; value: (session: StrengthListRow, format: Format) => CsvValue };

const rounded = (value: number, decimals: number) => Math.round(value * 10 ** decimals) / 10 ** decimals;

/** Numbers for machines: a point for decimals, times in seconds, the unit in the head. */
const FIELDS: Record<Key, Field> = {
  title: { head: () => "Name", value: (session) => session.title },
  startAt: { head: () => "Date", value: (session) => session.localDate },
  exercises: { head: () => "Exercises", value: (session) => session.exerciseTitles.join("; ") },
  sets: { head: () => "Sets", value: (session) => session.setCount },
  volume: {
    head: ({ units }) => `Volume (${weightUnit(units)})`,
    value: (session, { units }) => rounded(session.volumeKg / kilogramsPer(units), 1),
  },
  duration: { head: () => "Duration (s)", value: (session) => rounded(session.durationS, 1) },
  source: { head: () => "Source", value: (session) => SOURCE_NAMES[session.source] },
};

/** What tells one session from all others stands in every file, shown or not. */
const IDENTITY: readonly Field[] = [
  { head: () => "Id", value: (session) => session.id },
  { head: () => "Start", value: (session) => zonedDateTime(session.startAt, session.timeZone) },
  { head: () => "Time zone", value: (session) => session.timeZone },
];

const fieldsOf = (shown: readonly string[]) => [
  ...IDENTITY,
  ...SESSION_COLUMNS.filter(({ key }) => shown.includes(key)).map(({ key }) => FIELDS[key]),
];

/** The head of the CSV: what identifies a session and the columns that are shown, with their units. */
export function sessionCsvHead(shown: readonly string[], format: Format): string[] {
  return fieldsOf(shown).map((field) => field.head(format));
}

/** One session of the CSV. */
export function sessionCsvLine(session: StrengthListRow, shown: readonly string[], format: Format): CsvValue[] {
  return fieldsOf(shown).map((field) => field.value(session, format));
}
