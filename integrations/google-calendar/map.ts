import type { CalendarEntry } from "@/domain/calendar-entry";
import { isTimeZone, offsetAt } from "@/domain/time-zones";
import { contentHash } from "@/lib/crypto";

/**
 * The id that a run's event has, the same whoever computes it: base32hex (RFC 4648, lower case: Google takes `a` to `v` and digits) of
 * the SHA-256 of person, run and generation, 52 characters.
 */
export function eventIdOf(userId: string, runId: string, generation: number): string {
  const hash = contentHash(Buffer.from(JSON.stringify([userId, runId, generation])));
  return BigInt(`0x${hash}`).toString(32).padStart(52, "0");
}

/** Names under which an event says which run it is and in which version; nobody sees them in the calendar. */
export const RUN_KEY = "almanacRun";
export const VERSION_KEY = "almanacVersion";

const MOST_TITLE = 1_000;
const MOST_DESCRIPTION = 8_000;

/** The event of a run, whole: writing it replaces whatever was there. */
export function eventOf(entry: CalendarEntry, run: { id: string; version: number; timeZone: string }) {
  const { time, url } = entry;
  const [start, end] =
    time.kind === "day"
      ? [{ date: time.start }, { date: time.end }]
      : [instantIn(time.start, run.timeZone), instantIn(time.end, run.timeZone)];
  return {
    summary: entry.title.slice(0, MOST_TITLE),
    description: entry.description.slice(0, MOST_DESCRIPTION),
    start,
    end,
    status: "confirmed",
    transparency: "transparent",
    reminders: { useDefault: false, overrides: [] },
    source: { title: "Almanac", url },
    extendedProperties: { private: { [RUN_KEY]: run.id, [VERSION_KEY]: String(run.version) } },
  };
}

export type EventBody = ReturnType<typeof eventOf>;

/** An instant as clocks of its zone show it, with their offset (RFC 3339), and the zone. */
function instantIn(instant: Date, timeZone: string): { dateTime: string; timeZone: string } {
  const zone = isTimeZone(timeZone) ? timeZone : "UTC";
  const at = Math.floor(instant.getTime() / 1000) * 1000;
  // Offsets of the nineteenth century have seconds, which RFC 3339 does not know.
  const minutes = Math.round(offsetAt(at, zone) / 60_000);
  const wall = new Date(at + minutes * 60_000).toISOString().slice(0, 19);
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const away = Math.abs(minutes);
  const offset = minutes === 0 ? "Z" : `${minutes < 0 ? "-" : "+"}${two(away / 60)}:${two(away % 60)}`;
  return { dateTime: wall + offset, timeZone: zone };
}
