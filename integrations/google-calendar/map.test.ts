import { describe, expect, it } from "vitest";
import { fc } from "@/bin/test/properties";
import type { CalendarEntry } from "@/domain/calendar-entry";
import { eventIdOf, eventOf } from "./map";

const PERSON = "0b8f5f0e-5f4b-4a68-9f6c-0d9b0f1f0a11";
const run = { id: "strava_1", version: 2, timeZone: "Europe/Berlin" };

function entry(start: string, end: string): CalendarEntry {
  const time = { kind: "instants", start: new Date(start), end: new Date(end) } as const;
  return { title: "Long run", description: "Distance 30 km", url: "https://almanac.example/runs/strava_1", time };
}

describe("an event's id", () => {
  it("is of letters and digits that Google takes, and another for every person, run and generation", () => {
    const seen = new Map<string, string>();
    fc.assert(
      fc.property(fc.uuid(), fc.string({ maxLength: 40 }), fc.nat(5), (person, runId, generation) => {
        const id = eventIdOf(person, runId, generation);
        expect(id).toMatch(/^[0-9a-v]{52}$/);
        const about = JSON.stringify([person, runId, generation]);
        expect(seen.get(id) ?? about).toBe(about);
        seen.set(id, about);
      }),
    );
    // What was written in a calendar once must be found again for ever: SHA-256 of the JSON in base32hex, computed elsewhere.
    expect(eventIdOf(PERSON, "strava_1", 0)).toBe("1dmikksun8aajkccsohih9rgjqmeo6h7ludch8eubj0qh329b8nm");
  });
});

describe("an event", () => {
  it("shows the clock of the run's own zone, across a change of its offset", () => {
    expect(eventOf(entry("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"), run)).toMatchObject({
      summary: "Long run",
      start: { dateTime: "2026-10-25T02:30:00+02:00", timeZone: "Europe/Berlin" },
      end: { dateTime: "2026-10-25T02:30:00+01:00", timeZone: "Europe/Berlin" },
    });
    expect(
      eventOf(entry("2026-01-01T00:00:00Z", "2026-01-01T01:00:00Z"), { ...run, timeZone: "America/St_Johns" }).start,
    ).toEqual({
      dateTime: "2025-12-31T20:30:00-03:30",
      timeZone: "America/St_Johns",
    });
    expect(eventOf(entry("2026-01-01T00:00:00Z", "2026-01-01T01:00:00Z"), { ...run, timeZone: "Nowhere/At_All" }).start).toEqual({
      dateTime: "2026-01-01T00:00:00Z",
      timeZone: "UTC",
    });
  });

  it("takes no place, rings no bell, and says which run in which version it is", () => {
    expect(eventOf(entry("2026-01-01T00:00:00Z", "2026-01-01T01:00:00Z"), run)).toMatchObject({
      status: "confirmed",
      transparency: "transparent",
      reminders: { useDefault: false, overrides: [] },
      extendedProperties: { private: { almanacRun: "strava_1", almanacVersion: "2" } },
    });
  });

  it("of a day ends with the day after it", () => {
    const aDay = {
      ...entry("2026-01-01T00:00:00Z", "2026-01-01T01:00:00Z"),
      time: { kind: "day", start: "2026-02-28", end: "2026-03-01" } as const,
    };
    expect(eventOf(aDay, run)).toMatchObject({ start: { date: "2026-02-28" }, end: { date: "2026-03-01" } });
  });
});
