import { addDays, dayNumber, weekday } from "./time-zones";

/** The first day of the week that holds `date`, for weeks that begin on `firstWeekday` (1 Monday to 7 Sunday). */
export function weekStart(date: string, firstWeekday = 1): string {
  return addDays(date, -((weekday(date) - firstWeekday + 7) % 7));
}

/** The ISO 8601 week of a local date, as `2026-W47`. The year is the one that the week's Thursday lies in. */
export function isoWeek(date: string): string {
  const thursday = addDays(weekStart(date), 3);
  const year = thursday.slice(0, 4);
  const week = Math.floor((dayNumber(thursday) - dayNumber(`${year}-01-01`)) / 7) + 1;
  return `${year}-W${String(week).padStart(2, "0")}`;
}
