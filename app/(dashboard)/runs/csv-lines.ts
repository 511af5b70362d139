import type { RunListRow } from "@/db/run-rows";
import { metresPer } from "@/domain/units";
import type { CsvValue } from "@/lib/csv";
import { zonedDateTime } from "../_view/local-time";
import { SOURCE_NAMES } from "../_view/sources";
import type { RunWords } from "./columns";
import { RUN_COLUMNS } from "./run-columns";

type Key = (typeof RUN_COLUMNS)[number]["key"];
type Field = { head: (words: RunWords) => string; value: (run: RunListRow, words: RunWords) => CsvValue };

const rounded = (value: number, decimals: number) => Math.round(value * 10 ** decimals) / 10 ** decimals;

/** Numbers for machines: a point for decimals, times in seconds, the unit in the head. */
const FIELDS: Record<Key, Field> = {
  name: { head: () => "Name", value: (run) => run.name },
  startAt: { head: () => "Date", value: (run) => run.localDate },
  distance: {
    head: ({ units }) => `Distance (${units})`,
    value: (run, { units }) => rounded(run.distanceM / metresPer(units), 3),
  },
  duration: { head: () => "Duration (s)", value: (run) => rounded(run.durationS, 1) },
  pace: {
    head: ({ units }) => `Pace (s/${units})`,
    value: (run, { units }) => (run.distanceM > 0 ? rounded((run.durationS / run.distanceM) * metresPer(units), 1) : null),
  },
  averageHeartRate: {
    head: () => "Average heart rate (bpm)",
    value: (run) => (run.averageHeartRateBpm === null ? null : rounded(run.averageHeartRateBpm, 1)),
  },
  elevationGain: {
    head: ({ units }) => `Elevation (${units === "km" ? "m" : "ft"})`,
    value: (run, { units }) =>
      run.elevationGainM === null ? null : rounded(run.elevationGainM / (units === "km" ? 1 : 0.3048), 1),
  },
  shoe: { head: () => "Shoe", value: (run, { shoes }) => (run.shoeId === null ? null : (shoes.get(run.shoeId) ?? null)) },
  type: { head: () => "Type", value: (run) => run.type },
  source: { head: () => "Source", value: (run) => SOURCE_NAMES[run.source] },
};

/** What tells one run from all others stands in every file, shown or not. */
const IDENTITY: readonly Field[] = [
  { head: () => "Id", value: (run) => run.id },
  { head: () => "Start", value: (run) => zonedDateTime(run.startAt, run.timeZone) },
  { head: () => "Time zone", value: (run) => run.timeZone },
];

const fieldsOf = (shown: readonly string[]) => [
  ...IDENTITY,
  ...RUN_COLUMNS.filter(({ key }) => key === "type" || shown.includes(key)).map(({ key }) => FIELDS[key]),
];

/** The head of the CSV: what identifies a run and the columns that are shown, with their units. */
export function runCsvHead(shown: readonly string[], words: RunWords): string[] {
  return fieldsOf(shown).map((field) => field.head(words));
}

/** One run of the CSV. */
export function runCsvLine(run: RunListRow, shown: readonly string[], words: RunWords): CsvValue[] {
  return fieldsOf(shown).map((field) => field.value(run, words));
}
