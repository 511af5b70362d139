import { knownOf } from "@/db/api-sources";
import { storable } from "@/db/facts-equality";
import { listDeadItems, listWaitingItems, type SyncItem } from "@/db/sync-items";
import type { Cursor, Step, SyncSession } from "@/integrations/provider";
import { detailSteps } from "./details";
import { GearBook } from "./gear";
import { HintBook } from "./hint-book";
import { askWhetherConnected, singleSteps } from "./hints";
import { listedFacts, whyUnbelievable } from "./map";
import { goneFrom } from "./missing";
import { type Place, placeSchema } from "./place";
import { hintedSteps, refreshSteps } from "./refresh";
import { scopeMissing } from "./refusals";
import { saveBatch } from "./saving";
import type { Summary } from "./schema";
import { newestOf, type Piece, startOf, unbelievable, walk } from "./walk";

const DAY_S = 86_400;

/** Late uploads and edits of the last days are found by every sync; older ones by looking through a page of the past once a day. */
const OVERLAP_S = 7 * DAY_S;
const RESCAN_AFTER_S = 20 * 3_600;

/** Enough for a week of most people; where it is not, the walk goes on. */
const FIRST_PAGE = 50;

/** A transaction stores up to so many activities (the first fewer, to begin at once), or what came in so many ms. */
const [FIRST_AT_ONCE, MOST_AT_ONCE] = [200, 1_000];
const LONGEST_MS = 3_000;

/** Hints and failed activities that one sync looks at. */
const MOST_WAITING = 10_000;

/** The steps of a sync with Strava. @throws ProviderFailure */
export async function* stravaSteps(session: SyncSession): AsyncGenerator<Step, void> {
  const { scopes } = session.connection;
  if (!scopes.includes("activity:read") && !scopes.includes("activity:read_all")) throw scopeMissing();
  const sync = await StravaSync.begin(session);
  yield* sync.steps();
}

class StravaSync {
  private readonly gear: GearBook;
  private place: Place;
  private readonly hints: HintBook;

  private constructor(
    private readonly session: SyncSession,
    items: readonly SyncItem[],
    /** Where nothing of its API is stored, nothing can be missing. */
    private readonly known: "nothing" | "something" | "api",
    /** Activities that were given up: what is told of them after all is settled with it. */
    private readonly dead: ReadonlyMap<string, SyncItem>,
  ) {
    this.gear = new GearBook(session);
    this.place = placeSchema.parse(session.cursor);
    this.hints = new HintBook(session, items, this.place.hints);
  }

  static async begin(session: SyncSession): Promise<StravaSync> {
    const [items, dead, known] = await session.readAtOnce((tx) =>
      Promise.all([
        listWaitingItems(tx, "strava", ["hint", "activity"], MOST_WAITING),
        listDeadItems(tx, "strava"),
        knownOf(tx, "strava"),
      ]),
    );
    return new StravaSync(
      session,
      items,
      known,
      new Map(dead.flatMap((item) => (item.kind === "activity" ? [[item.itemId, item] as const] : []))),
    );
  }

  steps(): AsyncGenerator<Step, void> {
    return this.hints.watching(this.parts());
  }

  /** What comes last of each part settles, since the next part reads what it stored. */
  private async *parts(): AsyncGenerator<Step, void> {
    const { session, gear, hints } = this;
    if (hints.athlete) {
      await askWhetherConnected(session);
      yield this.settling([hints.athlete]);
    }
    this.place = { ...this.place, hints: hints.memory };
    const floor = this.place.newest === undefined ? null : this.place.newest - OVERLAP_S;
    if (session.full) yield* this.full();
    else yield* this.recent(hints.walks ? null : floor);
    if (hints.walks) yield this.settling(await hints.answeredByList());
    yield* singleSteps(session, this.cursor(), gear, await hints.toAsk(), (detail) => this.isKept(detail));
    const { memory, save } = hints.learn();
    this.place = { ...this.place, hints: memory };
    if (save) yield { cursor: this.cursor(), save };
    if (!hints.many) yield* hintedSteps(session, this.cursor(), gear, hints.told);
    yield* detailSteps(session, this.cursor(), gear);
    yield* this.refresh();
  }

  /** After a full sync the details of the newest activities are asked for again, over some syncs where there are many. */
  private async *refresh(): AsyncGenerator<Step, void> {
    const { refresh, ...place } = this.place;
    if (refresh === undefined) return;
    const done = yield* refreshSteps(this.session, this.cursor(), this.gear, new Date(refresh));
    if (!done) return;
    this.place = place;
    yield this.settling([]);
  }

  private settling(settled: readonly SyncItem[]): Step {
    const batch = { told: [], settled, gear: this.gear.take() };
    return { cursor: this.cursor(), save: (tx) => saveBatch(tx, this.session, batch) };
  }

  private cursor(): Cursor {
    return { ...this.place };
  }

  /** Everything, from the newest to the oldest. Goes on where one that was cut off had come to, and then looks at what is new since. */
  private async *full(): AsyncGenerator<Step, void> {
    const resumed = this.place.full;
    const pieces = this.pieces(resumed?.before ?? null, undefined);
    for (let ended = false, most = FIRST_AT_ONCE; !ended; most = Math.min(2 * most, MOST_AT_ONCE)) {
      const { batch, failure } = await this.collect(pieces, most);
      for (const piece of batch) {
        const newest = this.place.full?.newest ?? newestOf(piece, this.session) ?? 0;
        ended = piece.next === null;
        const { rescan, hints } = this.place;
        // Nothing has details yet where nothing of the API was here.
        const refresh = this.known === "api" ? this.session.startedAt.getTime() : undefined;
        this.place =
          piece.next === null ? { newest, rescan, refresh, hints } : { ...this.place, full: { before: piece.next, newest } };
      }
      // What came before a failure is kept.
      if (batch.length > 0) yield { ...(await this.stepOf(batch, this.known === "nothing")), settle: ended };
      if (failure) throw failure.reason;
    }
    if (resumed) yield* this.recent(resumed.newest - OVERLAP_S);
  }

  /** Some pieces at once: a transaction costs as much as a hundred activities. */
  private async collect(pieces: AsyncGenerator<Piece, void>, most: number) {
    const batch: Piece[] = [];
    const began = performance.now();
    try {
      for (let size = 0; size < most && performance.now() - began < LONGEST_MS; ) {
        const { value, done } = await pieces.next();
        if (done) break;
        await this.gear.learn(value.activities.map(({ gear_id }) => gear_id));
        batch.push(value);
        size += value.activities.length;
      }
      return { batch, failure: null };
    } catch (reason) {
      return { batch, failure: { reason } };
    }
  }

  /** What is new, back to `floor` (seconds since the epoch; null: everything). */
  private async *recent(floor: number | null): AsyncGenerator<Step, void> {
    let newest = this.place.newest;
    let pieces = 0;
    let batch: Piece[] = [];
    const list = this.pieces(null, floor === null ? undefined : FIRST_PAGE);
    for (;;) {
      let piece: Piece;
      try {
        const { value, done } = await list.next();
        if (done) return;
        piece = value;
      } catch (failure) {
        if (batch.length > 0) yield await this.stepOf(batch);
        throw failure;
      }
      newest = Math.max(newest ?? 0, newestOf(piece, this.session) ?? 0);
      pieces++;
      batch.push(piece);
      const ends = piece.next === null || (floor !== null && (piece.from ?? 0) < floor);
      // After a short page comes the empty one that says that this was all: they are stored together.
      if (!ends && batch.length === 1 && piece.ids.size < FIRST_PAGE) continue;
      // What is newest is known only when everything up to it is.
      if (ends) this.place = { ...this.place, newest };
      yield { ...(await this.stepOf(batch)), settle: ends };
      batch = [];
      if (!ends) continue;
      if (pieces === 1 && piece.next !== null) yield* this.rescan(piece.next);
      return;
    }
  }

  /** Looks through a page of the past once a day, so that silent edits, late uploads and deletions are found in the end. */
  private async *rescan(from: number): AsyncGenerator<Step, void> {
    const now = this.session.startedAt.getTime() / 1000;
    const { rescan } = this.place;
    if (rescan && now - rescan.at < RESCAN_AFTER_S) return;
    for await (const piece of this.pieces(rescan?.before ?? from, undefined)) {
      const isStill = piece.next !== null && piece.next === rescan?.before;
      this.place = { ...this.place, rescan: { before: isStill ? piece.from : piece.next, at: now } };
      yield { ...(await this.stepOf([piece])), settle: true };
      return;
    }
  }

  /** Pieces of the list, cut where the connection's policy wants nothing older. */
  private async *pieces(before: number | null, firstPage: number | undefined): AsyncGenerator<Piece, void> {
    const oldest = this.oldestKept();
    for await (const piece of walk(this.session, before, firstPage)) {
      const activities = piece.activities.filter((activity) => this.isKept(activity));
      const ends = oldest !== null && piece.from !== null && piece.from < oldest;
      yield { ...piece, activities, next: ends ? null : piece.next };
      if (ends) return;
    }
  }

  private oldestKept(): number | null {
    const { policy, policyDays } = this.session.connection;
    return policy === "keep_days" && policyDays !== null ? this.session.startedAt.getTime() / 1000 - policyDays * DAY_S : null;
  }

  private isKept(activity: Pick<Summary, "start_date">): boolean {
    const oldest = this.oldestKept();
    return oldest === null || startOf(activity) >= oldest;
  }

  private async stepOf(pieces: readonly Piece[], fresh = false): Promise<Step> {
    const { session, gear, hints } = this;
    const all = pieces.flatMap((piece) => piece.activities);
    const wrong = all.flatMap((activity) => unbelievable(activity) ?? []);
    const activities = wrong.length === 0 ? all : all.filter((activity) => whyUnbelievable(activity) === null);
    await gear.learn(activities.map(({ gear_id }) => gear_id));
    const told = activities.map((activity) => ({ id: activity.id, facts: storable(listedFacts(activity, gear)) }));
    const gone: string[] = [];
    if (this.known === "api") gone.push(...(await goneFrom(session, pieces)));
    hints.noteGone(gone);
    const settled: SyncItem[] = [];
    for (const { id } of activities) {
      const item = hints.take(id) ?? this.dead.get(id);
      if (item) settled.push(item);
    }
    const unread = pieces.flatMap((piece) => piece.unreadable).filter(({ id }) => !hints.waitsFor(id));
    const unreadable = wrong.length === 0 ? unread : [...unread, ...wrong];
    const batch = { told, unreadable, gone, settled, gear: gear.take(), fresh };
    return { cursor: this.cursor(), save: (tx) => saveBatch(tx, session, batch) };
  }
}
