import { type Answer, json } from "@/e2e/simulators/answer";
import { isObject } from "@/e2e/simulators/request";
import { fullSyncRequired, invalid } from "./errors";
import { instantOf } from "./event-times";
import type { Place } from "./events";
import type { CalendarEvent } from "./types";

/** `GET …/events` with paging, sync tokens and the usual filters; cancelled events only when asked for, or with a sync token. */
export function listEvents({ world, account, calendar, call }: Place): Answer {
  const { query } = call;
  const size = Number(query.get("maxResults") ?? 250);
  if (!Number.isInteger(size) || size < 1) return invalid("Invalid value for maxResults.");
  const since = tokenValue(query.get("syncToken"), "sync");
  if (query.has("syncToken") && since === undefined) return fullSyncRequired();
  const from = tokenValue(query.get("pageToken"), "page") ?? 0;
  const showDeleted = query.get("showDeleted") === "true" || since !== undefined;
  const found = [...calendar.events.values()]
    .filter((event) => showDeleted || event.status !== "cancelled")
    .filter((event) => since === undefined || Date.parse(event.updated) >= since)
    .filter((event) => isWanted(event, query))
    .sort((a, b) =>
      query.get("orderBy") === "startTime"
        ? instantOf(a.start) - instantOf(b.start)
        : Date.parse(a.updated) - Date.parse(b.updated),
    );
  const items = found.slice(from, from + Math.min(size, 2500));
  const next = from + items.length;
  return json(200, {
    kind: "calendar#events",
    etag: calendar.etag,
    summary: calendar.summary,
    updated: new Date(world.clock.now()).toISOString(),
    timeZone: calendar.timeZone,
    accessRole: "owner",
    defaultReminders: account.email === calendar.id ? [{ method: "popup", minutes: 30 }] : [],
    ...(next < found.length
      ? { nextPageToken: makeToken("page", next) }
      : { nextSyncToken: makeToken("sync", world.clock.now()) }),
    items,
  });
}

function isWanted(event: CalendarEvent, query: URLSearchParams): boolean {
  const instant = (name: string) => Date.parse(query.get(name) ?? "");
  if (query.has("updatedMin") && Date.parse(event.updated) < instant("updatedMin")) return false;
  if (query.has("timeMin") && instantOf(event.end) <= instant("timeMin")) return false;
  if (query.has("timeMax") && instantOf(event.start) >= instant("timeMax")) return false;
  const own = isObject(event["extendedProperties"]) ? event["extendedProperties"]["private"] : undefined;
  return query.getAll("privateExtendedProperty").every((pair) => {
    const [key = "", ...value] = pair.split("=");
    return isObject(own) && own[key] === value.join("=");
  });
}

function makeToken(kind: "page" | "sync", value: number): string {
  return Buffer.from(`${kind}:${value}`).toString("base64url");
}

function tokenValue(token: string | null, kind: "page" | "sync"): number | undefined {
  const [found, value] = Buffer.from(token ?? "", "base64url")
    .toString()
    .split(":");
  return found === kind && value ? Number(value) : undefined;
}
