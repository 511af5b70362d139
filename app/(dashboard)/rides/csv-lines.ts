import type { WorkoutRow } from "@/db/workout-rows";
import { type Format, metresPer } from "@/domain/units";
import type { CsvValue } from "@/lib/csv";
import { zonedDateTime } from "../_view/local-time";
import { SOURCE_NAMES } from "../_view/sources";
import { SPORT_NAMES } from "../_view/sports";
import { RIDE_COLUMNS } from "./columns";

type Key = (typeof RIDE_COLUMNS)[number]["key"];
type Field = { head: (format: Format) => string; value: (ride: WorkoutRow, format: Format) => CsvValue };

const rounded = (value: number | null, decimals = 0) =>
  value === null ? null : Math.round(value * 10 ** decimals) / 10 ** decimals;

/** Numbers for machines: a point for decimals, times in seconds, the unit in the head. */
const FIELDS: Record<Key, Field> = {
  title: { head: () => "Name", value: (ride) => ride.title },
  startAt: { head: () => "Date", value: (ride) => ride.localDate },
  sport: { head: () => "Sport", value: (ride) => SPORT_NAMES[ride.sport] },
  distance: {
    head: ({ units }) => `Distance (${units})`,
    value: (ride, { units }) => (ride.distanceM === null ? null : rounded(ride.distanceM / metresPer(units), 3)),
  },
  duration: { head: () => "Duration (s)", value: (ride) => rounded(ride.durationS, 1) },
  speed: {
    head: ({ units }) => (units === "km" ? "Speed (km/h)" : "Speed (mph)"),
    value: (ride, { units }) =>
      ride.distanceM && ride.durationS > 0 ? rounded((ride.distanceM / ride.durationS / metresPer(units)) * 3600, 2) : null,
  },
  averagePower: { head: () => "Power (W)", value: (ride) => rounded(ride.averagePowerW) },
  normalizedPower: { head: () => "Normalised power (W)", value: (ride) => rounded(ride.normalizedPowerW) },
  averageHeartRate: { head: () => "Heart rate (bpm)", value: (ride) => rounded(ride.averageHeartRateBpm) },
  energy: { head: () => "Energy (kJ)", value: (ride) => rounded(ride.energyKj, 1) },
  tss: { head: () => "TSS", value: (ride) => rounded(ride.tss, 1) },
  elevationGain: {
    head: ({ units }) => `Elevation (${units === "km" ? "m" : "ft"})`,
    value: (ride, { units }) =>
      ride.elevationGainM === null ? null : rounded(ride.elevationGainM / (units === "km" ? 1 : 0.3048), 1),
  },
  source: { head: () => "Source", value: (ride) => SOURCE_NAMES[ride.source] },
};

/** What tells one activity from all others stands in every file, shown or not. */
const IDENTITY: readonly Field[] = [
  { head: () => "Id", value: (ride) => ride.id },
  { head: () => "Start", value: (ride) => zonedDateTime(ride.startAt, ride.timeZone) },
  { head: () => "Time zone", value: (ride) => ride.timeZone },
];

const fieldsOf = (shown: readonly string[]) => [
  ...IDENTITY,
  ...RIDE_COLUMNS.filter(({ key }) => key === "sport" || shown.includes(key)).map(({ key }) => FIELDS[key]),
];

/** The head of the CSV: what identifies an activity and the columns that are shown, with their units. */
export function rideCsvHead(shown: readonly string[], format: Format): string[] {
  return fieldsOf(shown).map((field) => field.head(format));
}

/** One activity of the CSV. */
export function rideCsvLine(ride: WorkoutRow, shown: readonly string[], format: Format): CsvValue[] {
  return fieldsOf(shown).map((field) => field.value(ride, format));
}
