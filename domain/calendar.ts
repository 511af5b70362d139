import { addDays, localDate } from "./time-zones";

/** How a run stands in the person's calendar. */
export const CALENDAR_STATUSES = ["pending", "synced", "failed"] as const;
export type CalendarStatus = (typeof CALENDAR_STATUSES)[number];

/** The calendar state of a run as the API shows it: the event, and why there is none. */
export type CalendarState = { status: CalendarStatus; eventId: string | null; error: string | null };

/** What a connection to a calendar is asked to show unless the person says otherwise: the last year before it was made. */
const DAYS_BACK = 365;

/** The first day whose runs become events: what the person chose, or a year before the connection was made. */
export function calendarSince(connection: { memory: Readonly<Record<string, unknown>>; connectedAt: Date }): string {
  const { since } = connection.memory;
  return typeof since === "string" ? since : addDays(localDate(connection.connectedAt, "UTC"), -DAYS_BACK);
}
