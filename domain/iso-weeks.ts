import { addDays, daysBetween, weekday } from "./time-zones";

/** The ISO week that a local date lies in, as `2026-W47`: weeks begin on Monday and belong to the year of their Thursday. */
export function isoWeekOf(date: string): string {
  const thursday = addDays(date, 4 - weekday(date));
  const year = thursday.slice(0, 4);
  const week = Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1;
  return `${year}-W${String(week).padStart(2, "0")}`;
}

/** Monday and Sunday of an ISO week of the years 1900 to 2199; null for a text that is none (`2026-W54`). */
export function daysOfIsoWeek(isoWeek: string): { from: string; to: string } | null {
  const [, year, week] = /^(\d{4})-W(\d\d)$/.exec(isoWeek) ?? [];
  // Weeks are counted with those around them, and days are of these years.
  if (!year || !week || year < "1900" || year > "2199") return null;
  // The fourth of January always lies in the first week.
  const first = `${year}-01-04`;
  const from = addDays(first, 1 - weekday(first) + (Number(week) - 1) * 7);
  return isoWeekOf(from) === isoWeek ? { from, to: addDays(from, 6) } : null;
}
