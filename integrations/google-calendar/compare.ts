import { compareEvents, listStrays } from "@/db/calendar-events";
import { remember } from "@/db/connections";
import type { Step, SyncSession } from "@/integrations/provider";
import type { GoogleCalendar } from "./calendar";

/**
 * Compares everything that is known of a calendar with what it really holds: what the person deleted or changed there by hand becomes
 * pending, and events of ours that belong to no run go. Answers false where the calendar is not there any more.
 */
export async function* compareWith(
  session: SyncSession,
  calendar: GoogleCalendar,
  calendarId: string,
  step: (save: Step["save"]) => Step,
): AsyncGenerator<Step, boolean> {
  const found = await calendar.list(calendarId);
  if (!found) {
    yield step(async (tx) => {
      await remember(tx, "google", { calendarId: null });
      return {};
    });
    return false;
  }
  const ours = found.filter(({ runId }) => runId !== null);
  const ids = ours.map(({ id }) => id);
  const strays = await session.read((tx) => listStrays(tx, calendarId, ids));
  for (const id of strays) await calendar.remove(calendarId, id, null);
  yield step(async (tx) => {
    await compareEvents(tx, calendarId, ours);
    return { deleted: strays.length };
  });
  return true;
}
