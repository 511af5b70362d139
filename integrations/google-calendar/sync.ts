import { listCalendarItems, nextEventTry, settleCalendarItems } from "@/db/calendar-events";
import { remember } from "@/db/connections";
import { runsState } from "@/db/runs-state";
import { getSettings } from "@/db/settings";
import { lastCalendar, listPending } from "@/db/synced-runs";
import { calendarSince } from "@/domain/calendar";
import { ProviderFailure } from "@/integrations/failures";
import type { Step, SyncSession } from "@/integrations/provider";
import { GoogleCalendar } from "./calendar";
import { compareWith } from "./compare";
import { SCOPE_WORDS } from "./judge";
import { Pace } from "./pace";
import { planBatch, pushBatch } from "./steps";

/** The narrowest scope that lets an application keep a calendar of its own: it sees no other. */
export const OWN_CALENDARS = "https://www.googleapis.com/auth/calendar.app.created";
const ALL_CALENDARS = "https://www.googleapis.com/auth/calendar";

/** Scopes with which events can be written; whether a calendar can be made with one of the lesser ones is for Google to say. */
const EVENT_SCOPES = [OWN_CALENDARS, ALL_CALENDARS, `${ALL_CALENDARS}.events`, `${ALL_CALENDARS}.events.owned`];

const CALENDAR_NAME = "Almanac";

/** Events that are saved together: small enough to lose little, large enough to be quick. */
const BATCH = 24;

/** Where something could not be settled, as another seems to be at it, it is looked at again so soon. */
const LOOK_AGAIN_MS = 60_000;

/** A calendar that vanishes again and again within one sync is not made again and again. */
const MOST_CALENDARS = 2;

/**
 * The steps of a sync with the person's Google calendar. What is to be done is computed from the versions of runs; before an event is
 * made it is written down that it will be, and afterwards what became of it: killed in between, the next sync meets the event under the
 * id that follows from person, run and generation.
 */
export async function* calendarSteps(session: SyncSession): AsyncGenerator<Step, void> {
  const { connection } = session;
  if (connection.scopes.length > 0 && !EVENT_SCOPES.some((scope) => connection.scopes.includes(scope))) {
    throw new ProviderFailure("scope_missing", SCOPE_WORDS);
  }
  const pace = new Pace(session.cursor["recent"], session.now);
  const calendar = new GoogleCalendar(session, pace);
  const since = calendarSince(connection);
  const tried: string[] = [];
  let calendarId = rememberedCalendar(connection.memory);
  const step = (save: Step["save"], inStep?: string): Step => ({
    cursor: inStep === undefined ? { recent: pace.recent() } : { recent: pace.recent(), inStep },
    save,
    settle: true,
  });
  const pending = () =>
    session.read(async (tx) => {
      // Asked for first: a run that changes in between makes it outdated, and the next sync looks again.
      const { state } = await runsState(tx);
      const found = await listPending(tx, { calendarId, since, except: tried, most: BATCH });
      return { ...found, inStep: `${calendarId} ${since} ${state}` };
    });

  const { hints, failures, settings, state } = await session.read(async (tx) => ({
    // What is hinted at before the runs are looked at has been looked at afterwards.
    ...(await listCalendarItems(tx)),
    settings: await getSettings(tx),
    ...(await runsState(tx)),
  }));
  const isInStep = session.cursor["inStep"] === `${calendarId} ${since} ${state}`;
  if (isInStep && !session.full && hints.length + failures.length === 0) return;
  const format = { units: settings.units, locale: settings.numberFormat };
  if (session.full && calendarId !== null && !(yield* compareWith(session, calendar, calendarId, step))) calendarId = null;
  let todo = await pending();
  for (let made = 0; todo.removals.length + todo.runs.length > 0; todo = await pending()) {
    if (calendarId === null) {
      if (made++ === MOST_CALENDARS)
        throw new ProviderFailure("transient", "Google forgets the calendar that Almanac makes in it.");
      const next = await openCalendar(session, calendar, made === 1);
      calendarId = next;
      yield step(async (tx) => {
        await remember(tx, "google", { calendarId: next });
        return {};
      });
      // Another calendar may have been found that has some of the events already.
      todo = await pending();
    }
    const plan = planBatch(session, calendarId, todo, format);
    if (plan.unplanned.length > 0) yield step(plan.save);
    const batch = await pushBatch(calendar, calendarId, plan, tried);
    yield step(batch.save);
    if (batch.end) throw batch.end;
    if (batch.lostCalendar) {
      if (await calendar.has(calendarId)) throw new ProviderFailure("transient", "Google does not find the calendar it has.");
      calendarId = null;
    }
  }
  if (tried.length > 0) session.again((await session.read(nextEventTry)) ?? new Date(session.now().getTime() + LOOK_AGAIN_MS));
  yield step(
    async (tx) => {
      await settleCalendarItems(tx, hints, failures);
      return {};
    },
    tried.length > 0 ? undefined : todo.inStep,
  );
}

/** The calendar of a connection, null before its first sync. */
function rememberedCalendar(memory: Readonly<Record<string, unknown>>): string | null {
  const { calendarId } = memory;
  return typeof calendarId === "string" ? calendarId : null;
}

/** The calendar that a connection which was ended had written to, where it is still there; else a new one. */
async function openCalendar(session: SyncSession, calendar: GoogleCalendar, mayFind: boolean): Promise<string> {
  const last = mayFind ? await session.read(lastCalendar) : null;
  if (last !== null && (await calendar.has(last))) return last;
  try {
    return await calendar.make(CALENDAR_NAME, session.timeZone);
  } catch (error) {
    if (!(error instanceof ProviderFailure) || error.kind !== "transient") throw error;
    // Calendars have no id that we could choose, and with the narrowest scope there is no list to look into.
    const words = `${error.message} Should an empty second calendar named ${CALENDAR_NAME} appear at Google, it can be deleted.`;
    throw new ProviderFailure("transient", words, error.resumesAt);
  }
}
