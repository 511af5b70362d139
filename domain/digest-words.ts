import type { DigestArea, DigestFigure, Standout } from "./digests";
import { daysOfIsoWeek } from "./iso-weeks";
import { type Format, formatDate, formatDistance, formatHours, formatNumber, type Shown } from "./units";

/** What areas of a digest are called. */
export const AREA_TITLES: Record<DigestArea, string> = {
  runs: "Runs",
  rides: "Rides and more",
  strength: "Strength",
  coding: "Coding",
  planning: "Planning",
  mood: "Mood",
};

const FIGURES: Record<string, string> = {
  "runs.distance": "Distance",
  "runs.runs": "Runs",
  "runs.duration": "Time",
  "rides.distance": "Distance",
  "rides.activities": "Activities",
  "rides.duration": "Time",
  "rides.energy": "Energy",
  "strength.volume": "Volume",
  "strength.sessions": "Sessions",
  "strength.sets": "Sets",
  "coding.time": "Time",
  "coding.days": "Days with code",
  "planning.tasksDone": "Tasks done",
  "planning.tasksMade": "Tasks made",
  "planning.habitDays": "Habit days",
  "mood.mood": "Mood",
  "mood.reflections": "Reflections",
};

/** What a figure of an area is called. */
export const figureTitle = (area: DigestArea, name: string) => FIGURES[`${area}.${name}`] ?? name;

/** A figure's value in the person's units; a dash where there is none. */
export function figureText(value: number | null, unit: DigestFigure["unit"], format: Format): Shown {
  if (value === null) return { value: "–", unit: "" };
  if (unit === "m") return formatDistance(value, format, 1);
  if (unit === "s") return formatHours(value);
  if (unit === "count") return { value: formatNumber(value, format.locale, Number.isInteger(value) ? 0 : 1), unit: "" };
  if (unit === "mood") return { value: formatNumber(value, format.locale, 1), unit: "of 5" };
  return { value: formatNumber(value, format.locale), unit };
}

/** Value and unit in one text. */
export const oneText = ({ value, unit }: Shown) => (unit ? `${value} ${unit}` : value);

/** "Week 47, 2026" of `2026-W47`. */
export const weekTitle = (isoWeek: string) => `Week ${Number(isoWeek.slice(6))}, ${isoWeek.slice(0, 4)}`;

/** Monday to Sunday of a week as text. */
export function weekDays(isoWeek: string, { locale }: Pick<Format, "locale">): string {
  const days = daysOfIsoWeek(isoWeek);
  return days ? `${formatDate(days.from, locale)} – ${formatDate(days.to, locale)}` : isoWeek;
}

const HOW: Record<Standout["kind"], string> = {
  most: "the most of",
  least: "the least of",
  more: "far more than usual in",
  less: "far less than usual in",
};

/** The one thing that stood out, as a sentence with its evidence. */
export function standoutText(standout: Standout, format: Format): string {
  const { area, name, unit, kind, value, mean, weeks } = standout;
  const what = `${AREA_TITLES[area]}: ${figureTitle(area, name).toLowerCase()} ${oneText(figureText(value, unit, format))}`;
  const before = oneText(figureText(mean, unit, format));
  return `${what}, ${HOW[kind]} ${formatNumber(weeks + 1, format.locale)} weeks. The mean of those before is ${before}.`;
}
