import type { Goal, GoalMetric, GoalStatus, Standing } from "@/domain/goals";
import { daysBetween } from "@/domain/time-zones";
import { type Format, formatDate, formatNumber, METRES_PER_MILE, type Shown } from "@/domain/units";
import { joined } from "../_view/words";

/** What a goal counts, in the person's units: one `unit` is `factor` of what is stored. */
type Measure = {
  label: string;
  unit: (format: Pick<Format, "units">) => string;
  factor: (format: Pick<Format, "units">) => number;
};

const plainUnit = (unit: string, factor = 1) => ({ unit: () => unit, factor: () => factor });

export const MEASURES: Record<GoalMetric, Measure> = {
  manual: { label: "A number I set", ...plainUnit("") },
  tasks: { label: "Tasks done", ...plainUnit("tasks") },
  run_distance: {
    label: "Distance run",
    unit: ({ units }) => units,
    factor: ({ units }) => (units === "km" ? 1000 : METRES_PER_MILE),
  },
  ride_energy: { label: "Energy of rides", ...plainUnit("kJ") },
  coding_seconds: { label: "Time coding", ...plainUnit("h", 3600) },
  habit_days: { label: "Days of a habit", ...plainUnit("days") },
};

export const STATUS_NAMES: Record<GoalStatus, string> = {
  active: "Active",
  reached: "Reached",
  missed: "Missed",
  archived: "Archived",
};

/** A stored amount in the unit that the person reads. */
export function shownValue(metric: GoalMetric, value: number, format: Format): number {
  return value / MEASURES[metric].factor(format);
}

/** An amount of a goal: as many decimals as say something. Parts of tasks or days are said to one decimal. */
export function amountOf(metric: GoalMetric, value: number, format: Format): Shown {
  const shown = shownValue(metric, value, format);
  const decimals = Number.isInteger(Math.round(shown * 10) / 10) || Math.abs(shown) >= 1000 ? 0 : 1;
  return { value: formatNumber(shown, format.locale, decimals), unit: MEASURES[metric].unit(format) };
}

/** The number and its noun, at the end of a title or before the words that say by when. */
const COUNTED_NOUN =
  /(\d[\d.,’' \u00a0\u202f]*)\s+(\p{L}[\p{L}-]*)(?=$|[.,;:]|\s+(?:in|by|before|until|till|this|a|an|per|for|on|at|with|every|each)\s)/u;

/** What a goal counted by hand counts, where its title says so beside the target: "books" of "Read 12 books in 2026"; else "". */
function nounOf({ title, target }: Pick<Goal, "title" | "target">): string {
  const [, number = "", noun = ""] = COUNTED_NOUN.exec(title) ?? [];
  return number.replace(/\D/g, "") === String(target) ? noun : "";
}

/** An amount of one goal, in its unit. */
export function goalAmount(goal: Pick<Goal, "metric" | "title" | "target">, value: number, format: Format): Shown {
  const amount = amountOf(goal.metric, value, format);
  return goal.metric === "manual" ? { ...amount, unit: nounOf(goal) } : amount;
}

/** How far a goal is: "612 of 1,000 km". */
export function progressText(goal: Goal, { target }: Standing, format: Format): string {
  if (target === 0) return "no task linked yet";
  return `${amountOf(goal.metric, goal.value, format).value} of ${joined(goalAmount(goal, target, format))}`;
}

/** How a goal stands against a steady pace: "12 km ahead of a steady pace"; null without an end. */
export function paceText(goal: Goal, { ahead, status }: Standing, format: Format): string | null {
  if (ahead === null || status !== "active") return null;
  const amount = goalAmount(goal, Math.abs(ahead), format);
  if (Number(shownValue(goal.metric, Math.abs(ahead), format).toFixed(1)) === 0) return "at a steady pace";
  return `${joined(amount)} ${ahead > 0 ? "ahead of" : "behind"} a steady pace`;
}

/** Until when a goal runs, and how long that is: "until 31 Dec 2026, 40 days left". */
export function spanWords(goal: Goal, today: string, { locale }: Pick<Format, "locale">): string {
  if (goal.startDate > today) return `begins on ${formatDate(goal.startDate, locale)}`;
  if (goal.endDate === null) return `since ${formatDate(goal.startDate, locale)}`;
  const left = daysBetween(today, goal.endDate) + 1;
  const until = `until ${formatDate(goal.endDate, locale)}`;
  if (left <= 0) return `ended on ${formatDate(goal.endDate, locale)}`;
  return `${until}, ${left === 1 ? "its last day" : `${left} days left`}`;
}

/** The rows that a goal's number counts. */
export function rowsHref(goal: Goal, today: string): string {
  const span = new URLSearchParams({ from: goal.startDate, to: goal.endDate ?? today }).toString();
  switch (goal.metric) {
    case "manual":
      return `/goals/${goal.id}/history`;
    case "tasks":
      return `/tasks?view=all&goal=${goal.id}`;
    case "run_distance":
      return `/runs?${span}`;
    case "ride_energy":
      return `/rides?${span}`;
    case "coding_seconds":
      return `/coding?${span}`;
    case "habit_days":
      return `/habits/${goal.habitId}#calendar`;
  }
}

/** What a goal counts, in the middle of a sentence: "distance run", "a number I set". */
export function countedWords(metric: GoalMetric): string {
  const { label } = MEASURES[metric];
  return `${label.charAt(0).toLowerCase()}${label.slice(1)}`;
}
