import type { PendingRemoval } from "@/db/synced-runs";
import { ProviderFailure } from "@/integrations/failures";
import type { FoundEvent, GoogleCalendar } from "./calendar";
import type { EventBody } from "./map";

/** One event to be written. `etag` is null where we know of none in this calendar. */
export type Writing = { runId: string; version: number; eventId: string; etag: string | null; body: EventBody };

/**
 * What became of an event. `taken`: its id belongs to an event that was removed for good, so the next generation is needed. `unsettled`:
 * somebody else is at it, the next sync looks again. `no_calendar`: the calendar itself seems to be gone.
 */
export type Outcome =
  | { is: "written"; how: "inserted" | "updated"; etag: string }
  | { is: "gone" }
  | { is: "taken" }
  | { is: "unsettled" }
  | { is: "no_calendar" };

/** Others may change an event while we look at it; not so often in a row. */
const MOST_LOOKS = 4;

/** Brings one event to the state of its run. Safe to repeat, whatever of an earlier try was done or heard of. @throws ProviderFailure */
export async function writeEvent(calendar: GoogleCalendar, calendarId: string, writing: Writing): Promise<Outcome> {
  const { eventId, body } = writing;
  if (writing.etag !== null) {
    const put = await calendar.put(calendarId, eventId, writing.etag, body);
    if (typeof put === "object") return { is: "written", how: "updated", etag: put.etag };
    if (put !== "missing") return meet(calendar, calendarId, writing, "updated");
  }
  const made = await calendar.insert(calendarId, eventId, body);
  if (typeof made === "object") return { is: "written", how: "inserted", etag: made.etag };
  if (made === "missing") return { is: "no_calendar" };
  return meet(calendar, calendarId, writing, "inserted");
}

/** There is an event under the id that is not as we thought: ours, of which we did not hear; an older one; one that was deleted. */
async function meet(
  calendar: GoogleCalendar,
  calendarId: string,
  writing: Writing,
  how: "inserted" | "updated",
): Promise<Outcome> {
  for (let looks = 0; looks < MOST_LOOKS; looks++) {
    const there = await calendar.get(calendarId, writing.eventId);
    if (!there) return { is: "unsettled" };
    if (!there.cancelled && isOurs(there, writing) && writing.etag === null) return { is: "written", how, etag: there.etag };
    // A slow twin of this sync must not put an old version over a newer one.
    if (isNewer(there, writing)) return { is: "unsettled" };
    const put = await revive(calendar, calendarId, writing, there);
    if (put === "taken") return { is: "taken" };
    if (typeof put === "object") return { is: "written", how: there.cancelled ? "inserted" : how, etag: put.etag };
    if (put === "missing") return { is: "unsettled" };
  }
  return { is: "unsettled" };
}

/** Writes over an event, or brings a deleted one back; Google does not let all of those come back. */
async function revive(calendar: GoogleCalendar, calendarId: string, writing: Writing, there: FoundEvent) {
  try {
    return await calendar.put(calendarId, writing.eventId, there.etag, writing.body);
  } catch (error) {
    if (there.cancelled && error instanceof ProviderFailure && error.kind === "item") return "taken";
    throw error;
  }
}

const isOurs = (there: FoundEvent, writing: Writing) => there.runId === writing.runId && there.version === writing.version;
const isNewer = (there: FoundEvent, writing: Writing) =>
  !there.cancelled && there.runId === writing.runId && there.version !== null && there.version > writing.version;

/** Takes the event of a deleted run out of the calendar; one that is not there is out of it. @throws ProviderFailure */
export async function removeEvent(calendar: GoogleCalendar, calendarId: string, removal: PendingRemoval): Promise<Outcome> {
  if (removal.calendarId !== calendarId) return { is: "gone" };
  let etag = removal.etag;
  for (let looks = 0; looks < MOST_LOOKS; looks++) {
    const answer = await calendar.remove(calendarId, removal.eventId, etag);
    if (answer === "gone") return { is: "gone" };
    // One that was begun a moment ago by a sync that was cut off may still arrive.
    if (answer === "missing") return removal.fresh ? { is: "unsettled" } : { is: "gone" };
    const there = await calendar.get(calendarId, removal.eventId);
    if (!there || there.cancelled) return { is: "gone" };
    if (removal.deletedVersion !== null && (there.version ?? 0) > removal.deletedVersion) return { is: "unsettled" };
    etag = there.etag;
  }
  return { is: "unsettled" };
}
