import { formatRepeat, parseRepeat, type RepeatRule } from "./repeat-rules";
import { addDays, dateOfDay, dayNumber, weekday } from "./time-zones";

/** Rules that never come true are given up after this many days. */
const HORIZON_DAYS = 366 * 100;
/** Nothing is planned for later. */
const LAST_DAY = dayNumber("2199-12-31");
const DAY_MS = 86_400_000;

/** Day number of a day of a month (1 to 12, may run over). */
function dayOf(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day) / DAY_MS;
}

type Parts = { year: number; month: number; day: number };

/** Reckoned and not read from a text: a rule that seldom comes true looks at tens of thousands of days. */
function partsOf(day: number): Parts {
  const date = new Date(day * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

const lengthOf = ({ year, month }: Parts) => dayOf(year, month + 1, 1) - dayOf(year, month, 1);
const weekdayOf = (day: number) => ((((day + 3) % 7) + 7) % 7) + 1;

/**
 * The days of a rule after its first day `start`, rising. The first day is an occurrence whether it fits the rule or not (RFC 5545 calls it
 * DTSTART); days that a month does not have are left out, COUNT is not looked at. Ends with the year 2199, and after a hundred years without one.
 * `since`: only those from this day on, the others are passed over unseen.
 */
export function* occurrencesAfter(rule: RepeatRule, start: string, since = start): Generator<string> {
  const first = dayNumber(start);
  const least = Math.max(first + 1, dayNumber(since));
  const last = Math.min(rule.until === null ? LAST_DAY : dayNumber(rule.until), LAST_DAY);
  let found = least;
  for (const { from, days } of periods(rule, start, since)) {
    if (from > last || from - found > HORIZON_DAYS) return;
    for (const day of days()) {
      if (day < least) continue;
      if (day > last) return;
      found = day;
      yield dateOfDay(day);
    }
  }
}

/** How many periods lie between two days, never more than there are. */
function periodsBetween(frequency: RepeatRule["frequency"], from: number, to: number): number {
  if (frequency === "DAILY") return to - from;
  if (frequency === "WEEKLY") return Math.floor((to - from) / 7) - 1;
  const [a, b] = [partsOf(from), partsOf(to)];
  const years = b.year - a.year;
  return frequency === "YEARLY" ? years : years * 12 + b.month - a.month;
}

/** The first day of each period that the rule looks at, from the one that `since` lies in, and the days of it that fit, rising. */
function* periods(rule: RepeatRule, start: string, since: string): Generator<{ from: number; days: () => number[] }> {
  const first = dayNumber(start);
  const at = partsOf(first);
  const fits = (day: number) => fitsMonth(rule, day);
  const passed = Math.floor(periodsBetween(rule.frequency, first, dayNumber(since)) / rule.interval) * rule.interval;
  for (let n = Math.max(0, passed); ; n += rule.interval) {
    if (rule.frequency === "DAILY") {
      const day = first + n;
      yield { from: day, days: () => (fits(day) && fitsWeekday(rule, day) && fitsMonthDay(rule, day) ? [day] : []) };
    } else if (rule.frequency === "WEEKLY") {
      const monday = first - ((weekday(start) - rule.weekStart + 7) % 7) + n * 7;
      const wanted = rule.weekdays.length > 0 ? rule.weekdays.map((one) => one.weekday) : [weekday(start)];
      const offsets = wanted.map((one) => (one - rule.weekStart + 7) % 7).sort((a, b) => a - b);
      yield { from: monday, days: () => offsets.map((offset) => monday + offset).filter(fits) };
    } else if (rule.frequency === "MONTHLY") {
      const month = at.month - 1 + n;
      const [year, inYear] = [at.year + Math.floor(month / 12), (month % 12) + 1];
      yield { from: dayOf(year, inYear, 1), days: () => daysOfMonth(rule, year, inYear, at.day).filter(fits) };
    } else {
      const year = at.year + n;
      const months = rule.months.length > 0 ? rule.months : rule.monthDays.length > 0 ? ALL_MONTHS : [at.month];
      yield { from: dayOf(year, 1, 1), days: () => months.flatMap((month) => daysOfMonth(rule, year, month, at.day)) };
    }
  }
}

const ALL_MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

/** The days of a month that the rule names; where it names none, the day that the first occurrence has. */
function daysOfMonth(rule: RepeatRule, year: number, month: number, startDay: number): number[] {
  const from = dayOf(year, month, 1);
  const length = dayOf(year, month + 1, 1) - from;
  const named = rule.monthDays.length > 0 || rule.weekdays.length > 0;
  return Array.from({ length }, (_, index) => from + index).filter((day) => {
    if (!named) return day - from + 1 === startDay;
    return fitsMonthDay(rule, day) && fitsWeekday(rule, day);
  });
}

function fitsMonth(rule: RepeatRule, day: number): boolean {
  return rule.months.length === 0 || rule.months.includes(partsOf(day).month);
}

function fitsMonthDay(rule: RepeatRule, day: number): boolean {
  if (rule.monthDays.length === 0) return true;
  const parts = partsOf(day);
  return rule.monthDays.some((wanted) => (wanted > 0 ? wanted : lengthOf(parts) + 1 + wanted) === parts.day);
}

function fitsWeekday(rule: RepeatRule, day: number): boolean {
  if (rule.weekdays.length === 0) return true;
  const it = weekdayOf(day);
  return rule.weekdays.some(({ weekday: wanted, nth }) => {
    if (wanted !== it) return false;
    if (nth === null) return true;
    const parts = partsOf(day);
    return nth > 0 ? Math.ceil(parts.day / 7) === nth : Math.ceil((lengthOf(parts) - parts.day + 1) / 7) === -nth;
  });
}

/** The first day from `from` on (that day included) that fits the weekdays or days of the month a rule names; `from` where it names none. */
export function firstOccurrence(rule: RepeatRule, from: string): string {
  if (rule.weekdays.length === 0 && rule.monthDays.length === 0) return from;
  for (const day of occurrencesAfter({ ...rule, interval: 1 }, addDays(from, -1))) return day;
  return from;
}

/** A repeating task that was done: its rule, its due date if it has one, what the next is counted from, and the day it was done. */
export type Done = { repeat: string; dueDate: string | null; repeatFrom: "due" | "completion"; doneOn: string };

/**
 * When the next of a repeating task is due, and the rule as seen from it. Counted from the due date, days that lie behind when a task is
 * done late are passed over (they count for COUNT); counted from its completion, the first day after that one. Null: it was the last.
 */
export function nextRepeat({ repeat, dueDate, repeatFrom, doneOn }: Done): { dueDate: string; repeat: string } | null {
  const rule = parseRepeat(repeat);
  const start = repeatFrom === "due" ? (dueDate ?? doneOn) : doneOn;
  let left = rule.count ?? Number.POSITIVE_INFINITY;
  // Without a count nothing has to be counted, however long ago it began.
  for (const day of occurrencesAfter(rule, start, rule.count === null && doneOn > start ? doneOn : start)) {
    left--;
    if (left < 1) return null;
    if (day < doneOn) continue;
    return { dueDate: day, repeat: formatRepeat({ ...rule, count: rule.count === null ? null : left }) };
  }
  return null;
}
