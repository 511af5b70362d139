import { z } from "zod";
import { readJson } from "@/integrations/asking";
import { ProviderFailure } from "@/integrations/failures";
import type { HttpAnswer, HttpRequest } from "@/integrations/http";
import type { SyncSession } from "@/integrations/provider";
import { env } from "@/lib/env";
import { type EventBody, RUN_KEY, VERSION_KEY } from "./map";
import type { Pace } from "./pace";

/** What can stand in an address or a header, and be stored. */
const visible = z.string().regex(/^[\x21-\x7e]{1,1024}$/);

const eventSchema = z.object({
  id: visible,
  /** Any, where none is told (RFC 9110, 13.1.1): then the last to write wins. */
  etag: visible.default("*"),
  status: z.string().default("confirmed"),
  extendedProperties: z.object({ private: z.record(z.string(), z.string()).optional() }).optional(),
});

const listSchema = z.object({ items: z.array(eventSchema).default([]), nextPageToken: z.string().optional() });
const calendarSchema = z.object({ id: visible });

/** An event as the calendar has it. `version` is of the run `runId`; null where it is not one of ours. */
export type FoundEvent = { id: string; etag: string; cancelled: boolean; runId: string | null; version: number | null };

function found({ id, etag, status, extendedProperties }: z.output<typeof eventSchema>): FoundEvent {
  const own = extendedProperties?.private ?? {};
  const version = Number(own[VERSION_KEY]);
  return {
    id,
    etag,
    cancelled: status === "cancelled",
    runId: own[RUN_KEY] ?? null,
    version: Number.isInteger(version) && version > 0 ? version : null,
  };
}

/** What an answer means that is about one event: its etag now, or why not. */
export type Written = { etag: string } | "exists" | "missing" | "changed";

const LIST_SIZE = 2_500;

/** The calls of the Calendar that a sync makes. Each counts against the person's minute. @throws ProviderFailure */
export class GoogleCalendar {
  constructor(
    private readonly session: Pick<SyncSession, "ask">,
    private readonly pace: Pace,
  ) {}

  private ask(request: HttpRequest, expect: number[] = [], once = false): Promise<HttpAnswer> {
    this.pace.take();
    return this.session.ask({ ...request, url: env().GOOGLE_CALENDAR_URL + request.url }, { expect, once });
  }

  /** Whether there is such a calendar that we may write to. */
  async has(calendarId: string): Promise<boolean> {
    return (await this.ask({ url: pathOf(calendarId) }, [404, 410])).status < 300;
  }

  /** Makes a calendar. Asked only once: Google has no way to ask twice for the same one. */
  async make(summary: string, timeZone: string): Promise<string> {
    const json = { summary, timeZone, description: "Runs, kept in step by Almanac." };
    return readJson(await this.ask({ method: "POST", url: "/calendars", json }, [], true), calendarSchema, "google").id;
  }

  async get(calendarId: string, eventId: string): Promise<FoundEvent | null> {
    const answer = await this.ask({ url: pathOf(calendarId, eventId) }, [404, 410]);
    return answer.status < 300 ? found(readJson(answer, eventSchema, "google")) : null;
  }

  insert(calendarId: string, id: string, body: EventBody): Promise<Written> {
    return this.write({ method: "POST", url: pathOf(calendarId, ""), json: { id, ...body } });
  }

  /** Replaces an event that is as `etag` says. */
  put(calendarId: string, id: string, etag: string, body: EventBody): Promise<Written> {
    return this.write({ method: "PUT", url: pathOf(calendarId, id), headers: { "if-match": etag }, json: body });
  }

  /** Removes an event, where `etag` is given only as it says. */
  async remove(calendarId: string, id: string, etag: string | null): Promise<"gone" | "missing" | "changed"> {
    const headers: Record<string, string> = etag === null ? {} : { "if-match": etag };
    const { status } = await this.ask({ method: "DELETE", url: pathOf(calendarId, id), headers }, [404, 410, 412]);
    return status === 404 ? "missing" : status === 412 ? "changed" : "gone";
  }

  /** All events of a calendar that are there; null where it is not. */
  async list(calendarId: string): Promise<FoundEvent[] | null> {
    const all: FoundEvent[] = [];
    const told = new Set<string>();
    for (let pageToken: string | undefined; ; ) {
      const query = { maxResults: LIST_SIZE, showDeleted: "false", ...(pageToken === undefined ? {} : { pageToken }) };
      const answer = await this.ask({ url: pathOf(calendarId, ""), query }, [404, 410]);
      if (answer.status >= 300) return null;
      const page = readJson(answer, listSchema, "google");
      all.push(...page.items.map(found).filter(({ cancelled }) => !cancelled));
      pageToken = page.nextPageToken;
      if (pageToken === undefined) return all;
      if (told.has(pageToken))
        throw new ProviderFailure("transient", "Google's list of events has no end: its pages repeat themselves.");
      told.add(pageToken);
    }
  }

  private async write(request: HttpRequest): Promise<Written> {
    const answer = await this.ask(request, [404, 409, 410, 412]);
    if (answer.status === 409) return "exists";
    if (answer.status === 412) return "changed";
    if (answer.status >= 300) return "missing";
    return { etag: readJson(answer, eventSchema, "google").etag };
  }
}

function pathOf(calendarId: string, eventId?: string): string {
  const calendar = `/calendars/${encodeURIComponent(calendarId)}`;
  if (eventId === undefined) return calendar;
  return eventId === "" ? `${calendar}/events` : `${calendar}/events/${encodeURIComponent(eventId)}`;
}
