import type { CalendarEntry } from "./calendar-entry";

/** An entry of a feed, with what lets calendars see that it changed: a lasting id, its version, when it was last written. */
export type FeedEntry = CalendarEntry & { uid: string; version: number; changedAt: Date };

/** Octets of a line before it must be folded (RFC 5545, 3.1). */
const LINE_OCTETS = 75;

/** Octets of a character in UTF-8. */
function octetsOf(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}

/** Breaks a content line into lines of at most 75 octets, never within a character; each but the first begins with a space. */
export function foldLine(line: string): string {
  // No character has more than three octets to a unit of length: most lines are short enough at first sight.
  if (line.length * 3 <= LINE_OCTETS) return line;
  const parts: string[] = [];
  let from = 0;
  let at = 0;
  let used = 0;
  for (const character of line) {
    const size = octetsOf(character);
    // The space at the beginning of a continued line counts.
    if (used + size > (parts.length === 0 ? LINE_OCTETS : LINE_OCTETS - 1)) {
      parts.push(line.slice(from, at));
      from = at;
      used = 0;
    }
    at += character.length;
    used += size;
  }
  return [...parts, line.slice(from)].join("\r\n ");
}

/**
 * A text as the value of a property of type TEXT (RFC 5545, 3.3.11); control characters other than line ends are left out. What only
 * some readers take for the end of a line is one, so that no name can begin a property of its own.
 */
export function escapeText(text: string): string {
  return text
    .replaceAll(/\r\n?|[\u2028\u2029]/g, "\n")
    .replaceAll(/(?!\n)\p{Cc}/gu, "")
    .replaceAll(/[\\;,]/g, "\\$&")
    .replaceAll("\n", "\\n");
}

const instant = (at: Date) => `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
const day = (date: string) => date.replaceAll("-", "");

function eventLines(entry: FeedEntry): string[] {
  const { time } = entry;
  const times =
    time.kind === "day"
      ? [`DTSTART;VALUE=DATE:${day(time.start)}`, `DTEND;VALUE=DATE:${day(time.end)}`]
      : [`DTSTART:${instant(time.start)}`, `DTEND:${instant(time.end)}`];
  return [
    "BEGIN:VEVENT",
    `UID:${entry.uid}`,
    `DTSTAMP:${instant(entry.changedAt)}`,
    `LAST-MODIFIED:${instant(entry.changedAt)}`,
    `SEQUENCE:${entry.version}`,
    ...times,
    `SUMMARY:${escapeText(entry.title)}`,
    `DESCRIPTION:${escapeText(entry.description)}`,
    `URL:${entry.url}`,
    "STATUS:CONFIRMED",
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ];
}

/** A stream must have a component (RFC 5545, 3.6): without entries it describes the zone that they would be in. */
const NOTHING = [
  "BEGIN:VTIMEZONE",
  "TZID:UTC",
  "BEGIN:STANDARD",
  "DTSTART:19700101T000000",
  "TZOFFSETFROM:+0000",
  "TZOFFSETTO:+0000",
  "END:STANDARD",
  "END:VTIMEZONE",
];

/** A whole iCalendar stream (RFC 5545) of entries; instants are in UTC, so that no zone has to be described. */
export function icsCalendar(name: string, entries: readonly FeedEntry[]): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Almanac//Runs//EN",
    "CALSCALE:GREGORIAN",
    `NAME:${escapeText(name)}`,
    `X-WR-CALNAME:${escapeText(name)}`,
    "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    "X-PUBLISHED-TTL:PT1H",
    ...(entries.length === 0 ? NOTHING : entries.flatMap(eventLines)),
    "END:VCALENDAR",
  ];
  return `${lines.map(foldLine).join("\r\n")}\r\n`;
}
