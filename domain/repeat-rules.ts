import { isLocalDate } from "./time-zones";

/**
 * Recurrence rules of RFC 5545 as far as days need them: FREQ, INTERVAL, BYDAY, BYMONTHDAY, BYMONTH, COUNT, UNTIL and WKST. A rule is
 * kept as its text in one certain form; this file reads and writes it.
 */
export type RepeatRule = {
  frequency: Frequency;
  interval: number;
  /** ISO weekdays (1 Monday to 7 Sunday); `nth` of a month, from its end when negative, null: each. */
  weekdays: { weekday: number; nth: number | null }[];
  /** Days of the month, from its end when negative. */
  monthDays: number[];
  months: number[];
  /** How many occurrences there are, the first one included; null: no end. */
  count: number | null;
  /** The last day there can be one; null: no end. */
  until: string | null;
  /** First day of the week, for every so many weeks. */
  weekStart: number;
};

const FREQUENCIES = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"] as const;
export type Frequency = (typeof FREQUENCIES)[number];

const WEEKDAY_CODES = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/** Why a text is no rule that Almanac knows; the message is for people. */
export class RuleProblem extends Error {}

function refuse(message: string): never {
  throw new RuleProblem(message);
}

/** A rule without any limit. */
export function everyRule(frequency: Frequency, wish: Partial<RepeatRule> = {}): RepeatRule {
  return { frequency, interval: 1, weekdays: [], monthDays: [], months: [], count: null, until: null, weekStart: 1, ...wish };
}

/** Reads a rule. @throws Error with words for people when the text is none, or has parts that Almanac does not know */
export function parseRepeat(text: string): RepeatRule {
  const parts = new Map<string, string>();
  for (const part of text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, "")
    .split(";")) {
    const [name = "", value = ""] = part.split("=", 2);
    if (!(name in READERS)) refuse(`“${name.slice(0, 20)}” is no part of a repeat rule that Almanac knows.`);
    if (parts.has(name)) refuse(`${name} is there twice.`);
    parts.set(name, value);
  }
  const rule = everyRule("DAILY");
  if (!parts.has("FREQ")) refuse("Say how often: FREQ=DAILY, WEEKLY, MONTHLY or YEARLY.");
  for (const [name, value] of parts) READERS[name]?.(rule, value);
  return checked(rule);
}

const READERS: Record<string, (rule: RepeatRule, value: string) => void> = {
  FREQ: (rule, value) => {
    rule.frequency = FREQUENCIES.find((word) => word === value) ?? refuse("FREQ is DAILY, WEEKLY, MONTHLY or YEARLY.");
  },
  INTERVAL: (rule, value) => {
    rule.interval = whole("INTERVAL", value, 1, 999);
  },
  COUNT: (rule, value) => {
    rule.count = whole("COUNT", value, 1, 9999);
  },
  UNTIL: (rule, value) => {
    const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)(?:T\d{6}Z?)?$/.exec(value) ?? [];
    const date = `${year}-${month}-${day}`;
    if (!isLocalDate(date)) refuse("UNTIL is a day as 20261224.");
    rule.until = date;
  },
  WKST: (rule, value) => {
    rule.weekStart = WEEKDAY_CODES.indexOf(value) + 1 || refuse("WKST is a weekday as MO.");
  },
  BYDAY: (rule, value) => {
    const read = value.split(",").map((text) => {
      const [, nth, code = ""] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(text) ?? [];
      const weekday = WEEKDAY_CODES.indexOf(code) + 1;
      if (weekday === 0) refuse("BYDAY lists weekdays as MO,WE or 2MO,-1FR.");
      return { weekday, nth: nth === undefined ? null : whole("The number before a weekday", nth, -5, 5) };
    });
    rule.weekdays = unique(read, ({ weekday, nth }) => (nth ?? 0) * 10 + weekday);
  },
  BYMONTHDAY: (rule, value) => {
    rule.monthDays = unique(wholes("BYMONTHDAY", value, -31, 31), (day) => (day < 0 ? 100 + day : day));
  },
  BYMONTH: (rule, value) => {
    rule.months = unique(wholes("BYMONTH", value, 1, 12), (month) => month);
  },
};

function whole(name: string, value: string, min: number, max: number): number {
  const number = /^[+-]?\d{1,4}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= min && number <= max) || number === 0) refuse(`${name} is a whole number from ${min} to ${max}, not 0.`);
  return number;
}

function wholes(name: string, value: string, min: number, max: number): number[] {
  return value.split(",").map((text) => whole(name, text, min, max));
}

function unique<T>(values: readonly T[], order: (value: T) => number): T[] {
  const byOrder = new Map(values.map((value) => [order(value), value]));
  return [...byOrder].sort(([a], [b]) => a - b).map(([, value]) => value);
}

/** Combinations that RFC 5545 does not allow, or that say something about days of the year. */
function checked(rule: RepeatRule): RepeatRule {
  const { frequency, weekdays, monthDays, months } = rule;
  if (rule.count !== null && rule.until !== null) refuse("A rule ends after COUNT times or on UNTIL, not both.");
  if (frequency === "WEEKLY" && monthDays.length > 0) refuse("Days of the month do not go with FREQ=WEEKLY.");
  if (frequency === "YEARLY" && weekdays.length > 0 && months.length === 0)
    refuse("Say with BYMONTH which month the weekday is in.");
  const numbered = weekdays.some(({ nth }) => nth !== null);
  if (numbered && (frequency === "DAILY" || frequency === "WEEKLY")) refuse("Numbered weekdays go with FREQ=MONTHLY or YEARLY.");
  return rule;
}

/** Days that each month has at most. */
const LONGEST = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether none of the rule's days of the month is in any of its months: the 30th of February. */
export function isNever({ monthDays, months }: RepeatRule): boolean {
  const has = (day: number) => months.some((month) => Math.abs(day) <= (LONGEST[month - 1] ?? 0));
  return months.length > 0 && monthDays.length > 0 && !monthDays.some(has);
}

/** The text of a rule in the one form that is stored. */
export function formatRepeat(rule: RepeatRule): string {
  const parts = [`FREQ=${rule.frequency}`];
  if (rule.interval !== 1) parts.push(`INTERVAL=${rule.interval}`);
  if (rule.months.length > 0) parts.push(`BYMONTH=${rule.months.join(",")}`);
  if (rule.monthDays.length > 0) parts.push(`BYMONTHDAY=${rule.monthDays.join(",")}`);
  if (rule.weekdays.length > 0) {
    parts.push(`BYDAY=${rule.weekdays.map(({ weekday, nth }) => `${nth ?? ""}${WEEKDAY_CODES[weekday - 1]}`).join(",")}`);
  }
  if (rule.count !== null) parts.push(`COUNT=${rule.count}`);
  if (rule.until !== null) parts.push(`UNTIL=${rule.until.replaceAll("-", "")}`);
  if (rule.weekStart !== 1) parts.push(`WKST=${WEEKDAY_CODES[rule.weekStart - 1]}`);
  return parts.join(";");
}
