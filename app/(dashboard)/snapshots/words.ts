import { GOAL_METRICS } from "@/domain/goals";
import type { SnapshotData } from "@/domain/snapshots";
import { type Format, formatDate, formatDistance, formatNumber } from "@/domain/units";
import { hoursText, joined } from "../_view/words";
import { amountOf } from "../goals/goal-words";

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

/** A snapshot's name as it is read: the day of a nightly one in the person's own way of writing days. */
export function snapshotTitle(name: string, { locale }: Pick<Format, "locale">): string {
  const [, day] = /^Night of (\d{4}-\d{2}-\d{2})$/.exec(name) ?? [];
  return day ? `Night of ${formatDate(day, locale)}` : name;
}

/** A number of a snapshot in the person's units, told by its name; a dash where there is none. */
export function numberText(name: string, value: number | null, format: Format): string {
  if (value === null) return "–";
  if (/distance/i.test(name)) return joined(formatDistance(value, format, 1));
  if (/duration|seconds|time/i.test(name)) return joined(hoursText(value, format));
  if (name === "mood") return `${formatNumber(value, format.locale, 1)} of 5`;
  if (/energy/i.test(name)) return `${formatNumber(value, format.locale)} kJ`;
  if (/volume/i.test(name)) return `${formatNumber(value, format.locale)} kg`;
  return formatNumber(value, format.locale, Number.isInteger(value) ? 0 : 1);
}

/** A named thing of a snapshot. */
export type Thing = NonNullable<SnapshotData["lists"][string]>[number];
type Value = Thing[string];

/** Any value of a thing in a list, in the person's units: what a goal's numbers are, the goal itself says. */
export function valueText(name: string, value: Value, format: Format, thing?: Thing): string {
  if (typeof value === "number" && (name === "target" || name === "progress")) {
    const metric = GOAL_METRICS.find((known) => known === thing?.["metric"]);
    if (metric) return joined(amountOf(metric, value, format));
  }
  if (name === "priority" && typeof value === "number") return PRIORITIES[value] ?? String(value);
  if (name === "strength" && typeof value === "number") return `${Math.round(value * 100)} %`;
  if (typeof value === "number") return numberText(name, value, format);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (value !== null && /^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDate(value, format.locale);
  return value === null ? "–" : (STATUSES[value] ?? value);
}

/** What a snapshot knows of a thing, in words: "status to do, due 24 Dec 2026". What says nothing is left out. */
export function thingText(thing: Thing, format: Format): string {
  const { id, name, metric, ...fields } = thing;
  return Object.entries(fields)
    .filter(([field, value]) => value !== null && value !== false && !(field === "priority" && value === 0))
    .map(([field, value]) => {
      const name = nameOf(field).toLowerCase();
      return value === true ? name : `${name} ${valueText(field, value, format, thing)}`;
    })
    .join(", ");
}

const PLACES: Record<string, string> = { tasks: "/tasks/", goals: "/goals/", habits: "/habits/", shoes: "/shoes/" };

/** Where a thing of a list is today. */
export function placeOf(area: string, { id }: Pick<Thing, "id">): string | undefined {
  const place = PLACES[area];
  return place && `${place}${encodeURIComponent(id)}`;
}

/** How much a number rose or fell, with its sign; null where one of the two is not known. */
export function differenceText(name: string, difference: number | null, format: Format): string | null {
  if (difference === null) return null;
  return `${difference > 0 ? "+" : "−"}${numberText(name, Math.abs(difference), format)}`;
}
