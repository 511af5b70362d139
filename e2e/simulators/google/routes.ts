import { json } from "@/e2e/simulators/answer";
import type { Route } from "@/e2e/simulators/server";
import { calendarCall, deleteCalendar, describe, eventCall, insertCalendar, listCalendars } from "./calendars";
import { authorize, consent } from "./consent";
import { listEvents } from "./event-list";
import { deleteEvent, getEvent, insertEvent, patchEvent, updateEvent } from "./events";
import { certificates, discovery } from "./id-token";
import { revoke, token, userInfo } from "./tokens";
import type { GoogleWorld } from "./world";

const API = "/calendar/v3";
const EVENTS = `${API}/calendars/:calendarId/events`;

/** All addresses the simulator answers at. */
export function googleRoutes(world: GoogleWorld): Route[] {
  return [
    ["GET", "/.well-known/openid-configuration", () => discovery(world)],
    ["GET", "/oauth2/v3/certs", () => certificates(world)],
    ["GET", "/o/oauth2/v2/auth", (call) => authorize(world, call)],
    ["POST", "/signin/oauth/consent", (call) => consent(world, call)],
    ["POST", "/token", (call) => token(world, call)],
    ["POST", "/revoke", (call) => revoke(world, call)],
    ["GET", "/v1/userinfo", (call) => userInfo(world, call)],
    ["GET", `${API}/users/me/calendarList`, listCalendars(world)],
    ["POST", `${API}/calendars`, insertCalendar(world)],
    ["GET", `${API}/calendars/:calendarId`, calendarCall(world, (_, calendar) => json(200, describe(calendar)))],
    ["DELETE", `${API}/calendars/:calendarId`, calendarCall(world, deleteCalendar)],
    ["GET", EVENTS, eventCall(world, listEvents)],
    ["POST", EVENTS, eventCall(world, insertEvent)],
    ["GET", `${EVENTS}/:eventId`, eventCall(world, getEvent)],
    ["PUT", `${EVENTS}/:eventId`, eventCall(world, updateEvent)],
    ["PATCH", `${EVENTS}/:eventId`, eventCall(world, patchEvent)],
    ["DELETE", `${EVENTS}/:eventId`, eventCall(world, deleteEvent)],
  ];
}
