import { planEvents, saveFailure, saveRemoved, saveWritten } from "@/db/calendar-events";
import type { Tx } from "@/db/client";
import type { EventRow, Pending, PendingRemoval } from "@/db/synced-runs";
import { calendarEntry } from "@/domain/calendar-entry";
import type { SyncCounts } from "@/domain/syncs";
import type { Format } from "@/domain/units";
import type { ProviderFailure } from "@/integrations/failures";
import type { SyncSession } from "@/integrations/provider";
import { env } from "@/lib/env";
import { type Task, workOn } from "./batch";
import type { GoogleCalendar } from "./calendar";
import { eventIdOf, eventOf } from "./map";
import { removeEvent, type Writing, writeEvent } from "./push";

type Planned = { writing: Writing; event: Omit<EventRow, "etag">; name: string };

/** A batch before Google is asked: `save` writes down those events that nothing is known of yet. */
export type Plan = {
  userId: string;
  writings: Planned[];
  removals: readonly PendingRemoval[];
  unplanned: Omit<EventRow, "etag">[];
  save: (tx: Tx) => Promise<Partial<SyncCounts>>;
};

/** Decides what each run's event is to be, and under which id. */
export function planBatch(session: SyncSession, calendarId: string, { removals, runs }: Pending, format: Format): Plan {
  const { userId } = session.actor;
  const unplanned: Plan["unplanned"] = [];
  const writings = runs.map(({ run, event, planned }) => {
    const generation = event?.generation ?? 0;
    const row = { runId: run.id, eventId: event?.eventId ?? eventIdOf(userId, run.id, generation), generation };
    if (!planned) unplanned.push(row);
    const body = eventOf(calendarEntry(run, format, env().APP_URL), run);
    const writing = { runId: run.id, version: run.version, eventId: row.eventId, etag: event?.etag ?? null, body };
    return { writing, event: row, name: run.name };
  });
  const save = async (tx: Tx) => {
    await planEvents(tx, calendarId, unplanned);
    return {};
  };
  return { userId, writings, removals, unplanned, save };
}

/** What is left of a batch after Google was asked: how to save it, and whether and why the sync ends with it. */
export type Pushed = {
  save: (tx: Tx) => Promise<Partial<SyncCounts>>;
  end: ProviderFailure | null;
  lostCalendar: boolean;
};

/** Asks Google. Runs that are not to be tried again within this sync are added to `tried`. */
export async function pushBatch(calendar: GoogleCalendar, calendarId: string, plan: Plan, tried: string[]): Promise<Pushed> {
  const tasks: Task[] = [
    ...plan.removals.map((removal) => ({
      runId: removal.runId,
      name: "A deleted run",
      version: removal.deletedVersion ?? 0,
      work: () => removeEvent(calendar, calendarId, removal),
    })),
    ...plan.writings.map(({ writing, name }) => ({
      runId: writing.runId,
      name,
      version: writing.version,
      work: () => writeEvent(calendar, calendarId, writing),
    })),
  ];
  const { done, failed, end } = await workOn(tasks, () => calendar.has(calendarId));
  const of = <K extends (typeof done)[number]["outcome"]["is"]>(is: K) => done.filter(({ outcome }) => outcome.is === is);
  const written = done.flatMap(({ task, outcome }) => (outcome.is === "written" ? [{ ...outcome, ...task }] : []));
  const gone = of("gone").map(({ task }) => task.runId);
  const taken = new Set(of("taken").map(({ task }) => task.runId));
  for (const { task } of [...of("unsettled"), ...failed]) tried.push(task.runId);
  const save = async (tx: Tx): Promise<Partial<SyncCounts>> => {
    if (written.length > 0) await saveWritten(tx, written);
    if (gone.length > 0) await saveRemoved(tx, gone);
    if (taken.size > 0) await planEvents(tx, calendarId, nextGeneration(plan, taken));
    for (const { task, words } of failed) await saveFailure(tx, { ...task, words });
    const inserted = written.filter(({ how }) => how === "inserted").length;
    const updated = written.length - inserted;
    return { fetched: written.length + failed.length, inserted, updated, deleted: gone.length, failed: failed.length };
  };
  return { save, end, lostCalendar: of("no_calendar").length > 0 };
}

function nextGeneration({ userId, writings }: Plan, runIds: ReadonlySet<string>): Omit<EventRow, "etag">[] {
  return writings
    .filter(({ event }) => runIds.has(event.runId))
    .map(({ event: { runId, generation } }) => ({
      runId,
      eventId: eventIdOf(userId, runId, generation + 1),
      generation: generation + 1,
    }));
}
