import { listWaitingItems, type SyncItem, settleItem } from "@/db/sync-items";
import { readJson } from "@/integrations/asking";
import { ProviderFailure } from "@/integrations/failures";
import type { Cursor, Step, SyncSession } from "@/integrations/provider";
import { env } from "@/lib/env";
import { key, type PageItems, readEvents, readWorkouts, savePage } from "./items";
import { anything, eventsPage, workoutCount, workoutsPage } from "./schema";

/** Hevy gives no more at a time. */
const PAGE_SIZE = 10;

/** A list whose items move while it is read is read again, so often at most. */
const MOST_ROUNDS = 3;

/** So many pages in a row that tell nothing new are a list without end; no list is longer than so many pages. */
const MOST_BARREN = 3;
const MOST_PAGES = 20_000;

/** Hevy's clock is ahead of ours by no more than this. */
const AHEAD_MS = 3_600_000;

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
  const end = new PagesEnd();
  const at = (full: NonNullable<Place["full"]>, save: Step["save"]): PlacedStep => {
    const place = { ...begun, full };
    return { place, cursor: place, save };
  };
  for (;;) {
    const items = await workoutsOn(session, page);
    if (items) {
      const fresh = items.seen.filter(({ id }) => !ids.has(id));
      for (const { id } of fresh) ids.add(id);
      end.look(fresh.length);
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
  const seen = new Map<string, PageItems["seen"][number]>();
  const end = new PagesEnd();
  for (let page = 1; ; page++) {
    const answer = await session.ask(request("/v1/workouts/events", { since, page, pageSize: PAGE_SIZE }), { expect: [404] });
    // A page past the last is how Hevy says that there are no more.
    const { page_count, events } = answer.status === 404 ? { page_count: 0, events: [] } : readJson(answer, eventsPage, "hevy");
    const items = readEvents(events, known);
    const before = seen.size;
    for (const one of items.seen) seen.set(key(one.id, one.at), one);
    end.look(seen.size - before);
    const save: Step["save"] = (tx) => savePage(tx, session.timeZone, items);
    if (page < page_count && events.length > 0) {
      yield { cursor: { since, told, full }, save };
      continue;
    }
    const newest = [...seen.values()].reduce((latest, { at }) => Math.max(latest, believed(session, at)), Date.parse(since));
    const then = new Set([...seen.values()].flatMap(({ id, at }) => (at === newest ? key(id, at) : [])));
    if (newest === Date.parse(since)) for (const one of told) then.add(one);
    yield { cursor: { since: new Date(newest).toISOString(), told: [...then], full }, save };
    return;
  }
}

/** An instant that has not been yet says nothing: everything that happens until then would be passed by. */
function believed({ startedAt }: SyncSession, at: number): number {
  return at <= startedAt.getTime() + AHEAD_MS ? at : 0;
}

/** Whether a list comes to its end. */
class PagesEnd {
  private pages = 0;
  private barren = 0;

  /** Looks at a page that told so many new things. @throws ProviderFailure "transient" where there is no end to see */
  look(fresh: number): void {
    this.pages++;
    this.barren = fresh > 0 ? 0 : this.barren + 1;
    if (this.barren < MOST_BARREN && this.pages <= MOST_PAGES) return;
    throw new ProviderFailure("transient", "Hevy's list has no end: its pages repeat themselves.");
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
  return new Date(believed(session, newest)).toISOString();
}

async function countWorkouts(session: SyncSession): Promise<number> {
  return readJson(await session.ask(request("/v1/workouts/count")), workoutCount, "hevy").workout_count;
}

function request(path: string, query: Record<string, string | number> = {}) {
  return { url: `${env().HEVY_API_URL}${path}`, query };
}
