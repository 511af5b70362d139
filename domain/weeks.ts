import { addDays, weekday } from "./time-zones";

/** The first day of the week that holds `date`, for weeks that begin on `firstWeekday` (1 Monday to 7 Sunday). */
export function weekStart(date: string, firstWeekday = 1): string {
  return addDays(date, -((weekday(date) - firstWeekday + 7) % 7));
}
