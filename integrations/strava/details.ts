import { listUndetailed, markDetailed } from "@/db/api-sources";
import { failItem, listWaitingItems, postponeItems, type SyncItem } from "@/db/sync-items";
import { ProviderFailure } from "@/integrations/failures";
import type { Cursor, Step, SyncSession } from "@/integrations/provider";
import type { GearBook } from "./gear";
import { whyUnbelievable } from "./map";
import { saveBatch } from "./saving";
import type { Detail } from "./schema";
import { askActivity, toldOf, toldWithStreams } from "./single";
import { activityIdOf, sourceIdOf } from "./told-source";

/** So many activities get their details in one sync; then something newer may be waiting. */
const MOST_PER_SYNC = 50;

/** So many failures in a row are no fault of single activities any more. */
const MOST_IN_A_ROW = 3;

/**
 * Fetches laps, notes, calories and samples of activities that came from a list, the newest first, with what of the application's limits is left
 * for work that can wait. One that fails waits for another try; the others go on.
 */
export async function* detailSteps(session: SyncSession, cursor: Cursor, gear: GearBook): AsyncGenerator<Step, void> {
  const [again, undetailed] = await session.readAtOnce((tx) =>
    Promise.all([
      listWaitingItems(tx, "strava", ["details"], MOST_PER_SYNC),
      listUndetailed(tx, "strava", session.connection.externalId, MOST_PER_SYNC),
    ]),
  );
  const waiting = new Map<string, SyncItem | null>();
  for (const sourceId of undetailed) waiting.set(activityIdOf(sourceId) ?? "", null);
  for (const item of again) waiting.set(item.itemId, item);
  let failures = 0;
  for (const [id, item] of [...waiting].slice(0, MOST_PER_SYNC)) {
    try {
      yield await stepOf(session, cursor, gear, id, { item });
      failures = 0;
    } catch (error) {
      if (!(error instanceof ProviderFailure)) throw error;
      if (error.kind === "rate_limited") {
        const resumesAt = error.resumesAt ?? session.now();
        yield { cursor, save: async (tx) => postponeItems(tx, "strava", "details", resumesAt).then(() => ({})), settle: true };
        session.again(resumesAt);
        return;
      }
      if (error.kind !== "item" && error.kind !== "transient") throw error;
      failures++;
      if (failures >= MOST_IN_A_ROW && error.kind === "transient") throw error;
      const { message } = error;
      const save: Step["save"] = async (tx) => {
        await failItem(tx, { provider: "strava", kind: "details", itemId: id }, message);
        return {};
      };
      yield { cursor, save, background: true };
    }
  }
  if (waiting.size >= MOST_PER_SYNC) session.again(session.now());
}

/** Asks for one activity, with its samples unless those that are here stay, and stores what it says. @throws ProviderFailure */
export async function stepOf(
  session: SyncSession,
  cursor: Cursor,
  gear: GearBook,
  id: string,
  { item = null, withSamples = true }: { item?: SyncItem | null; withSamples?: boolean } = {},
): Promise<Step> {
  const settled = item ? [item] : [];
  const detail = await askActivity(session, id, { background: true });
  // What lasts no time any more stays as it was: the list tells why nothing new of it is taken.
  const read = withSamples ? (of: Detail) => toldWithStreams(session, of, gear) : (of: Detail) => toldOf(of, gear);
  const told = detail && !whyUnbelievable(detail) ? await read(detail) : null;
  const work = gear.take();
  const gone = detail ? [] : [sourceIdOf(id), `${sourceIdOf(id)}_api`];
  const save: Step["save"] = async (tx) => {
    const counts = await saveBatch(tx, session, { told: told ? [told] : [], gone, settled, gear: work });
    if (detail) await markDetailed(tx, [sourceIdOf(id)], session.now());
    // They were counted when the list brought them.
    return { deleted: counts.deleted };
  };
  return { cursor, save, background: true };
}
