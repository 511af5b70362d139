import { decimal, digital, durationParts, durationText } from "./coding-words";
import { addDays, dayNumber, startOfDay, weekday } from "./time-zones";

/**
 * Time as WakaTime's JSON tells it. Its Go client fails on anything else: hours, minutes and seconds are whole numbers, `decimal` and
 * `digital` are texts, `percent` and `total_seconds` are numbers.
 */

/** Microseconds as seconds, exact to the microsecond. */
export const secondsOf = (us: number): number => us / 1e6;

/** The total of a day: `digital` without seconds. */
export function grandTotal(us: number) {
  const seconds = secondsOf(us);
  const { hours, minutes } = durationParts(seconds);
  const words = { decimal: decimal(seconds), digital: digital(seconds), text: durationText(seconds) };
  return { ...words, hours, minutes, total_seconds: seconds };
}

export type WakatimeItem = {
  name: string;
  total_seconds: number;
  percent: number;
  digital: string;
  decimal: string;
  text: string;
  hours: number;
  minutes: number;
  seconds: number;
  machine_name_id?: string | null;
};

/** One line of a list, as a share of the list's `wholeUs`; `digital` with seconds. */
export function itemOf(name: string, us: number, wholeUs: number): WakatimeItem {
  const seconds = secondsOf(us);
  return {
    name,
    total_seconds: seconds,
    percent: wholeUs > 0 ? Math.round((us / wholeUs) * 10_000) / 100 : 0,
    digital: digital(seconds, true),
    decimal: decimal(seconds),
    text: durationText(seconds),
    ...durationParts(seconds),
  };
}

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A day in WakaTime's words: `Wed Nov 18th 2026`. */
export function dayText(date: string): string {
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  const teen = day % 100 > 10 && day % 100 < 14;
  const ending = teen ? "th" : (["th", "st", "nd", "rd"][day % 10] ?? "th");
  return `${WEEKDAYS[weekday(date) - 1]} ${MONTHS[month - 1]} ${day}${ending} ${year}`;
}

/** An instant as WakaTime writes it, to the second: `2026-11-17T23:00:00Z`. */
export function instantText(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

/** The first instant of a day in a zone, and its last second, whatever the clocks do on it. */
export function dayBounds(from: string, to: string, timeZone: string): { start: string; end: string } {
  const end = new Date(startOfDay(addDays(to, 1), timeZone).getTime() - 1000);
  return { start: instantText(startOfDay(from, timeZone)), end: instantText(end) };
}

/** All days from one to another, both inclusive. */
export function daysFrom(from: string, to: string): string[] {
  return Array.from({ length: dayNumber(to) - dayNumber(from) + 1 }, (_, i) => addDays(from, i));
}
