import { metresPer, type Units } from "./units";

/** What a person typed, read; or why it could not be, in words for the form field. */
export type Typed = { ok: true; value: number } | { ok: false; error: string };

const ok = (value: number): Typed => ({ ok: true, value });
const refused = (error: string): Typed => ({ ok: false, error });

/**
 * Reads a number with a decimal point or comma: "42.2", "42,2", "1,234.5", "1.234,5", "1 234". The last point or comma is the decimal
 * one, so that "1,234" is a little more than one: whoever means thousands leaves the comma out or writes decimals too.
 */
export function parseNumber(text: string): Typed {
  const compact = text.trim().replace(/[\s\u00a0\u202f'’]/g, "");
  const decimal = Math.max(compact.lastIndexOf("."), compact.lastIndexOf(","));
  const whole = decimal < 0 ? compact : compact.slice(0, decimal);
  const mark = decimal < 0 ? "" : compact[decimal] === "." ? "," : ".";
  const digits = mark === "" ? whole : whole.replaceAll(mark, "");
  const number = decimal < 0 ? digits : `${digits || "0"}.${compact.slice(decimal + 1)}`;
  if (!/^-?\d+(\.\d*)?$/.test(number)) return refused(`"${text.trim()}" is not a number. Write it like 42.2.`);
  return ok(Number(number));
}

/** Reads a distance in the person's unit, or in the one that is written behind it ("10 mi", "5k", "400 m"), into metres. */
export function parseDistance(text: string, units: Units): Typed {
  const match = /^(.*?)\s*(km|k|mi|miles?|m)?\s*$/i.exec(text.trim());
  const number = parseNumber(match?.[1] ?? "");
  if (!number.ok) return refused(`"${text.trim()}" is not a distance. Write it like 42.2 or 42.2 ${units}.`);
  if (number.value < 0) return refused("A distance can not be negative.");
  const unit = (match?.[2] ?? units).toLowerCase();
  return ok(number.value * (unit === "m" ? 1 : metresPer(unit.startsWith("k") ? "km" : "mi")));
}

/**
 * Reads a duration into seconds: "1:23:45", "5:12", "1h 23m 45s", "90 min", "3600 s". Minutes and seconds stay under 60. A bare number
 * could be minutes to one and seconds to another, so it is refused with what to write instead.
 */
export function parseDuration(text: string): Typed {
  const trimmed = text.trim().toLowerCase();
  const wrong = refused(`"${text.trim()}" is not a time. Write it like 1:23:45 or 5:12.`);
  const clock = /^(?:(\d+):)?(\d+):(\d{1,2}(?:[.,]\d+)?)$/.exec(trimmed);
  if (clock) {
    const [hours, minutes, seconds] = [Number(clock[1] ?? 0), Number(clock[2]), Number((clock[3] ?? "0").replace(",", "."))];
    if (seconds >= 60) return refused(`Seconds go from 0 to 59, not ${clock[3]}.`);
    if (clock[1] !== undefined && minutes >= 60) return refused(`Minutes go from 0 to 59 after an hour, not ${clock[2]}.`);
    return ok(hours * 3600 + minutes * 60 + seconds);
  }
  const words = /^(?:(\d+)\s*h)?\s*(?:(\d+)\s*(?:m|min))?\s*(?:(\d+)\s*(?:s|sec))?$/.exec(trimmed);
  if (words?.slice(1).some((part) => part !== undefined)) {
    return ok(Number(words[1] ?? 0) * 3600 + Number(words[2] ?? 0) * 60 + Number(words[3] ?? 0));
  }
  if (!/^\d+$/.test(trimmed)) return wrong;
  return refused(
    `"${trimmed}" could be minutes or seconds. Write ${trimmed} min, ${trimmed} s, or a time like 52:06 or 1:23:45.`,
  );
}
