import { type Format, formatDate, formatDistance, formatHours, formatNumber } from "@/domain/units";
import { joined } from "../_view/words";

const NAMES: Record<string, string> = {
  duration: "Time",
  seconds: "Time",
  mood: "Mean mood of 30 days",
  strength: "Strength",
  streakDays: "Days of the streak",
  dueDate: "Due",
};
const STATUSES: Record<string, string> = { todo: "to do" };
const PRIORITIES = ["none", "low", "medium", "high"];

/** "tasksDone" as "Tasks done": names of snapshots are those of their JSON. */
export function nameOf(key: string): string {
  const known = NAMES[key];
  if (known) return known;
  const words = key.replaceAll(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A number of a snapshot in the person's units, told by its name; a dash where there is none. */
export function numberText(name: string, value: number | null, format: Format): string {
  if (value === null) return "–";
  if (/distance/i.test(name)) return joined(formatDistance(value, format, 1));
  if (/duration|seconds|time/i.test(name)) return joined(formatHours(value));
  if (/energy/i.test(name)) return `${formatNumber(value, format.locale)} kJ`;
  if (/volume/i.test(name)) return `${formatNumber(value, format.locale)} kg`;
  return formatNumber(value, format.locale, Number.isInteger(value) ? 0 : 1);
}

/** Any value of a thing in a list. */
export function valueText(name: string, value: string | number | boolean | null, format: Format): string {
  if (name === "priority" && typeof value === "number") return PRIORITIES[value] ?? String(value);
  if (name === "strength" && typeof value === "number") return `${Math.round(value * 100)} %`;
  if (typeof value === "number") return numberText(name, value, format);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (value !== null && /^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDate(value, format.locale);
  return value === null ? "–" : (STATUSES[value] ?? value);
}
