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

/** Monday of an ISO week written `2026-W47`; null when there is no such week (`2026-W54`, `2025-W53`). */
export function isoWeekStart(week: string): string | null {
  const match = /^(\d{4})-W(\d{2})$/.exec(week);
  if (!match) return null;
  const monday = addDays(weekStart(`${match[1]}-01-04`), (Number(match[2]) - 1) * 7);
  return isoWeek(monday) === week ? monday : null;
}

/** The ISO week `count` weeks later (earlier when negative). Throws a RangeError for a week that does not exist. */
export function addWeeks(week: string, count: number): string {
  const monday = isoWeekStart(week);
  if (!monday) throw new RangeError(`"${week}" is not an ISO week (YYYY-Www).`);
  return isoWeek(addDays(monday, count * 7));
}
