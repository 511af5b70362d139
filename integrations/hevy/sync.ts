import { listWaitingItems, type SyncItem, settleItem } from "@/db/sync-items";
import { readJson } from "@/integrations/asking";
import type { Cursor, Step, SyncSession } from "@/integrations/provider";
import { env } from "@/lib/env";
import { key, type PageItems, readEvents, readWorkouts, savePage } from "./items";
import { anything, eventsPage, workoutCount, workoutsPage } from "./schema";

/** Hevy gives no more at a time. */
const PAGE_SIZE = 10;

/** A list whose items move while it is read is read again, so often at most. */
const MOST_ROUNDS = 3;

/** Items that failed before and are tried again in one sync. */
const MOST_RETRIED = 20;

const EPOCH = new Date(0).toISOString();

/**
 * How far a sync has come. `since`: everything up to this instant of Hevy's clock is here; `told`: what happened at that very instant,
 * which Hevy tells again. `full`: the page that comes next while all workouts are read, and how many were seen.
 */
type Place = { since?: string; told?: string[]; full?: { done?: true; page?: number; seen?: number; round?: number } };

/**
 * Everything once, then what changed since. One request at a time: Hevy takes seconds and has never said how many it bears. The
 * cursor moves only when all pages of changes are saved, since Hevy tells the newest first.
 */
export async function* hevySteps(session: SyncSession): AsyncGenerator<Step, void> {
  let place = placeOf(session.cursor);
  yield* retries(session, place);
  if (!place.full?.done) {
    // From before the list is read, by Hevy's own clock: what changes while it is read is told afterwards. Changes that an earlier sync
    // had still to fetch, deletions among them, are not forgotten.
    place = { ...place, since: place.since ?? (await newestChange(session)), full: place.full ?? {} };
    for await (const step of allWorkouts(session, place)) {
      place = step.place;
      yield step;
    }
  }
  yield* changes(session, place);
}

function placeOf(cursor: Cursor): Place {
  return cursor as Place;
}

type PlacedStep = Step & { place: Place };

async function* allWorkouts(session: SyncSession, begun: Place): AsyncGenerator<PlacedStep, void> {
  let { page = 1, seen = 0, round = 1 } = begun.full ?? {};
  const ids = new Set<string>();
  const at = (full: NonNullable<Place["full"]>, save: Step["save"]): PlacedStep => {
    const place = { ...begun, full };
    return { place, cursor: place, save };
  };
  for (;;) {
    const items = await workoutsOn(session, page);
    if (items) {
      const fresh = items.seen.filter(({ id }) => !ids.has(id));
      for (const { id } of fresh) ids.add(id);
      seen += fresh.length;
      page++;
      yield at({ page, seen, round }, (tx) => savePage(tx, session.timeZone, items));
      if (!items.last) continue;
    }
    // A deletion moves all later workouts up by one, and the one between two pages is passed by.
    if (round < MOST_ROUNDS && seen < (await countWorkouts(session))) {
      [page, seen, round] = [1, 0, round + 1];
      ids.clear();
      continue;
    }
    yield at({ done: true }, async () => ({}));
    return;
  }
}

async function* changes(session: SyncSession, { since = EPOCH, told = [], full }: Place): AsyncGenerator<Step, void> {
  const known = new Set(told);
  const seen: PageItems["seen"] = [];
  for (let page = 1; ; page++) {
    const answer = await session.ask(request("/v1/workouts/events", { since, page, pageSize: PAGE_SIZE }), { expect: [404] });
    // A page past the last is how Hevy says that there are no more.
    const { page_count, events } = answer.status === 404 ? { page_count: 0, events: [] } : readJson(answer, eventsPage, "hevy");
    const items = readEvents(events, known);
    seen.push(...items.seen);
    const save: Step["save"] = (tx) => savePage(tx, session.timeZone, items);
    if (page < page_count && events.length > 0) {
      yield { cursor: { since, told, full }, save };
      continue;
    }
    const newest = seen.reduce((latest, { at }) => Math.max(latest, at), Date.parse(since));
    const then = new Set(seen.flatMap(({ id, at }) => (at === newest ? key(id, at) : [])));
    if (newest === Date.parse(since)) for (const one of told) then.add(one);
    yield { cursor: { since: new Date(newest).toISOString(), told: [...then], full }, save };
    return;
  }
}

/** Workouts that could not be read before are asked for one by one. */
async function* retries(session: SyncSession, place: Place): AsyncGenerator<Step, void> {
  const waiting = await session.read((tx) => listWaitingItems(tx, "hevy", ["workout"], MOST_RETRIED));
  for (const item of waiting) {
    const answer = await session.ask(request(`/v1/workouts/${encodeURIComponent(item.itemId)}`), { expect: [404] });
    const items = answer.status === 404 ? null : readWorkouts([readJson(answer, anything, "hevy")]);
    yield { cursor: place, save: (tx) => saveRetry(tx, session, item, items) };
  }
}

async function saveRetry(tx: Parameters<Step["save"]>[0], { timeZone }: SyncSession, item: SyncItem, items: PageItems | null) {
  if (items === null || items.unreadable.length === 0) await settleItem(tx, item);
  return items === null ? {} : savePage(tx, timeZone, items);
}

async function workoutsOn(session: SyncSession, page: number): Promise<(PageItems & { last: boolean }) | null> {
  const answer = await session.ask(request("/v1/workouts", { page, pageSize: PAGE_SIZE }), { expect: [404] });
  if (answer.status === 404) return null;
  const { page_count, workouts } = readJson(answer, workoutsPage, "hevy");
  return { ...readWorkouts(workouts), last: page >= page_count || workouts.length === 0 };
}

async function newestChange(session: SyncSession): Promise<string> {
  const answer = await session.ask(request("/v1/workouts/events", { since: EPOCH, page: 1, pageSize: 1 }), { expect: [404] });
  if (answer.status === 404) return EPOCH;
  const { newest } = readEvents(readJson(answer, eventsPage, "hevy").events, new Set());
  return new Date(newest).toISOString();
}

async function countWorkouts(session: SyncSession): Promise<number> {
  return readJson(await session.ask(request("/v1/workouts/count")), workoutCount, "hevy").workout_count;
}

function request(path: string, query: Record<string, string | number> = {}) {
  return { url: `${env().HEVY_API_URL}${path}`, query };
}
