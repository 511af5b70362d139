import type { Cell, Column, RowCells } from "@/components/table/types";
import type { WorkoutTotals } from "@/db/workout-list";
import type { WorkoutRow } from "@/db/workout-rows";
import {
  type Format,
  formatDate,
  formatDistance,
  formatDuration,
  formatElevation,
  formatNumber,
  formatSpeed,
  formatSwimDistance,
  formatSwimPace,
} from "@/domain/units";
import { SOURCE_NAMES } from "../_view/sources";
import { SPORT_NAMES } from "../_view/sports";
import { counted, hoursText, joined } from "../_view/words";

/** All columns of the rides table. Keys that can be sorted by are the words of `?sort=`. */
export const RIDE_COLUMNS = [
  { key: "title", label: "Name" },
  { key: "startAt", label: "Date" },
  { key: "sport", label: "Sport" },
  { key: "distance", label: "Distance" },
  { key: "duration", label: "Duration" },
  { key: "speed", label: "Speed" },
  { key: "averagePower", label: "Power" },
  { key: "normalizedPower", label: "Normalised power" },
  { key: "averageHeartRate", label: "Heart rate" },
  { key: "energy", label: "Energy" },
  { key: "tss", label: "TSS" },
  { key: "elevationGain", label: "Elevation" },
  { key: "source", label: "Source" },
] as const;
type Key = (typeof RIDE_COLUMNS)[number]["key"];

/** The chosen columns as the table wants them. */
export function rideColumns(keys: readonly string[], { units }: Format): Column[] {
  const number = { align: "end", sort: true, first: "desc" } as const;
  const all: Record<Key, Omit<Column, "key" | "label">> = {
    title: { sort: true, phone: "main" },
    startAt: { sort: true, first: "desc" },
    sport: { kind: "muted" },
    distance: { ...number, unit: units, phone: "side" },
    duration: number,
    speed: { align: "end", unit: units === "km" ? "km/h" : "mph", phone: "hide" },
    averagePower: { ...number, unit: "W" },
    normalizedPower: { ...number, unit: "W", phone: "hide" },
    averageHeartRate: { ...number, unit: "bpm", phone: "hide" },
    energy: { ...number, unit: "kJ" },
    tss: { align: "end", phone: "hide" },
    elevationGain: { ...number, unit: units === "km" ? "m" : "ft", phone: "hide" },
    source: { kind: "muted", phone: "hide" },
  };
  return RIDE_COLUMNS.filter(({ key }) => keys.includes(key)).map((column) => ({ ...column, ...all[column.key] }));
}

const whole = (value: number | null, { locale }: Format) => (value === null ? null : formatNumber(value, locale));

const CELLS: Record<Key, (ride: WorkoutRow, format: Format) => Cell> = {
  title: (ride) => ride.title,
  startAt: (ride, { locale }) => formatDate(ride.localDate, locale),
  sport: (ride) => SPORT_NAMES[ride.sport],
  distance: distanceCell,
  duration: (ride) => formatDuration(ride.durationS).value,
  speed: (ride, format) =>
    ride.distanceM && ride.durationS > 0 ? speedCell(ride, ride.distanceM / ride.durationS, format) : null,
  averagePower: (ride, format) => whole(ride.averagePowerW, format),
  normalizedPower: (ride, format) => whole(ride.normalizedPowerW, format),
  averageHeartRate: (ride, format) => whole(ride.averageHeartRateBpm, format),
  energy: (ride, format) => whole(ride.energyKj, format),
  tss: (ride, format) => whole(ride.tss, format),
  elevationGain: (ride, format) => (ride.elevationGainM === null ? null : formatElevation(ride.elevationGainM, format).value),
  source: (ride) => SOURCE_NAMES[ride.source],
};

/** The column is in km or miles; nobody swims in those, so that a swim says its own unit. */
function distanceCell({ sport, distanceM }: WorkoutRow, format: Format): Cell {
  if (distanceM === null) return null;
  if (sport !== "swimming") return formatDistance(distanceM, format, 1).value;
  const { value, unit } = formatSwimDistance(distanceM, format);
  return [value, unit];
}

/** The column is in km/h or mph, so that its numbers compare; nobody says how fast they swim in those. */
function speedCell({ sport }: WorkoutRow, mps: number, format: Format): string {
  if (sport !== "swimming") return formatSpeed(mps, format).value;
  const { value, unit } = formatSwimPace(mps, format);
  return `${value} ${unit.replace("min/", "/")}`;
}

/** One line of text per row. */
export function rideCells(rides: readonly WorkoutRow[], columns: readonly Column[], format: Format): RowCells[] {
  const makers = columns.map((column) => CELLS[column.key as Key]);
  return rides.map((ride) => [ride.id, ...makers.map((make) => make(ride, format))]);
}

/** The totals under the columns, of everything the filter means. */
export function rideTotalCells(totals: WorkoutTotals, columns: readonly Column[], format: Format): Cell[] {
  const cells: Partial<Record<string, Cell>> = {
    title: counted(totals.workouts, "activity", format, "activities"),
    distance: formatDistance(totals.distanceM, format, 1).value,
    duration: joined(hoursText(totals.durationS, format)),
    energy: whole(totals.energyKj, format),
    elevationGain: formatElevation(totals.elevationGainM, format).value,
  };
  return columns.map((column) => cells[column.key] ?? "");
}
