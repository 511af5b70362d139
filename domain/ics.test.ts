import { describe, expect, it } from "vitest";
import { fc } from "@/bin/test/properties";
import { calendarEntry } from "./calendar-entry";
import { escapeText, type FeedEntry, foldLine, icsCalendar } from "./ics";

const KM = { units: "km", locale: "en-GB" } as const;

const RUN = {
  id: "manual_1",
  name: "Easy; with \\ and, comma\nsecond line",
  type: "Outdoor Run",
  startAt: new Date("2026-11-01T07:00:00Z"),
  startPrecision: "second",
  timeZone: "Europe/Berlin",
  localDate: "2026-11-01",
  distanceM: 10_000,
  durationS: 3_000,
  elapsedS: 3_120,
  averageHeartRateBpm: 151.6,
  maxHeartRateBpm: 172,
  elevationGainM: 84,
  version: 3,
} as const;

function entryOf(change: Partial<Parameters<typeof calendarEntry>[0]> = {}): FeedEntry {
  const run = { ...RUN, ...change };
  const changedAt = new Date("2026-11-02T10:11:12Z");
  return { ...calendarEntry(run, KM, "https://almanac.example"), uid: `${run.id}@almanac`, version: run.version, changedAt };
}

/** A reader of its own: unfolds, splits, unescapes; knows nothing of the writer. */
function read(text: string): Record<string, string>[] {
  expect(text.endsWith("\r\n")).toBe(true);
  expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  const lines = text
    .replaceAll("\r\n ", "")
    .split("\r\n")
    .filter((line) => line !== "");
  expect([lines[0], lines.at(-1)]).toEqual(["BEGIN:VCALENDAR", "END:VCALENDAR"]);
  const events: Record<string, string>[] = [];
  let open: Record<string, string> | null = null;
  for (const line of lines) {
    const at = line.indexOf(":");
    const [name, value] = [line.slice(0, at), line.slice(at + 1)];
    if (line === "BEGIN:VEVENT") {
      open = {};
      events.push(open);
    } else if (line === "END:VEVENT") open = null;
    else if (open) {
      expect(open).not.toHaveProperty(name);
      open[name] = value.replaceAll(/\\([nN\\;,])/g, (_, letter: string) => (/n/i.test(letter) ? "\n" : letter));
    }
  }
  return events;
}

describe("a feed", () => {
  it("says of a run what its page says, at the instants it was", () => {
    const [event, ...more] = read(icsCalendar("Almanac", [entryOf()]));
    expect(more).toEqual([]);
    expect(event).toEqual({
      UID: "manual_1@almanac",
      DTSTAMP: "20261102T101112Z",
      "LAST-MODIFIED": "20261102T101112Z",
      SEQUENCE: "3",
      DTSTART: "20261101T070000Z",
      DTEND: "20261101T075200Z",
      SUMMARY: "Easy; with \\ and, comma\nsecond line",
      DESCRIPTION:
        "Distance 10.00 km\nTime 50:00\nPace 5:00 min/km\nHeart rate 152 bpm, 172 at most\nElevation gain 84 m\nhttps://almanac.example/runs/manual_1",
      URL: "https://almanac.example/runs/manual_1",
      STATUS: "CONFIRMED",
      TRANSP: "TRANSPARENT",
    });
  });

  it("has a whole day where only the day is known, and some time where a run took none", () => {
    const [aDay, moment] = read(
      icsCalendar("Almanac", [entryOf({ startPrecision: "day" }), entryOf({ durationS: 0, elapsedS: 0 })]),
    );
    expect(aDay).toMatchObject({ "DTSTART;VALUE=DATE": "20261101", "DTEND;VALUE=DATE": "20261102" });
    expect(moment).toMatchObject({ DTSTART: "20261101T070000Z", DTEND: "20261101T070100Z" });
  });

  it("without runs is still a calendar", () => {
    const text = icsCalendar("Almanac", []);
    expect(read(text)).toEqual([]);
    expect(text.split("\r\n")).toEqual(expect.arrayContaining(["BEGIN:VTIMEZONE", "TZID:UTC", "END:VTIMEZONE"]));
  });

  it("brings every name through, in lines of at most 75 octets that break no character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (name) => {
        const text = icsCalendar("Almanac", [entryOf({ name })]);
        for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(Buffer.from(text).toString("utf8")).toBe(text);
        const plain = name
          .replaceAll(/\r\n?|[\u2028\u2029]/g, "\n")
          .replaceAll(/\p{Cc}/gu, (sign) => (sign === "\n" ? sign : ""));
        expect(read(text)[0]?.["SUMMARY"]).toBe(plain);
      }),
    );
  });
});

describe("lines", () => {
  it("fold at the octet, not the character", () => {
    expect(foldLine("a".repeat(75))).toBe("a".repeat(75));
    expect(foldLine("a".repeat(76))).toBe(`${"a".repeat(75)}\r\n a`);
    expect(foldLine(`${"a".repeat(74)}é`)).toBe(`${"a".repeat(74)}\r\n é`);
    expect(foldLine("a".repeat(75 + 74 + 1)).split("\r\n ")).toEqual(["a".repeat(75), "a".repeat(74), "a"]);
  });

  it("escape what means something", () => {
    expect(escapeText("a\\b;c,d\r\ne\rf\u0007:")).toBe("a\\\\b\\;c\\,d\\ne\\nf:");
  });

  it.each(["\r\n", "\n", "\r", "\u2028", "\u2029", "\u0085", "\u000b", "\u001e"])("never begin a property by %j", (lineEnd) => {
    // Nothing is left that some reader would split at, and not only at the end of lines that counts.
    expect(icsCalendar(`A${lineEnd}X-EVIL:1`, []).replaceAll("\r\n", "")).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
  });
});
