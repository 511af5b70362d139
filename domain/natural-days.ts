import { addDays, isLocalDate, weekday } from "./time-zones";

/**
 * The day a text is read on: today in the person's zone, their first weekday (0 Sunday to 6 Saturday), and how they write days with
 * strokes: in the order of `locale`, day first unless said.
 */
export type ReadingDay = { today: string; firstWeekday: number; locale?: string };

const WEEKDAYS = [
  /^mon(day)?$/,
  /^tue(s|sday)?$/,
  /^wed(s|nesday)?$/,
  /^thu(r|rs|rsday)?$/,
  /^fri(day)?$/,
  /^sat(urday)?$/,
  /^sun(day)?$/,
];
const MONTHS = [
  ...[/^jan(uary)?$/, /^feb(ruary)?$/, /^mar(ch)?$/, /^apr(il)?$/, /^may$/, /^june?$/],
  ...[/^july?$/, /^aug(ust)?$/, /^sept?(ember)?$/, /^oct(ober)?$/, /^nov(ember)?$/, /^dec(ember)?$/],
];

/** ISO weekday (1 Monday to 7 Sunday) of a lower-case word; 0 where it is none. */
export function weekdayOfWord(word: string): number {
  return WEEKDAYS.findIndex((name) => name.test(word)) + 1;
}

/** Month (1 to 12) of a lower-case word; 0 where it is none. */
export function monthOfWord(word: string): number {
  return MONTHS.findIndex((name) => name.test(word)) + 1;
}

/** The number in a word: digits, or one to twelve written out, a and an; 0 where there is none or it is out of bounds. */
export function numberOfWord(word: string): number {
  if (/^\d{1,3}$/.test(word)) return Number(word);
  if (word === "a" || word === "an") return 1;
  return NUMBERS.indexOf(word) + 1;
}

const NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/** Day of the month in `5`, `5th`, `22nd`; 0 where there is none. `strict` asks for the ending. */
export function monthDayOfWord(word: string, strict = false): number {
  const [, digits, ending] = /^(\d{1,2})(st|nd|rd|th)?$/.exec(word) ?? [];
  const day = Number(digits ?? 0);
  return day >= 1 && day <= 31 && (!strict || ending !== undefined) ? day : 0;
}

const pad = (number: number, width = 2) => String(number).padStart(width, "0");

/** A day of the calendar, or null where it does not exist. */
function existing(year: number, month: number, day: number): string | null {
  const date = `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
  return year >= 1900 && year < 2200 && isLocalDate(date) ? date : null;
}

/** The next day with this day of the month, and month if that is given, today included; null where there is none within eight years. */
export function nextOn(today: string, day: number, month: number | null): string | null {
  const year = Number(today.slice(0, 4));
  const first = month ?? Number(today.slice(5, 7));
  for (let n = 0; n <= 96; n += month === null ? 1 : 12) {
    const at = first - 1 + n;
    const date = existing(year + Math.floor(at / 12), (at % 12) + 1, day);
    if (date !== null && date >= today) return date;
  }
  return null;
}

/** The first day of the week that comes after today's. */
function nextWeek({ today, firstWeekday }: ReadingDay): string {
  return addDays(today, 7 - (((weekday(today) % 7) - firstWeekday + 7) % 7));
}

/** The same day `months` later, or the last of that month. */
function monthsLater(today: string, months: number): string {
  const at = Number(today.slice(5, 7)) - 1 + months;
  const [year, month] = [Number(today.slice(0, 4)) + Math.floor(at / 12), (at % 12) + 1];
  for (let day = Number(today.slice(8)); day > 28; day--) {
    const date = existing(year, month, day);
    if (date !== null) return date;
  }
  return `${pad(year, 4)}-${pad(month)}-${pad(Math.min(28, Number(today.slice(8))))}`;
}

/**
 * The day that a few lower-case words name, or null. A weekday is the next one after today; “next” means the week (in the person's own
 * weeks), month or year after this; a day without its year is the next that has not passed. What could be read in two ways
 * (`5th`, and `12/11` or `24.12` unless `led` by “on” or “by”) is no day. A weekday before a date has to be that date's.
 */
export function readDay(words: readonly string[], on: ReadingDay, led = false): string | null {
  const [first = "", ...rest] = words;
  if (first === "the" && rest[1] === "of") return readDay(rest, on);
  const named = weekdayOfWord(first.replace(/,$/, ""));
  if (named === 0 || rest.length === 0) return readPlainDay(words, on, led);
  const date = /\d/.test(rest.join("")) ? readPlainDay(rest, on, true) : null;
  return date !== null && weekday(date) === named ? date : null;
}

function readPlainDay(words: readonly string[], on: ReadingDay, led: boolean): string | null {
  const [a = "", b = "", c = ""] = words;
  const { today } = on;
  if (words.length === 1) return readWord(a, today) ?? strokes(a, on, led);
  if (words.length === 2) {
    const day = weekdayOfWord(b);
    if (a === "this" && b === "weekend") return weekday(today) > 5 ? today : addDays(today, 6 - weekday(today));
    if (a === "this" && day > 0) return addDays(today, (day - weekday(today) + 7) % 7);
    if (a === "next" && day > 0) return addDays(nextWeek(on), (day - weekday(nextWeek(on)) + 7) % 7);
    if (a === "next" && b === "week") return nextWeek(on);
    if (a === "next" && b === "month") return `${monthsLater(today, 1).slice(0, 7)}-01`;
    if (a === "next" && b === "year") return `${pad(Number(today.slice(0, 4)) + 1, 4)}-01-01`;
    if (monthDayOfWord(a) && monthOfWord(b)) return nextOn(today, monthDayOfWord(a), monthOfWord(b));
    if (monthOfWord(a) && monthDayOfWord(b)) return nextOn(today, monthDayOfWord(b), monthOfWord(a));
    if (a === "the" && monthDayOfWord(b, true)) return nextOn(today, monthDayOfWord(b), null);
    const [, number = "", unit] = a === "in" ? (SHORT.exec(b) ?? []) : [];
    if (unit) return later(today, Number(number), unit === "d" ? "days" : "weeks");
  }
  if (words.length === 3) {
    if (a === "in") return later(today, numberOfWord(b), c);
    if (a === "end" && b === "of" && c === "month") return addDays(`${monthsLater(today, 1).slice(0, 7)}-01`, -1);
    if (a === "end" && b === "of" && c === "week") return addDays(nextWeek(on), -1);
    if (b === "of" && monthDayOfWord(a, true) && monthOfWord(c)) return nextOn(today, monthDayOfWord(a), monthOfWord(c));
    if (a === "day" && b === "after" && c === "tomorrow") return addDays(today, 2);
    const year = /^\d{4}$/.test(c) ? Number(c) : 0;
    const [day, month] = monthOfWord(b) ? [a, b] : [b.replace(/,$/, ""), a];
    if (year && monthDayOfWord(day) && monthOfWord(month)) return existing(year, monthOfWord(month), monthDayOfWord(day));
  }
  return null;
}

function readWord(word: string, today: string): string | null {
  if (word === "today" || word === "tod" || word === "tonight") return today;
  if (word === "tomorrow" || word === "tmrw" || word === "tmr") return addDays(today, 1);
  const day = weekdayOfWord(word);
  if (day > 0) return addDays(today, ((day - weekday(today) + 6) % 7) + 1);
  const [, year, month, inMonth] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(word) ?? [];
  if (year) return existing(Number(year), Number(month), Number(inMonth));
  // Days are written with full stops in one order only; the last may be missing where a year follows.
  const [, d, m, y] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})?$/.exec(word) ?? [];
  if (!d) return null;
  return y ? existing(Number(y), Number(m), Number(d)) : nextOn(today, Number(d), Number(m));
}

/** `3d`, `2w`: days and weeks; `m` could be minutes. */
const SHORT = /^(\d{1,3})([dw])$/;

/** `24/12/2026`, and where a word leads to it `24/12` or `24.12`, in the order in which the person writes days. */
function strokes(word: string, { today, locale }: ReadingDay, led: boolean): string | null {
  const [, a, stroke, b, y] = /^(\d{1,2})([/.])(\d{1,2})(?:\/(\d{4}))?$/.exec(word) ?? [];
  if (!a || !b || (!y && !led) || (y && stroke === ".")) return null;
  const monthFirst = stroke === "/" && locale !== undefined && isMonthFirst(locale);
  const [day, month] = monthFirst ? [Number(b), Number(a)] : [Number(a), Number(b)];
  return y ? existing(Number(y), month, day) : month <= 12 ? nextOn(today, day, month) : null;
}

function isMonthFirst(locale: string): boolean {
  const parts = new Intl.DateTimeFormat(locale, { dateStyle: "short" }).formatToParts(0).map(({ type }) => type);
  return parts.indexOf("month") < parts.indexOf("day") && parts.indexOf("year") > parts.indexOf("day");
}

function later(today: string, number: number, unit: string): string | null {
  if (number === 0) return null;
  if (/^days?$/.test(unit)) return addDays(today, number);
  if (/^weeks?$/.test(unit)) return addDays(today, number * 7);
  if (/^months?$/.test(unit)) return monthsLater(today, number);
  return /^years?$/.test(unit) && number < 100 ? monthsLater(today, number * 12) : null;
}
