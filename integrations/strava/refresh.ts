import { listDetailedBefore, listStaleDetails, markDetailed } from "@/db/api-sources";
import { ProviderFailure } from "@/integrations/failures";
import type { Cursor, Step, SyncSession } from "@/integrations/provider";
import { stepOf } from "./details";
import type { GearBook } from "./gear";
import { activityIdOf, sourceIdOf } from "./told-source";

/** Of so many of the newest activities the details are asked for again; more would use up the limits that everybody shares. */
const NEWEST = 200;

/** So many in one sync; then something newer may be waiting. */
const MOST_PER_SYNC = 50;

/**
 * Asks again for what lists are silent about, notes above all, of the newest activities whose details are from before `at` (a full sync
 * that was asked for): nothing tells of a description that was edited alone. Answers whether that is done. Samples stay as they are.
 */
export async function* refreshSteps(
  session: SyncSession,
  cursor: Cursor,
  gear: GearBook,
  at: Date,
): AsyncGenerator<Step, boolean> {
  const { externalId } = session.connection;
  const stale = await session.read((tx) =>
    listStaleDetails(tx, "strava", externalId, { at, newest: NEWEST, most: MOST_PER_SYNC }),
  );
  const whole = yield* askAgain(session, cursor, gear, stale);
  if (whole && stale.length < MOST_PER_SYNC) return true;
  if (whole) session.again(session.now());
  return false;
}

/** The same for activities at which Strava hinted and which the list has told of: what changed may be more than lists tell. */
export async function* hintedSteps(
  session: SyncSession,
  cursor: Cursor,
  gear: GearBook,
  ids: readonly string[],
): AsyncGenerator<Step, void> {
  if (ids.length === 0) return;
  const known = await session.read((tx) => listDetailedBefore(tx, ids.map(sourceIdOf), session.startedAt));
  yield* askAgain(session, cursor, gear, known);
}

/** Answers whether all were asked for before the limits ended it. */
async function* askAgain(
  session: SyncSession,
  cursor: Cursor,
  gear: GearBook,
  sourceIds: readonly string[],
): AsyncGenerator<Step, boolean> {
  for (const sourceId of sourceIds) {
    try {
      yield await stepOf(session, cursor, gear, activityIdOf(sourceId) ?? "", { withSamples: false });
    } catch (error) {
      if (!(error instanceof ProviderFailure)) throw error;
      if (error.kind === "rate_limited") {
        session.again(error.resumesAt ?? session.now());
        return false;
      }
      if (error.kind !== "item" && error.kind !== "transient") throw error;
      // What is known of it stays; the next full sync asks again.
      const known = sourceIdOf(activityIdOf(sourceId) ?? "");
      yield { cursor, save: async (tx) => markDetailed(tx, [known], session.now()).then(() => ({})), background: true };
    }
  }
  return true;
}
