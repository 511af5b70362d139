import { monthsBefore, rangeOf } from "@/domain/coding-range";
import { addDays, daysBetween, isLocalDate } from "@/domain/time-zones";

/** Days both inclusive. */
export type Days = { from: string; to: string };

/** Ranges that have a name, by the word in the address. All end today. */
export const RANGES = ["today", "7d", "30d", "12m", "all"] as const;
export type RangeName = (typeof RANGES)[number];

/** Nobody's editor told of time before that. */
export const FIRST_DAY = "1970-01-01";

export const RANGE_LABELS: Record<RangeName, string> = {
  today: "Today",
  "7d": "7 days",
  "30d": "30 days",
  "12m": "12 months",
  all: "All time",
};

/** The words that WakaTime and Wakapi have for ours. */
const ALIASES: Record<string, RangeName> = { last_7_days: "7d", last_30_days: "30d", last_year: "12m", all_time: "all" };

/**
 * What a word in an address means: one of our ranges, or days as WakaTime's and Wakapi's words name them (`2025`, `2025-03`,
 * `last_month`); undefined for a word that means nothing, or nothing yet.
 */
export function rangeOfWord(word: string | undefined, today: string): RangeName | Days | undefined {
  const ours = RANGES.find((name) => name === word);
  if (ours || word === undefined) return ours;
  const theirs = rangeOf(word, today);
  if (!theirs || theirs.to > today) return undefined;
  return ALIASES[theirs.name] ?? { from: theirs.from ?? FIRST_DAY, to: theirs.to };
}

/** The days that a name means. Twelve months begin the day after this one of last year. */
export function daysOfRange(name: RangeName, today: string): Days {
  if (name === "today") return { from: today, to: today };
  if (name === "all") return { from: FIRST_DAY, to: today };
  if (name !== "12m") return { from: addDays(today, name === "7d" ? -6 : -29), to: today };
  return { from: addDays(monthsBefore(today, 12), 1), to: today };
}

/** As many days, right before. */
export function daysBefore({ from, to }: Days): Days {
  return { from: addDays(from, -daysBetween(from, to) - 1), to: addDays(from, -1) };
}

/** What an address says in `from` and `to`, in order and not after today; undefined where it says nothing that makes sense. */
export function customDays(from: string | undefined, to: string | undefined, today: string): Days | undefined {
  const day = (text: string | undefined) => (text && isLocalDate(text) && text >= FIRST_DAY ? text : undefined);
  const [first, last] = [day(from), day(to)];
  if (!first && !last) return undefined;
  const end = last && last < today ? last : today;
  if (!first) return { from: FIRST_DAY, to: end };
  return first > end ? { from: end, to: first > today ? today : first } : { from: first, to: end };
}
