import { Failure } from "@/lib/errors";

/** What may be how long, in characters; longer paths and names are refused, not cut: a cut name would be another one. */
export const LONGEST = { entity: 8_192, userAgent: 1_024, name: 512, word: 64, dependencies: 200 } as const;

/** Nothing that counts coding time is older. */
const EARLIEST_US = Date.UTC(2000, 0, 1) * 1000;
/** How far a clock may go ahead. */
const AHEAD_US = 2 * 86_400e6;
const INT4_MAX = 2_147_483_647;
const NUMBER = /^\s*-?\d+(\.\d+)?([eE][+-]?\d{1,3})?\s*$/;

export type TimeLimits = { nowUs: number };

/** The refusal of one field, as a value to throw. */
export function refuse(field: string, what: string): Failure {
  return new Failure("invalid", `"${field}" ${what}.`, { fields: [{ path: field, message: what }] });
}

/**
 * The instant of a heartbeat in microseconds, from seconds since 1970 as a number or as text.
 * @throws Failure "invalid" for anything else, for times before 2000 and for more than two days ahead
 */
export function instantOf(value: unknown, limits: TimeLimits): number {
  if (value === undefined || value === null) throw refuse("time", "is missing");
  const seconds = typeof value === "string" && NUMBER.test(value) ? Number(value) : value;
  if (typeof seconds !== "number" || !Number.isFinite(seconds)) throw refuse("time", "must be seconds since 1970, as a number");
  const at = Math.round(seconds * 1e6);
  if (at < EARLIEST_US) throw refuse("time", "lies before the year 2000; it must be seconds since 1970");
  if (at > limits.nowUs + AHEAD_US) throw refuse("time", "lies more than two days ahead; it must be seconds since 1970");
  return at;
}

/** A text without halves of characters, which JSON columns do not take. */
export function whole(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, "\uFFFD");
}

/** A text up to a length without zero characters; empty when it is none of that. */
export function textOf(value: unknown, most: number): string {
  return typeof value === "string" && value.length <= most && !value.includes("\0") ? whole(value) : "";
}

/** A whole number that fits a column; some clients send it as text. Null when it is none: no time is lost over it. */
export function wholeOf(value: unknown): number | null {
  const number = typeof value === "string" && NUMBER.test(value) ? Number(value) : value;
  if (typeof number !== "number" || !Number.isFinite(number)) return null;
  const whole = Math.trunc(number);
  return Math.abs(whole) <= INT4_MAX ? whole : null;
}

/** Whether the file was saved. */
export function writeOf(value: unknown): boolean {
  return value === true || value === 1 || value === "true" || value === "1";
}
