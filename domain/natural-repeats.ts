import { monthDayOfWord, monthOfWord, nextOn, numberOfWord, weekdayOfWord } from "./natural-days";
import { firstOccurrence } from "./repeat-days";
import { everyRule, type Frequency, formatRepeat, type RepeatRule } from "./repeat-rules";

/** A repeat as it was written: the rule, what it counts from, and the first day of it. */
export type NaturalRepeat = { repeat: string; repeatFrom: "due" | "completion"; first: string };

/** Words that are a repeat by themselves. */
const ADVERBS: Record<string, string> = {
  ...{ daily: "day", weekly: "week", fortnightly: "2 weeks", biweekly: "2 weeks", monthly: "month" },
  ...{ quarterly: "3 months", yearly: "year", annually: "year" },
};

const UNITS: Record<string, Frequency> = { day: "DAILY", week: "WEEKLY", month: "MONTHLY", year: "YEARLY" };

/**
 * The repeat that a few lower-case words name, or null: “every day”, “every weekday”, “every 2 weeks on mon and thu”, “every month on the
 * 1st”, “every last friday”, “every 24 dec”, “monthly”. “every! 3 days” and “every 3 days after done” count from the day it was done.
 * `until`: the last day there can be one.
 */
export function readRepeat(given: readonly string[], today: string, until: string | null = null): NaturalRepeat | null {
  const adverb = given.length === 1 && Object.hasOwn(ADVERBS, given[0] ?? "") ? ADVERBS[given[0] ?? ""] : undefined;
  if (adverb === undefined && given[0] !== "every" && given[0] !== "every!") return null;
  const text = adverb ?? given.slice(1).join(" ");
  const afterDone = /^(.*) after (?:it is |it's )?(?:done|completion)$/.exec(text)?.[1];
  const words = (afterDone ?? text).replaceAll(",", " ").split(/\s+/).filter(Boolean);
  const found = ruleOf(words);
  if (found === null) return null;
  const rule = { ...found, until };
  const completion = afterDone !== undefined || given[0] === "every!";
  return { repeat: formatRepeat(rule), repeatFrom: completion ? "completion" : "due", first: firstOf(rule, today) };
}

function firstOf(rule: RepeatRule, today: string): string {
  const [day, month] = [rule.monthDays[0], rule.months[0]];
  if (rule.frequency === "YEARLY" && day !== undefined && month !== undefined) return nextOn(today, day, month) ?? today;
  return firstOccurrence(rule, today);
}

/** The rule of what stands behind “every”. */
function ruleOf(words: readonly string[]): RepeatRule | null {
  if (words.length === 1 && (words[0] === "weekday" || words[0] === "workday"))
    return everyRule("WEEKLY", { weekdays: each([1, 2, 3, 4, 5]) });
  if (words.length === 1 && /^(?:morning|afternoon|evening|night)$/.test(words[0] ?? "")) return everyRule("DAILY");
  if (words.length === 1 && words[0] === "quarter") return everyRule("MONTHLY", { interval: 3 });
  if (words.length === 1 && words[0] === "weekend") return everyRule("WEEKLY", { weekdays: each([6, 7]) });
  const yearly = dayOfYear(words);
  if (yearly) return yearly;
  const monthly = dayOfMonth(words);
  if (monthly) return monthly;
  if (words[0] === "other" && words.length > 1 && weekdayOfWord(words[1] ?? "") > 0) return daysOf(words.slice(1), "WEEKLY", 2);
  const span = spanOf(words);
  if (span === null) return daysOf(words, "WEEKLY", 1);
  const { frequency, interval, rest } = span;
  if (rest.length === 0) return everyRule(frequency, { interval });
  if (rest[0] !== "on") return null;
  const on = frequency === "YEARLY" ? dayOfYear(rest.slice(1)) : daysOf(rest.slice(1), frequency, interval);
  return on && { ...on, interval };
}

/** “day”, “3 weeks”, “other month”, and what follows. */
function spanOf(words: readonly string[]): { frequency: Frequency; interval: number; rest: readonly string[] } | null {
  const single = UNITS[words[0] ?? ""];
  if (single) return { frequency: single, interval: 1, rest: words.slice(1) };
  const unit = UNITS[(words[1] ?? "").replace(/s$/, "")];
  const interval = /^(?:other|second|2nd)$/.test(words[0] ?? "")
    ? 2
    : /^(?:third|3rd)$/.test(words[0] ?? "")
      ? 3
      : numberOfWord(words[0] ?? "");
  return unit && interval > 0 ? { frequency: unit, interval, rest: words.slice(2) } : null;
}

const each = (weekdays: number[]) => weekdays.map((weekday) => ({ weekday, nth: null }));

/** Weekdays of weeks, or days of months: “mon and thu”, “the 1st and the 15th”, “the last day”. */
function daysOf(words: readonly string[], frequency: Frequency, interval: number): RepeatRule | null {
  const listed = words.filter((word) => word !== "and" && word !== "the");
  if (listed.length === 0) return null;
  const weekdays = listed.map((word) =>
    weekdayOfWord(word.replace(/^(.{3,})s$/, (all, one: string) => (weekdayOfWord(all) ? all : one))),
  );
  if (frequency === "WEEKLY" && weekdays.every((day) => day > 0))
    return everyRule("WEEKLY", { interval, weekdays: sorted(weekdays) });
  const numbered = frequency === "MONTHLY" && listed.length === 2 ? numberedDay(listed[0], listed[1]) : null;
  if (numbered) return everyRule("MONTHLY", { interval, weekdays: [numbered] });
  if (listed.join(" ") === "last day") return everyRule("MONTHLY", { interval, monthDays: [-1] });
  const monthDays = listed.map((word) => monthDayOfWord(word, true));
  if (frequency === "DAILY" || !monthDays.every((day) => day > 0)) return null;
  return frequency === "MONTHLY" || interval === 1 ? everyRule("MONTHLY", { interval, monthDays }) : null;
}

const ORDINALS = [/^(?:first|1st)$/, /^(?:second|2nd)$/, /^(?:third|3rd)$/, /^(?:fourth|4th)$/];

/** “first monday”, “last friday”: a weekday by its number in a month. */
function numberedDay(number = "", day = ""): { weekday: number; nth: number } | null {
  const nth = number === "last" ? -1 : ORDINALS.findIndex((name) => name.test(number)) + 1;
  const weekday = weekdayOfWord(day);
  return nth === 0 || weekday === 0 ? null : { weekday, nth };
}

/**
 * “last friday”, “first monday of the month”, “last day of each month”. The second one could as well be one week in two, so that it
 * needs its month.
 */
function dayOfMonth(words: readonly string[]): RepeatRule | null {
  const ofMonth = /^(.*) of (?:the|each|every) month$/.exec(words.join(" "))?.[1];
  const [number, day, ...more] = ofMonth?.split(" ") ?? words;
  if (more.length > 0) return null;
  const numbered = ofMonth !== undefined || !/^(?:second|2nd)$/.test(number ?? "") ? numberedDay(number, day) : null;
  if (numbered) return everyRule("MONTHLY", { weekdays: [numbered] });
  if (number === "last" && day === "day") return everyRule("MONTHLY", { monthDays: [-1] });
  return null;
}

function sorted(weekdays: number[]) {
  return each([...new Set(weekdays)].sort((a, b) => a - b));
}

/** “24 dec” or “dec 24”: once a year. */
function dayOfYear(words: readonly string[]): RepeatRule | null {
  if (words.length !== 2) return null;
  const [a = "", b = ""] = words;
  const [day, month] = monthOfWord(b) ? [monthDayOfWord(a), monthOfWord(b)] : [monthDayOfWord(b), monthOfWord(a)];
  if (!day || !month || nextOn("2000-01-01", day, month) === null) return null;
  return everyRule("YEARLY", { months: [month], monthDays: [day] });
}
