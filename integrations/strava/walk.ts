import { readJson } from "@/integrations/asking";
import { ProviderFailure } from "@/integrations/failures";
import type { HttpRequest } from "@/integrations/http";
import type { SyncSession } from "@/integrations/provider";
import { env } from "@/lib/env";
import { whyUnbelievable } from "./map";
import { onlyIdSchema, pageSchema, type Summary, summarySchema } from "./schema";
import { readUsual } from "./usual-summary";

/** Strava gives at most so many activities at once. */
const MOST_PER_PAGE = 200;

/** An activity that cannot be read or cannot be true. `final`: asking again would tell the same. */
export type Unreadable = { id: string; reason: string; final?: boolean };

/**
 * A piece of the list, newest first. All activities that began after `from` and not after `to` (seconds since the epoch, null: no
 * bound) are in it or in no list at all. `next` is where a walk that is cut off here goes on; null at the end.
 */
export type Piece = {
  activities: Summary[];
  unreadable: Unreadable[];
  /** Ids of everything in the answer, also of what earlier pieces had. */
  ids: ReadonlySet<string>;
  from: number | null;
  to: number | null;
  next: number | null;
};

/** When an activity began, in seconds since the epoch. */
export function startOf({ start_date }: Pick<Summary, "start_date">): number {
  return Date.parse(start_date) / 1000;
}

/** What of a list cannot be true, as something that failed for good until Strava says otherwise. */
export function unbelievable(activity: Summary): Unreadable | null {
  const reason = whyUnbelievable(activity);
  return reason === null ? null : { id: activity.id, reason, final: true };
}

/** Clocks of devices may be ahead: an activity that begins later says nothing of how far a sync has come. */
const AHEAD_S = 86_400;

/** When the newest activity of a piece began, in seconds since the epoch; null where there is none. */
export function newestOf({ activities }: Piece, { startedAt }: Pick<SyncSession, "startedAt">): number | null {
  const latest = startedAt.getTime() / 1000 + AHEAD_S;
  return activities.length === 0 ? null : Math.max(0, ...activities.map(startOf).filter((start) => start <= latest));
}

/**
 * Walks back through the athlete's list from `before` (seconds since the epoch, exclusive; null: from the newest on). Pages are not
 * counted but begin at the second where the last one ended, so that activities which come or go meanwhile move nothing, and a short
 * page is only short. The last second is asked for again, since activities that began in it may lie on both sides of the page's end;
 * where nothing else comes, the next page begins before it. The end is an empty answer; a list that counts `before` itself in, or does
 * not heed it at all, comes to its end, too.
 */
export async function* walk(session: SyncSession, before: number | null, firstPage = MOST_PER_PAGE): AsyncGenerator<Piece, void> {
  let limit = before;
  let edge: ReadonlySet<string> = new Set();
  let told: ReadonlySet<string> = new Set();
  let perPage = firstPage;
  for (;;) {
    const page = await askPage(session, { per_page: perPage, before: limit ?? undefined }, edge);
    if (limit !== null && page.newest !== null && page.newest > limit) {
      yield* countedPages(session, told);
      return;
    }
    const isTold = [...page.ids].every((id) => told.has(id));
    const isOver = limit !== null && page.oldest !== null && page.oldest >= limit;
    // Older pages only, or the walk would never end.
    if (isOver && !isTold) throw circles();
    const to = limit === null ? null : limit - 1;
    const isNew = ({ id }: { id: string }) => !edge.has(id) && !told.has(id);
    const activities = page.activities.filter(isNew);
    const unreadable = page.unreadable.filter(isNew);
    if (page.oldest === null || isOver) {
      yield { activities, unreadable, ids: page.ids, from: null, to, next: null };
      return;
    }
    const { oldest } = page;
    told = page.ids;
    if (isTold || activities.length + unreadable.length === 0) {
      limit = oldest;
      edge = new Set(page.unreadable.map(({ id }) => id));
      continue;
    }
    yield { activities, unreadable, ids: page.ids, from: oldest, to, next: oldest + 1 };
    limit = oldest + 1;
    perPage = MOST_PER_PAGE;
    edge = new Set([
      ...page.activities.flatMap((activity) => (startOf(activity) === oldest ? activity.id : [])),
      ...page.unreadable.map(({ id }) => id),
    ]);
  }
}

/**
 * The whole list page by page, for where `before` is not heeded; without what is `told` already. What comes or goes meanwhile moves the
 * pages: what is passed by then is found by a later sync.
 */
async function* countedPages(session: SyncSession, told: ReadonlySet<string>): AsyncGenerator<Piece, void> {
  const seen = new Set(told);
  for (let number = 1, to: number | null = null; ; number++) {
    const page = await askPage(session, { per_page: MOST_PER_PAGE, page: number }, seen);
    const isNew = ({ id }: { id: string }) => !seen.has(id);
    const activities = page.activities.filter(isNew);
    const unreadable = page.unreadable.filter(isNew);
    const { ids, oldest: from } = page;
    yield { activities, unreadable, ids, from, to, next: from === null ? null : from + 1 };
    if (from === null) return;
    if (number > 1 && activities.length + unreadable.length === 0) throw circles();
    for (const id of ids) seen.add(id);
    to = from;
  }
}

const circles = () => lying("start_date: the list goes in circles");

type Page = { activities: Summary[]; unreadable: Unreadable[]; ids: Set<string>; oldest: number | null; newest: number | null };

async function askPage(session: SyncSession, query: HttpRequest["query"], seen: ReadonlySet<string>): Promise<Page> {
  const answer = await session.ask({ url: `${env().STRAVA_API_URL}/athlete/activities`, query });
  return readPage(readJson(answer, pageSchema, "strava"), seen);
}

/**
 * Reads a page item by item, so that one activity that cannot be read does not stop the others. A page of which nothing can be read
 * is none, unless all of it is known to be so (`seen`). @throws ProviderFailure "transient"
 */
export function readPage(items: readonly unknown[], seen: ReadonlySet<string> = new Set()): Page {
  const page: Page = { activities: [], unreadable: [], ids: new Set(), oldest: null, newest: null };
  let why = "it has another shape";
  for (const item of items) {
    const usual = readUsual(item);
    const read = usual ? null : summarySchema.safeParse(item);
    const activity = usual ?? read?.data;
    if (activity) {
      if (page.ids.has(activity.id)) continue;
      page.ids.add(activity.id);
      page.activities.push(activity);
      const start = startOf(activity);
      page.oldest = Math.min(page.oldest ?? Number.POSITIVE_INFINITY, Math.floor(start));
      page.newest = Math.max(page.newest ?? 0, start);
      continue;
    }
    const issue = read?.error?.issues[0];
    why = `${issue?.path.join(".") ?? ""}: ${issue?.message ?? why}`;
    const named = onlyIdSchema.safeParse(item);
    if (!named.success) throw lying(why);
    page.ids.add(named.data.id);
    page.unreadable.push({ id: named.data.id, reason: `Strava's list has something unexpected at ${why}.` });
  }
  if (page.activities.length === 0 && page.unreadable.some(({ id }) => !seen.has(id))) throw lying(why);
  return page;
}

function lying(why: string): ProviderFailure {
  return new ProviderFailure(
    "transient",
    `Strava's list of activities has something unexpected at ${why}. Nothing of it was used.`,
  );
}
