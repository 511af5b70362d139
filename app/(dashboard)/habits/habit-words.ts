import type { Auto, Habit, HabitLog, Schedule } from "@/domain/habits";
import { type Format, formatNumber, METRES_PER_MILE } from "@/domain/units";
import { counted } from "../_view/words";

const NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
export const WEEKDAYS = NAMES.map((label, index) => ({ value: String(index + 1), label }));

/** When a habit is due, in words: "Every day", "Weekdays", "Mon, Wed, Fri", "3 times a week", "Every 10 days". */
export function scheduleText(schedule: Schedule): string {
  if (schedule.kind === "every_days") return schedule.days === 1 ? "Every day" : `Every ${schedule.days} days`;
  if (schedule.kind === "per_week") {
    return schedule.times === 7 ? "Every day" : schedule.times === 1 ? "Once a week" : `${schedule.times} times a week`;
  }
  const days = schedule.weekdays;
  if (days.length === 7) return "Every day";
  if (days.join() === "1,2,3,4,5") return "Every weekday";
  if (days.join() === "6,7") return "Every weekend";
  const [only] = days;
  if (days.length === 1 && only !== undefined) return `Every ${NAMES[only - 1]}`;
  return days.map((day) => NAMES[day - 1]?.slice(0, 3)).join(", ");
}

/** A rule's amount in the person's units: what it is typed and read in. */
export function autoUnit(metric: Auto["metric"], { units }: Pick<Format, "units">): { unit: string; factor: number } {
  if (metric === "run_distance" || metric === "ride_distance")
    return { unit: units, factor: units === "km" ? 1000 : METRES_PER_MILE };
  if (metric === "ride_energy") return { unit: "kJ", factor: 1 };
  if (metric === "coding_seconds") return { unit: "min", factor: 60 };
  return { unit: "", factor: 1 };
}

/** The amount of a rule as it is read and typed: at most two decimals, none that are not needed. */
export function autoAmount(auto: Auto, format: Format): string {
  const { factor } = autoUnit(auto.metric, format);
  const value = Math.round((auto.atLeast / factor) * 100) / 100;
  return formatNumber(value, format.locale, Number.isInteger(value) ? 0 : Number.isInteger(value * 10) ? 1 : 2);
}

/** What ticks a habit by itself: "ticked by 3 km of running a day". */
export function autoText(auto: Auto, format: Format): string {
  const amount = `${autoAmount(auto, format)} ${autoUnit(auto.metric, format).unit}`.trim();
  const many = auto.atLeast;
  switch (auto.metric) {
    case "run_distance":
      return `ticked by ${amount} of running`;
    case "ride_distance":
      return `ticked by ${amount} of riding`;
    case "ride_energy":
      return `ticked by ${amount} of riding`;
    case "coding_seconds":
      return `ticked by ${amount} of coding`;
    case "strength_sessions":
      return `ticked by ${counted(many, "strength session", format)}`;
    case "tasks":
      return `ticked by ${counted(many, "finished task", format)}`;
    case "reflections":
      return "ticked by the day's reflection";
  }
}

const FACTS: Record<string, { label: string; href: (id: string, date: string) => string }> = {
  runs: { label: "the run", href: (id) => `/runs/${encodeURIComponent(id)}` },
  workouts: { label: "the ride", href: (id) => `/rides/${encodeURIComponent(id)}` },
  strength_workouts: { label: "the session", href: (id) => `/strength/${encodeURIComponent(id)}` },
  coding_days: { label: "the day's coding", href: (id) => `/coding/days/${id}` },
  tasks: { label: "the task", href: (id) => `/tasks/${id}` },
  reflections: { label: "the reflection", href: (_, date) => `/reflections/${date}` },
};

/** Where the fact is that ticked a day. */
export function factLink(log: Pick<HabitLog, "fact" | "date"> | null): { href: string; label: string } | null {
  const known = log?.fact ? FACTS[log.fact.table] : undefined;
  return known && log?.fact ? { href: known.href(log.fact.id, log.date), label: known.label } : null;
}

/** What a day asks for: "8 glasses", "at most 2 coffees"; null of yes or no. */
export function targetText({ kind, target, unit, targetType }: Habit, { locale }: Pick<Format, "locale">): string | null {
  if (kind === "yes_no") return null;
  const amount = formatNumber(target, locale, Number.isInteger(target) ? 0 : 1);
  return `${targetType === "at_most" ? "at most " : ""}${amount}${unit ? ` ${unit}` : ""}`;
}

/** Strength in whole per cent. */
export function strengthText(strength: number): string {
  return String(Math.round(strength * 100));
}
