import { listStored } from "@/db/api-sources";
import { failItem, type SyncItem } from "@/db/sync-items";
import { ProviderFailure } from "@/integrations/failures";
import type { Cursor, Step, SyncSession } from "@/integrations/provider";
import { env } from "@/lib/env";
import type { GearBook } from "./gear";
import { whyUnbelievable } from "./map";
import { saveBatch } from "./saving";
import type { Detail } from "./schema";
import { askActivity, toldOf } from "./single";
import { sourceIdOf } from "./told-source";

/** What a webhook calls the athlete's own events. */
export const ATHLETE_HINT = "athlete";

/** Stands for all that was hinted at beyond what is kept one by one; `door.receive_hint` names it. */
export const EVERYTHING_HINT = "everything";

/** Asks whether access is still there, as a webhook said that it is not. @throws ProviderFailure "needs_reconnect" when it is not */
export async function askWhetherConnected(session: SyncSession): Promise<void> {
  try {
    await session.ask({ url: `${env().STRAVA_API_URL}/athlete` });
  } catch (error) {
    if (!(error instanceof ProviderFailure) || error.kind !== "needs_reconnect") throw error;
    throw new ProviderFailure("needs_reconnect", "Access was withdrawn at Strava. Connect Strava again if you want it to go on.");
  }
}

/**
 * Hints at things that the whole list does not name and that are not here. Anybody can send such hints; asking for each would use up
 * everybody's limits.
 */
export async function strangersAmong(session: SyncSession, items: readonly SyncItem[]): Promise<SyncItem[]> {
  const hints = items.filter(({ kind }) => kind === "hint");
  const here = new Set(
    await session.read((tx) =>
      listStored(
        tx,
        hints.map(({ itemId }) => sourceIdOf(itemId)),
      ),
    ),
  );
  return hints.filter(({ itemId }) => !here.has(sourceIdOf(itemId)));
}

/** Looks at things one by one: webhooks only hint, so what they tell of is asked for, and what failed before is tried again. */
export async function* singleSteps(
  session: SyncSession,
  cursor: Cursor,
  gear: GearBook,
  items: readonly SyncItem[],
  isWanted: (detail: Detail) => boolean,
): AsyncGenerator<Step, void> {
  for (const item of items) {
    try {
      const detail = await askActivity(session, item.itemId);
      const wrong = detail && whyUnbelievable(detail);
      const told = detail && !wrong && isWanted(detail) ? [await toldOf(detail, gear)] : [];
      const unreadable = wrong ? [{ id: item.itemId, reason: wrong, final: true }] : [];
      const gone = detail ? [] : [sourceIdOf(item.itemId), `${sourceIdOf(item.itemId)}_api`];
      // What fails for good is noted as the activity that it is; only a hint is done with then.
      const settled = wrong && item.kind === "activity" ? [] : [item];
      const batch = { told, unreadable, gone, settled, gear: gear.take() };
      yield { cursor, save: (tx) => saveBatch(tx, session, batch), settle: true };
    } catch (error) {
      if (!(error instanceof ProviderFailure) || error.kind !== "item") throw error;
      const { message } = error;
      const save: Step["save"] = async (tx) => {
        await failItem(tx, item, message);
        return {};
      };
      yield { cursor, save };
    }
  }
}
