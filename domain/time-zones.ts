/**
 * Instants, zones and calendar days. A local date is a string `YYYY-MM-DD`: it names a day, never an instant. This file runs in the
 * browser too and depends on nothing but `Intl`.
 */

const DAY_MS = 86_400_000;
const SLICE_MS = 7 * DAY_MS;

type Zone = { format: Intl.DateTimeFormat; slices: Map<number, number> };
const zones = new Map<string, Zone>();
/** Zones by their names as they were written; there are thousands of ways to write each of some six hundred. */
const spelled = new Map<string, Zone>();
const MOST_SPELLINGS = 1_000;
/** Weeks of a zone that are remembered: forty years of them. */
const MOST_SLICES = 2_100;

function zoneOf(timeZone: string): Zone {
  const known = spelled.get(timeZone);
  if (known) return known;
  const name = timeZone.toLowerCase();
  const zone = zones.get(name) ?? makeZone(timeZone);
  zones.set(name, zone);
  if (spelled.size >= MOST_SPELLINGS) spelled.clear();
  spelled.set(timeZone, zone);
  return zone;
}

/** @throws RangeError for an unknown zone */
function makeZone(timeZone: string): Zone {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return { format, slices: new Map() };
}

/** Whether the running platform knows `timeZone` as an IANA zone name. Bare offsets ("+02:00") are refused: they have no seasons. */
export function isTimeZone(timeZone: string): boolean {
  if (!/^[A-Za-z]/.test(timeZone)) return false;
  try {
    zoneOf(timeZone);
    return true;
  } catch {
    return false;
  }
}

/** Offset from UTC in milliseconds that clocks in `timeZone` show at `instant`, asked of the platform. */
function askOffset(zone: Zone, at: number): number {
  const part: Record<string, number> = {};
  for (const { type, value } of zone.format.formatToParts(at)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

/**
 * Offset from UTC in milliseconds at an instant (ms since the epoch). Asking the platform is slow, so each week of a zone whose two
 * ends agree is remembered: no zone changes its clocks there and back within seven days.
 * Throws a RangeError for an unknown zone.
 */
export function offsetAt(at: number, timeZone: string): number {
  const zone = zoneOf(timeZone);
  const slice = Math.floor(at / SLICE_MS);
  const known = zone.slices.get(slice);
  if (known !== undefined && !Number.isNaN(known)) return known;
  if (known === undefined) {
    const from = askOffset(zone, slice * SLICE_MS);
    const agrees = from === askOffset(zone, (slice + 1) * SLICE_MS);
    if (zone.slices.size >= MOST_SLICES) zone.slices.clear();
    zone.slices.set(slice, agrees ? from : Number.NaN);
    if (agrees) return from;
  }
  return askOffset(zone, at);
}

const dayText = new Map<number, string>();

/** The day with this number since 1970-01-01 as `YYYY-MM-DD`. */
export function dateOfDay(day: number): string {
  let text = dayText.get(day);
  if (text === undefined) {
    text = new Date(day * DAY_MS).toISOString().slice(0, 10);
    if (dayText.size > 50_000) dayText.clear();
    dayText.set(day, text);
  }
  return text;
}

const numberOfText = new Map<string, number>();

/** Days since 1970-01-01 of a local date. Throws a RangeError for anything that is not a real calendar day. */
export function dayNumber(date: string): number {
  const known = numberOfText.get(date);
  if (known !== undefined) return known;
  const day = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) / DAY_MS : Number.NaN;
  if (Number.isNaN(day) || dateOfDay(day) !== date) throw new RangeError(`"${date}" is not a calendar day (YYYY-MM-DD).`);
  if (numberOfText.size > 50_000) numberOfText.clear();
  numberOfText.set(date, day);
  return day;
}

/** Whether `date` is a real calendar day written `YYYY-MM-DD`. */
export function isLocalDate(date: string): boolean {
  try {
    return dayNumber(date) > Number.NEGATIVE_INFINITY;
  } catch {
    return false;
  }
}

/** The calendar day that clocks in `timeZone` show at `instant`. */
export function localDate(instant: Date, timeZone: string): string {
  const at = instant.getTime();
  return dateOfDay(Math.floor((at + offsetAt(at, timeZone)) / DAY_MS));
}

/** Seconds since local midnight on the clock of `timeZone` (0 to 86,399), for rhythms by hour of the day. */
export function localSecond(instant: Date, timeZone: string): number {
  const wall = instant.getTime() + offsetAt(instant.getTime(), timeZone);
  return Math.floor((wall - Math.floor(wall / DAY_MS) * DAY_MS) / 1000);
}

/**
 * The first instant of a local date in `timeZone`. Where clocks skip midnight the day begins later (01:00), where they show it twice
 * at the first one that belongs to the day.
 */
export function startOfDay(date: string, timeZone: string): Date {
  const midnight = dayNumber(date) * DAY_MS;
  const candidates = [offsetAt(midnight - DAY_MS, timeZone), offsetAt(midnight + DAY_MS, timeZone)]
    .map((offset) => midnight - offset)
    .sort((a, b) => a - b);
  for (const at of candidates) {
    if (localDate(new Date(at), timeZone) === date && localDate(new Date(at - 1), timeZone) < date) return new Date(at);
  }
  return new Date(candidates[0] ?? midnight);
}

/** The local date `days` later (earlier when negative). */
export function addDays(date: string, days: number): string {
  return dateOfDay(dayNumber(date) + days);
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** ISO weekday of a local date: 1 Monday to 7 Sunday. */
export function weekday(date: string): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}
