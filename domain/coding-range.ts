import { addDays, isLocalDate } from "./time-zones";
import { weekStart } from "./weeks";

/** Days that are asked for, both inclusive. `from` is null for all time: the first day is wherever the data begins. */
export type CodingRange = { from: string | null; to: string; name: string; text: string };

/** Databases know no year 0 and four digits have no day after 9999: questions stay well within. */
const [FIRST, LAST] = ["1900-01-01", "2199-12-31"];

/** Whether a text is a day that can be asked for: a real one, of the years 1900 to 2199. */
export function isRangeDay(date: string): boolean {
  return isLocalDate(date) && date >= FIRST && date <= LAST;
}

/** A date some months earlier, the month's last day where it has no such day. */
export function monthsBefore(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const first = new Date(Date.UTC(year, month - 1 - months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(day, last))).toISOString().slice(0, 10);
}

type Bounds = [from: string | null, to: string, text: string];

const daysUntil = (today: string, days: number): Bounds => [addDays(today, 1 - days), today, `last ${days} days`];

const WORDS: Record<string, (today: string, firstWeekday: number) => Bounds> = {
  today: (today) => [today, today, "today"],
  yesterday: (today) => [addDays(today, -1), addDays(today, -1), "yesterday"],
  last_7_days: (today) => daysUntil(today, 7),
  last_7_days_from_yesterday: (today) => [addDays(today, -7), addDays(today, -1), "last 7 days from yesterday"],
  last_14_days: (today) => daysUntil(today, 14),
  last_30_days: (today) => daysUntil(today, 30),
  last_6_months: (today) => [addDays(monthsBefore(today, 6), 1), today, "last 6 months"],
  last_year: (today) => [addDays(monthsBefore(today, 12), 1), today, "last year"],
  all_time: (today) => [null, today, "all time"],
  this_week: (today, firstWeekday) => [weekStart(today, firstWeekday), today, "this week"],
  last_week: (today, firstWeekday) => {
    const start = weekStart(today, firstWeekday);
    return [addDays(start, -7), addDays(start, -1), "last week"];
  },
  this_month: (today) => [`${today.slice(0, 7)}-01`, today, "this month"],
  last_month: (today) => {
    const end = addDays(`${today.slice(0, 7)}-01`, -1);
    return [`${end.slice(0, 7)}-01`, end, "last month"];
  },
  this_year: (today) => [`${today.slice(0, 4)}-01-01`, today, "this year"],
};

/** Other words for the same: Wakapi's, and those of people's scripts. */
const SAME: Record<string, string> = {
  week: "this_week",
  month: "this_month",
  year: "this_year",
  "7_days": "last_7_days",
  "14_days": "last_14_days",
  "30_days": "last_30_days",
  "6_months": "last_6_months",
  "12_months": "last_year",
  last_12_months: "last_year",
  any: "all_time",
};

/** `Last 7 Days` and `last-7-days` are `last_7_days`. */
function wordOf(value: string): string {
  const word = value
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, "_");
  return Object.hasOwn(SAME, word) ? (SAME[word] ?? word) : word;
}

/**
 * The days that a word means (`last_7_days`, `2026`, `2026-11`, Wakapi's `30_days` …) or that two dates name, seen from `today`; null
 * when it means nothing, lies outside the years 1900 to 2199, or ends before it starts. Never beyond today, except where dates are
 * named.
 * @param firstWeekday 1 Monday to 7 Sunday
 */
export function rangeOf(asked: string | { start: string; end: string }, today: string, firstWeekday = 1): CodingRange | null {
  if (typeof asked !== "string") {
    if (!isRangeDay(asked.start) || !isRangeDay(asked.end) || asked.end < asked.start) return null;
    return { from: asked.start, to: asked.end, name: `${asked.start}_${asked.end}`, text: `${asked.start} to ${asked.end}` };
  }
  if (/^\d{4}(-\d{2})?$/.test(asked)) return calendarRange(asked, today);
  const name = wordOf(asked);
  if (!Object.hasOwn(WORDS, name)) return null;
  const bounds = WORDS[name]?.(today, firstWeekday);
  return bounds ? { from: bounds[0], to: bounds[1], name, text: bounds[2] } : null;
}

/** A year or a month, as far as it has come. */
function calendarRange(name: string, today: string): CodingRange | null {
  const year = name.length === 4;
  const from = year ? `${name}-01-01` : `${name}-01`;
  if (!isRangeDay(from)) return null;
  const end = addDays(monthsBefore(from, year ? -12 : -1), -1);
  return { from, to: end > today && from <= today ? today : end, name, text: name };
}
