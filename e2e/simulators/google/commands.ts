import { cancel, stamped } from "./events";
import { endAccess, give, makeRefreshToken } from "./tokens";
import type { Calendar, CalendarEvent, GoogleSettings } from "./types";
import { type AccountOptions, accountOf, createAccount, type GoogleWorld } from "./world";

type OfAccount = { account?: string };
type OfCalendar = OfAccount & { calendarId: string };

const OWN_CALENDARS = "https://www.googleapis.com/auth/calendar.app.created";

/** What a test can do at Google; `account` is an address or subject, the first one without it. */
export function googleCommands(world: GoogleWorld) {
  const { state } = world;

  function calendarOf({ account, calendarId }: OfCalendar): Calendar {
    const calendar = accountOf(state, account).calendars.get(calendarId);
    if (!calendar) throw new Error(`No calendar ${calendarId}.`);
    return calendar;
  }

  function eventOf(where: OfCalendar & { id: string }): { calendar: Calendar; event: CalendarEvent } {
    const calendar = calendarOf(where);
    const event = calendar.events.get(where.id);
    if (!event) throw new Error(`No event ${where.id}.`);
    return { calendar, event };
  }

  return {
    addAccount(options: AccountOptions = {}) {
      const account = createAccount(options, state.accounts.size);
      state.accounts.set(account.sub, account);
      return { sub: account.sub, email: account.email, name: account.name };
    },
    /** Changes settings: `tokenLifetime`, `perMinute`, `revival`, `idTokenLie` … */
    set: (settings: Partial<GoogleSettings>) => Object.assign(state.settings, settings),
    /** Connects without a browser. @returns what the token door would have answered, with a refresh token */
    grant({ account, scope = [OWN_CALENDARS] }: OfAccount & { scope?: string[] } = {}) {
      const person = accountOf(state, account);
      for (const one of scope) person.scopes.add(one);
      const made = makeRefreshToken(world, person, scope);
      return { ...give(world, person, scope, { made }), refresh_token: made.token };
    },
    /** All access tokens end now; refresh tokens stay good. */
    expireTokens: () => state.accessTokens.clear(),
    /** The person takes the application away in the account's settings. */
    revokeAccess: ({ account }: OfAccount = {}) => endAccess(world, accountOf(state, account)),
    calendars: ({ account }: OfAccount = {}) =>
      [...accountOf(state, account).calendars.values()].map(({ id, summary, timeZone, isOwn, events }) => ({
        id,
        summary,
        timeZone,
        isOwn,
        events: events.size,
      })),
    /** The person deletes a calendar. */
    deleteCalendar: ({ account, calendarId }: OfCalendar) => accountOf(state, account).calendars.delete(calendarId),
    /** Events that are there; with `cancelled` those deleted as well. */
    events: ({ cancelled = false, ...where }: OfCalendar & { cancelled?: boolean }): CalendarEvent[] =>
      [...calendarOf(where).events.values()].filter(({ status }) => cancelled || status !== "cancelled"),
    /** The person changes an event in their calendar. */
    editEvent({ id, account, calendarId, ...changes }: OfCalendar & { id: string } & Record<string, unknown>): CalendarEvent {
      const { calendar, event } = eventOf({ id, account, calendarId });
      const next = stamped(world, { ...event, ...changes });
      calendar.events.set(id, next);
      return next;
    },
    /** The person deletes an event. */
    deleteEvent(where: OfCalendar & { id: string }): void {
      const { calendar, event } = eventOf(where);
      cancel(world, calendar, event);
    },
    issued: () => ({ ...state.issued }),
  };
}
