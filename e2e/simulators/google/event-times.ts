import { isObject } from "@/e2e/simulators/request";
import { offsetSeconds } from "@/e2e/simulators/zone-offset";
import type { EventTime } from "./types";

const DATE = /^\d{4}-\d\d-\d\d$/;
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/;

/** Start and end as the Calendar keeps them, or the words of the refusal. Days end before their last date. */
export function readTimes(
  start: unknown,
  end: unknown,
  zone: string,
): { start: EventTime; end: EventTime } | { refused: string; reason: string } {
  const from = readTime(start, zone);
  const to = readTime(end, zone);
  if (!from)
    return {
      refused: start === undefined ? "Missing start time." : "Invalid start time.",
      reason: start === undefined ? "required" : "invalid",
    };
  if (!to)
    return {
      refused: end === undefined ? "Missing end time." : "Invalid end time.",
      reason: end === undefined ? "required" : "invalid",
    };
  if ((from.time.date === undefined) !== (to.time.date === undefined)) {
    return { refused: "Start and end times must either both be date or both be dateTime.", reason: "invalid" };
  }
  const isDay = from.time.date !== undefined;
  if (to.ms < from.ms || (isDay && to.ms === from.ms))
    return { refused: "The specified time range is empty.", reason: "timeRangeEmpty" };
  return { start: from.time, end: to.time };
}

/** The instant of one end, for sorting and for `timeMin`. */
export function instantOf(time: EventTime): number {
  return Date.parse(time.dateTime ?? `${time.date ?? ""}T00:00:00Z`);
}

function readTime(given: unknown, calendarZone: string): { time: EventTime; ms: number } | undefined {
  if (!isObject(given)) return undefined;
  const { date, dateTime, timeZone } = given;
  if (typeof date === "string" && (dateTime === undefined || dateTime === null)) {
    return DATE.test(date) && !Number.isNaN(Date.parse(date)) ? { time: { date }, ms: Date.parse(date) } : undefined;
  }
  if (typeof dateTime !== "string" || (date !== undefined && date !== null) || !DATE_TIME.test(dateTime)) return undefined;
  const zone = typeof timeZone === "string" ? timeZone : calendarZone;
  if (!isZone(zone)) return undefined;
  const hasOffset = /(Z|[+-]\d\d:\d\d)$/.test(dateTime);
  if (!hasOffset && typeof timeZone !== "string") return undefined;
  const whole = hasOffset ? dateTime : withOffset(dateTime, zone);
  return { time: { dateTime: whole, timeZone: zone }, ms: Date.parse(whole) };
}

/** A wall time with the offset of its zone. */
function withOffset(wall: string, zone: string): string {
  const guess = Date.parse(`${wall}Z`);
  const seconds = offsetSeconds(zone, guess - offsetSeconds(zone, guess) * 1000);
  if (seconds === 0) return `${wall}Z`;
  const minutes = Math.abs(seconds) / 60;
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  return `${wall}${seconds < 0 ? "-" : "+"}${two(minutes / 60)}:${two(minutes % 60)}`;
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
