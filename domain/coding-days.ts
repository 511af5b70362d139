import { addDays, localDate, startOfDay } from "./time-zones";

/** Calendar days of a zone and where each begins, in microseconds, rising. */
export type DayStarts = { dates: string[]; startsUs: number[] };

/** Beginnings that were worked out already, by zone; asking the platform for one costs as much as ten heartbeats. */
const known = new Map<string, Map<string, number | null>>();
const MOST_ZONES = 100;
const MOST_DAYS = 20_000;

/** The first instant of a date in microseconds; null for a date that the zone skipped. */
function startUs(date: string, timeZone: string): number | null {
  let days = known.get(timeZone);
  if (!days || days.size > MOST_DAYS) {
    if (known.size >= MOST_ZONES) known.clear();
    days = new Map();
    known.set(timeZone, days);
  }
  let start = days.get(date);
  if (start === undefined) {
    const instant = startOfDay(date, timeZone);
    start = localDate(instant, timeZone) === date ? instant.getTime() * 1000 : null;
    days.set(date, start);
  }
  return start;
}

/** All days that some stretches of time (microseconds, both ends included) lie in, in the calendar of a zone, and the day after each. */
export function daysOf(stretches: Iterable<readonly [fromUs: number, toUs: number]>, timeZone: string): DayStarts {
  const dates = new Set<string>();
  for (const [fromUs, toUs] of stretches) {
    // One day more at either end: where clocks go back at midnight, a day's last hour shows the day before.
    const last = addDays(localDate(new Date(toUs / 1000), timeZone), 1);
    for (let date = addDays(localDate(new Date(fromUs / 1000), timeZone), -1); date <= last; date = addDays(date, 1))
      dates.add(date);
  }
  const starts: DayStarts = { dates: [], startsUs: [] };
  for (const date of [...dates].sort()) {
    const start = startUs(date, timeZone);
    if (start === null) continue;
    starts.dates.push(date);
    starts.startsUs.push(start);
  }
  return starts;
}
