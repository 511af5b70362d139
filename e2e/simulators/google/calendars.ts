import { type Answer, empty, json } from "@/e2e/simulators/answer";
import { type Call, jsonOf } from "@/e2e/simulators/request";
import type { Handler } from "@/e2e/simulators/server";
import { badCredentials, forbidden, insufficient, notFound, refuse, userRateLimit } from "./errors";
import type { Place } from "./events";
import { findAccess } from "./tokens";
import type { AccessToken, Account, Calendar } from "./types";
import { createCalendar, type GoogleWorld, secretText } from "./world";

const SCOPE = "https://www.googleapis.com/auth/calendar";
const OWN = `${SCOPE}.app.created`;
const EVENT_SCOPES = [SCOPE, `${SCOPE}.events`, `${SCOPE}.events.owned`];

/** What stands before every call: the token, the person's minute, and any of these scopes. */
function guard(world: GoogleWorld, scopes: string[], handler: (call: Call, access: AccessToken) => Answer): Handler {
  return (call) => {
    const access = findAccess(world, call);
    if (!access) return badCredentials();
    if (isTooMany(world, access.account)) return userRateLimit();
    return scopes.some((scope) => access.scope.includes(scope)) ? handler(call, access) : insufficient();
  };
}

/** An event call: with the narrowest scope only calendars that the application made are there. */
export function eventCall(world: GoogleWorld, handler: (place: Place) => Answer): Handler {
  return guard(world, [...EVENT_SCOPES, OWN], (call, { account, scope }) => {
    const calendar = findCalendar(account, call.params["calendarId"] ?? "");
    const sees = calendar && (calendar.isOwn || EVENT_SCOPES.some((one) => scope.includes(one)));
    return sees ? handler({ world, account, calendar, call }) : notFound();
  });
}

export function insertCalendar(world: GoogleWorld): Handler {
  return guard(world, [SCOPE, `${SCOPE}.calendars`, OWN], (call, { account }) => {
    const body = jsonOf(call);
    const summary = body?.["summary"];
    if (typeof summary !== "string" || summary === "") return refuse(400, "required", "Missing summary.");
    const zone = body?.["timeZone"];
    const id = `${secretText("c_", 24).toLowerCase()}@group.calendar.google.com`;
    const calendar = createCalendar(id, summary, typeof zone === "string" ? zone : "UTC", true);
    if (typeof body?.["description"] === "string") calendar.description = body["description"];
    account.calendars.set(id, calendar);
    return json(200, describe(calendar));
  });
}

export function calendarCall(world: GoogleWorld, handler: (account: Account, calendar: Calendar) => Answer): Handler {
  return guard(world, [SCOPE, `${SCOPE}.calendars`, OWN], (call, { account, scope }) => {
    const calendar = findCalendar(account, call.params["calendarId"] ?? "");
    return calendar && (calendar.isOwn || scope.includes(SCOPE)) ? handler(account, calendar) : notFound();
  });
}

export function deleteCalendar(account: Account, calendar: Calendar): Answer {
  if (calendar.id === account.email) return forbidden();
  account.calendars.delete(calendar.id);
  return empty(204);
}

export function listCalendars(world: GoogleWorld): Handler {
  return guard(world, [SCOPE, `${SCOPE}.readonly`, `${SCOPE}.calendarlist.readonly`], (_, { account }) =>
    json(200, {
      kind: "calendar#calendarList",
      etag: '"p1"',
      items: [...account.calendars.values()].map((calendar) => ({
        ...describe(calendar),
        kind: "calendar#calendarListEntry",
        accessRole: "owner",
        ...(calendar.id === account.email ? { primary: true } : {}),
      })),
    }),
  );
}

export function describe({ id, summary, description, timeZone, etag }: Calendar) {
  return { kind: "calendar#calendar", etag, id, summary, ...(description === undefined ? {} : { description }), timeZone };
}

function findCalendar(account: Account, id: string): Calendar | undefined {
  return account.calendars.get(id === "primary" ? account.email : id);
}

/** A sliding minute for each person. */
function isTooMany({ state, clock }: GoogleWorld, { sub }: Account): boolean {
  const recent = (state.recent.get(sub) ?? []).filter((at) => at > clock.now() - 60_000);
  recent.push(clock.now());
  state.recent.set(sub, recent);
  return recent.length > state.settings.perMinute;
}
