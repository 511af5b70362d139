import { daysBetween } from "./time-zones";
import { formatDate } from "./units";

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** A due date as a person says it: Today, Tomorrow, Friday, 24 Dec 2026. */
export function dueText(date: string, today: string, locale: string): string {
  const away = daysBetween(today, date);
  if (away === 0) return "Today";
  if (away === 1) return "Tomorrow";
  if (away === -1) return "Yesterday";
  if (away > 1 && away < 7) return DAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? date;
  return formatDate(date, locale);
}

/** A due date in words with its date behind them, so that both can be checked at a glance: Tomorrow, 22 Nov 2026. */
export function dueInFull(date: string, today: string, locale: string): string {
  const [said, written] = [dueText(date, today, locale), formatDate(date, locale)];
  if (said !== written) return `${said}, ${written}`;
  return `${DAYS[new Date(`${date}T00:00:00Z`).getUTCDay()]}, ${written}`;
}
