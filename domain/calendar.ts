/** How a run stands in the person's calendar. */
export const CALENDAR_STATUSES = ["pending", "synced", "failed"] as const;
export type CalendarStatus = (typeof CALENDAR_STATUSES)[number];

/** The calendar state of a run as the API shows it: the event, and why there is none. */
export type CalendarState = { status: CalendarStatus; eventId: string | null; error: string | null };

/** Before every run. */
export const FIRST_DAY = "0001-01-01";

/** The first day whose runs become events: what the person chose, else the first there is. */
export function calendarSince({ memory: { since } }: { memory: Readonly<Record<string, unknown>> }): string {
  return typeof since === "string" ? since : FIRST_DAY;
}
