import { offsetAt } from "@/domain/time-zones";

/** The clock of a zone at an instant as a `datetime-local` control writes it: "2026-11-02T06:42:10". */
export function localDateTime(at: Date, timeZone: string): string {
  return new Date(at.getTime() + offsetAt(at.getTime(), timeZone)).toISOString().slice(0, 19);
}

/** An instant on the clock of a zone with its distance from UTC, for machines: "2026-11-02T06:42:10+01:00". */
export function zonedDateTime(at: Date, timeZone: string): string {
  const minutes = Math.round(offsetAt(at.getTime(), timeZone) / 60_000);
  const two = (value: number) => String(value).padStart(2, "0");
  const away = Math.abs(minutes);
  return `${localDateTime(at, timeZone)}${minutes < 0 ? "-" : "+"}${two(Math.floor(away / 60))}:${two(away % 60)}`;
}

/**
 * The instant at which clocks in `timeZone` show what a `datetime-local` control sent; null when it is no day and time. Of an hour
 * that comes twice the first is meant; one that is skipped counts on from before the jump.
 */
export function instantOf(text: string, timeZone: string): Date | null {
  const match = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?$/.test(text) ? Date.parse(`${text}Z`) : Number.NaN;
  if (Number.isNaN(match)) return null;
  const day = 86_400_000;
  const candidates = [match - offsetAt(match - day, timeZone), match - offsetAt(match + day, timeZone)];
  const right = candidates.filter((at) => at + offsetAt(at, timeZone) === match);
  return new Date(right.length > 0 ? Math.min(...right) : (candidates[0] ?? match));
}
