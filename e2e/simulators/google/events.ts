import { type Answer, empty, json } from "@/e2e/simulators/answer";
import { type Call, isObject, jsonOf } from "@/e2e/simulators/request";
import { conditionNotMet, duplicate, forbidden, gone, invalid, notFound, refuse } from "./errors";
import { readTimes } from "./event-times";
import type { Account, Calendar, CalendarEvent } from "./types";
import { type GoogleWorld, secretText } from "./world";

/** Where an event request goes, once the token and the calendar are known. */
export type Place = { world: GoogleWorld; account: Account; calendar: Calendar; call: Call };

/** What the server decides, whatever a writer sends. */
const SERVERS = [
  "kind",
  "etag",
  "id",
  "htmlLink",
  "created",
  "updated",
  "creator",
  "organizer",
  "iCalUID",
  "sequence",
  "eventType",
];

export function insertEvent(place: Place): Answer {
  const { world, account, calendar, call } = place;
  const body = jsonOf(call);
  if (!body) return refuse(400, "parseError", "Parse Error");
  const id =
    body["id"] ??
    secretText("", 15)
      .toLowerCase()
      .replaceAll(/[^a-v0-9]/g, "0");
  if (typeof id !== "string" || !/^[a-v0-9]{5,1024}$/.test(id)) return invalid("Invalid resource id value.");
  // The id of a deleted event is taken for ever.
  if (calendar.events.has(id)) return duplicate();
  const now = new Date(world.clock.now()).toISOString();
  const base: CalendarEvent = {
    kind: "calendar#event",
    etag: "",
    id,
    status: "confirmed",
    htmlLink: `https://www.google.com/calendar/event?eid=${Buffer.from(`${id} ${calendar.id}`).toString("base64url")}`,
    created: now,
    updated: now,
    creator: { email: account.email, self: true },
    organizer: { email: calendar.id, displayName: calendar.summary, self: true },
    start: {},
    end: {},
    iCalUID: `${id}@google.com`,
    sequence: 0,
    reminders: { useDefault: true },
    eventType: "default",
  };
  return write(place, base, body);
}

export function getEvent({ calendar, call }: Place): Answer {
  const event = calendar.events.get(call.params["eventId"] ?? "");
  if (!event) return notFound();
  return call.headers["if-none-match"] === event.etag ? empty(304) : json(200, event, { ETag: event.etag });
}

/** PUT: what is not sent is cleared. */
export function updateEvent(place: Place): Answer {
  const event = eventOf(place);
  if ("answer" in event) return event.answer;
  const body = jsonOf(place.call);
  if (!body) return refuse(400, "parseError", "Parse Error");
  const { kind, etag, id, htmlLink, created, updated, creator, organizer, iCalUID, sequence, eventType, start, end } =
    event.found;
  const kept = { kind, etag, id, htmlLink, created, updated, creator, organizer, iCalUID, sequence, eventType, start, end };
  return write(place, { ...kept, status: "confirmed", reminders: { useDefault: true } }, body);
}

/** PATCH: objects are merged, lists replaced, null clears. */
export function patchEvent(place: Place): Answer {
  const event = eventOf(place);
  if ("answer" in event) return event.answer;
  const body = jsonOf(place.call);
  if (!body) return refuse(400, "parseError", "Parse Error");
  return write(place, event.found, merge(event.found, body));
}

/** 204 without a body; a second time 410. */
export function deleteEvent(place: Place): Answer {
  const event = place.calendar.events.get(place.call.params["eventId"] ?? "");
  if (!event) return notFound();
  if (event.status === "cancelled") return gone();
  if (isOutdated(place.call, event)) return conditionNotMet();
  cancel(place.world, place.calendar, event);
  return empty(204);
}

export function cancel(world: GoogleWorld, calendar: Calendar, event: CalendarEvent): void {
  calendar.events.set(event.id, stamped(world, { ...event, status: "cancelled" }));
}

function eventOf({ world, calendar, call }: Place): { found: CalendarEvent } | { answer: Answer } {
  const found = calendar.events.get(call.params["eventId"] ?? "");
  if (!found) return { answer: notFound() };
  if (isOutdated(call, found)) return { answer: conditionNotMet() };
  if (found.status === "cancelled" && !world.state.settings.revival) return { answer: forbidden() };
  return { found };
}

function isOutdated(call: Call, event: CalendarEvent): boolean {
  const wanted = call.headers["if-match"];
  return wanted !== undefined && wanted !== "*" && wanted !== event.etag;
}

function write({ world, calendar }: Place, base: CalendarEvent, body: Record<string, unknown>): Answer {
  const times = readTimes(body["start"], body["end"], calendar.timeZone);
  if ("refused" in times) return refuse(400, times.reason, times.refused);
  const status = body["status"] ?? base.status;
  if (status !== "confirmed" && status !== "tentative" && status !== "cancelled") return invalid("Invalid value for status.");
  const sent = Object.fromEntries(Object.entries(body).filter(([name, value]) => !SERVERS.includes(name) && value !== null));
  const wasThere = calendar.events.has(base.id);
  const isMoved = JSON.stringify([base.start, base.end]) !== JSON.stringify([times.start, times.end]);
  const next: CalendarEvent = { ...base, ...sent, ...times, status, sequence: base.sequence + (wasThere && isMoved ? 1 : 0) };
  for (const [name, value] of Object.entries(body))
    if (value === null && !SERVERS.includes(name)) Reflect.deleteProperty(next, name);
  const event = stamped(world, next);
  calendar.events.set(event.id, event);
  return json(200, event, { ETag: event.etag });
}

/** A change has a new time and a new tag. */
export function stamped(world: GoogleWorld, event: CalendarEvent): CalendarEvent {
  world.writes += 1;
  const now = world.clock.now();
  return { ...event, updated: new Date(now).toISOString(), etag: `"${now * 1000 + (world.writes % 1000)}"` };
}

function merge(old: Record<string, unknown>, changes: Record<string, unknown>): Record<string, unknown> {
  const next: Record<string, unknown> = { ...old };
  for (const [name, value] of Object.entries(changes)) {
    const before = old[name];
    next[name] = isObject(value) && isObject(before) ? withoutNulls(merge(before, value)) : value;
  }
  return next;
}

function withoutNulls(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null));
}
