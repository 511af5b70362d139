import type { Tx } from "@/db/client";
import type { BroughtSession } from "@/db/strength-merge";
import { deleteGone, putSessions } from "@/db/strength-writes";
import { failItem } from "@/db/sync-items";
import type { SyncCounts } from "@/domain/syncs";
import { ProviderFailure } from "@/integrations/failures";
import { broughtSession } from "./map";
import { hevyEvent, hevyWorkout, workoutId } from "./schema";

/** A workout that cannot be read, and why: it waits as an item of its own while the rest goes on. */
type Unreadable = { id: string; reason: string };

/** What one page tells, read. `newest` is the latest instant in it, ms; `seen` names every thing with its instant. */
export type PageItems = {
  sessions: BroughtSession[];
  gone: { hevyId: string; at: Date }[];
  unreadable: Unreadable[];
  /** Told before, at the very instant that the last sync ended with. */
  known: number;
  newest: number;
  seen: { id: string; at: number }[];
};

const nothing = (): PageItems => ({ sessions: [], gone: [], unreadable: [], known: 0, newest: 0, seen: [] });

/** Reads the workouts of a page. @throws ProviderFailure "transient" when one of them does not even say which it is */
export function readWorkouts(list: readonly unknown[]): PageItems {
  const items = nothing();
  for (const one of list) addWorkout(items, one);
  return items;
}

/** Reads the events of a page; those in `told` ("id instant") were there at the end of the last sync already. */
export function readEvents(list: readonly unknown[], told: ReadonlySet<string>): PageItems {
  const items = nothing();
  for (const one of list) {
    const event = hevyEvent.safeParse(one);
    if (!event.success) throw new ProviderFailure("transient", "Hevy told of something unknown. Nothing of it was used.");
    if (event.data.type === "updated") addWorkout(items, event.data.workout, told);
    else if (workoutId.test(event.data.id)) {
      const at = new Date(event.data.deleted_at);
      note(items, event.data.id, at.getTime());
      if (!told.has(key(event.data.id, at.getTime()))) items.gone.push({ hevyId: event.data.id, at });
    }
  }
  return items;
}

/** How a thing and its instant are remembered. */
export function key(id: string, at: number): string {
  return `${id} ${at}`;
}

function addWorkout(items: PageItems, value: unknown, told?: ReadonlySet<string>): void {
  const read = hevyWorkout.safeParse(value);
  if (read.success) {
    const at = Date.parse(read.data.updated_at);
    note(items, read.data.id, at);
    if (told?.has(key(read.data.id, at))) items.known++;
    else items.sessions.push(broughtSession(read.data));
    return;
  }
  const named = hevyWorkout.pick({ id: true, updated_at: true }).safeParse(value);
  const [issue] = read.error.issues;
  if (!named.success) {
    const where = issue?.path.join(".") ?? "";
    throw new ProviderFailure("transient", `Hevy sent a workout that cannot be read (${where}). Nothing of this page was used.`);
  }
  note(items, named.data.id, Date.parse(named.data.updated_at));
  items.unreadable.push({ id: named.data.id, reason: `${issue?.path.join(".")}: ${issue?.message}` });
}

function note(items: PageItems, id: string, at: number): void {
  items.newest = Math.max(items.newest, at);
  items.seen.push({ id, at });
}

/** Stores what a page told and counts it. Deletions are counted by themselves: nothing was fetched with them. */
export async function savePage(tx: Tx, timeZone: string, items: PageItems): Promise<Partial<SyncCounts>> {
  const { sessions, gone, unreadable, known } = items;
  const results = await putSessions(tx, timeZone, sessions);
  const count = (...wanted: string[]) => results.filter(({ result }) => wanted.includes(result)).length;
  for (const { id, reason } of unreadable) {
    await failItem(tx, { provider: "hevy", kind: "workout", itemId: id }, `Hevy sent a workout that cannot be read (${reason}).`);
  }
  return {
    fetched: sessions.length + unreadable.length + known,
    inserted: count("imported"),
    updated: count("updated", "duplicate"),
    unchanged: count("unchanged") + known,
    failed: unreadable.length,
    deleted: await deleteGone(tx, gone),
  };
}
