import { asSystem, asUser, jobActor } from "@/db/client";
import { listNightOwners, takeNightly } from "@/db/snapshots";
import { momentIn } from "@/domain/moments";
import { parseUserId } from "@/domain/users";
import { newId } from "@/lib/crypto";
import { log } from "@/lib/log";

/**
 * Takes the night's snapshot for everybody who has none of their day yet: one a day, at the first call after midnight where they live.
 * Any number of calls at once make one each. Stops after `mostMs`; the rest comes with the next call.
 */
export async function takeSnapshots(now: Date, mostMs: number): Promise<{ taken: number; failed: number }> {
  const end = Date.now() + mostMs;
  let [taken, failed] = [0, 0];
  for (const { userId, timeZone, firstWeekday, last } of await asSystem(newId(), listNightOwners)) {
    const at = momentIn(now, timeZone);
    if (last !== null && last >= at.today) continue;
    if (Date.now() > end) break;
    const requestId = newId();
    try {
      if (await asUser(jobActor(parseUserId(userId), requestId, "job"), (tx) => takeNightly(tx, at, firstWeekday))) taken += 1;
    } catch (error) {
      failed += 1;
      log().error({ requestId, error: String(error) }, "a night's snapshot could not be taken");
    }
  }
  return { taken, failed };
}
