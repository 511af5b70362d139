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

/** What is counted, for one and for more. */
const NOUNS: Record<string, readonly [one: string, many: string]> = {
  "runs.runs": ["run", "runs"],
  "rides.activities": ["activity", "activities"],
  "strength.sessions": ["session", "sessions"],
  "strength.sets": ["set", "sets"],
  "coding.days": ["day with code", "days with code"],
  "planning.tasksDone": ["task done", "tasks done"],
  "planning.tasksMade": ["task made", "tasks made"],
  "planning.habitDays": ["habit day", "habit days"],
  "mood.reflections": ["reflection", "reflections"],
};

/** A figure that stands without its title: counts say what they count, "7 tasks made". */
export function figurePhrase(
  area: DigestArea,
  figure: Pick<DigestFigure, "name" | "unit">,
  value: number | null,
  format: Format,
): Shown {
  const shown = figureText(value, figure.unit, format);
  const nouns = NOUNS[`${area}.${figure.name}`];
  return nouns && value !== null ? { ...shown, unit: nouns[value === 1 ? 0 : 1] } : shown;
}

const HOW: Record<"count" | "amount" | "mood", Record<Standout["kind"], string>> = {
  count: { most: "the most", least: "the fewest", more: "far more than usual", less: "far fewer than usual" },
  amount: { most: "the most", least: "the least", more: "far more than usual", less: "far less than usual" },
  mood: { most: "the highest", least: "the lowest", more: "far higher than usual", less: "far lower than usual" },
};

/** The one thing that stood out, as a sentence with its evidence; `by`: the weekday up to which the weeks were held against each other. */
export function standoutText(standout: Standout, format: Format, by: string | null = null): string {
  const { area, name, unit, kind, value, mean, weeks } = standout;
  const figure = oneText(figurePhrase(area, { name, unit }, value, format));
  // "Mood: 4.2 of 5", and no "mood" once more.
  const title = figureTitle(area, name);
  const label = unit === "count" || title === AREA_TITLES[area] ? "" : `${title.toLowerCase()} `;
  const how = HOW[unit === "count" || unit === "mood" ? unit : "amount"][kind];
  const all = kind === "most" || kind === "least" ? ` in ${formatNumber(weeks + 1, format.locale)} weeks` : "";
  const before = oneText(figureText(mean, unit, format));
  const [upTo, then] = by === null ? ["", ""] : [` by ${by}`, " by then"];
  return `${AREA_TITLES[area]}: ${label}${figure}, ${how}${all}${upTo}. The mean of the ${formatNumber(weeks, format.locale)} weeks before is ${before}${then}.`;
}
