import { asSystem, asUser, jobActor } from "@/db/client";
import { countWeek, listWithoutDigest, putDigest } from "@/db/digests";
import { isoWeekOf } from "@/domain/iso-weeks";
import { addDays } from "@/domain/time-zones";
import { parseUserId } from "@/domain/users";
import { newId } from "@/lib/crypto";
import { log } from "@/lib/log";
import { sendDigests } from "./digest-mail";

/** So many people's digests are made at once: while the database counts for one, the sums of another are put together. */
const LANES = 3;

/**
 * Makes the digest of the week that ended last for everybody who has none yet and whose Sunday is over where they live. Any number of
 * calls at once make one digest each: the row's key decides. Stops after `mostMs`; the rest comes with the next call.
 */
export async function makeDigests(now: Date, mostMs: number): Promise<{ made: number; failed: number }> {
  const end = Date.now() + mostMs;
  let [made, failed] = [0, 0];
  // On the first hours of a Monday in the Pacific last week is over, while in Pago Pago it is still going on: both are asked for.
  const today = now.toISOString().slice(0, 10);
  const weeks = new Set([isoWeekOf(addDays(today, -6)), isoWeekOf(addDays(today, -8))]);
  for (const isoWeek of weeks) {
    const people = (await asSystem(newId(), (tx) => listWithoutDigest(tx, isoWeek, now))).values();
    const lane = async () => {
      for (const { userId } of people) {
        if (Date.now() > end) return;
        try {
          const actor = jobActor(parseUserId(userId), newId(), "job");
          if (await asUser(actor, async (tx) => putDigest(tx, isoWeek, await countWeek(tx, isoWeek), true))) made += 1;
        } catch (error) {
          failed += 1;
          log().error({ isoWeek, error: String(error) }, "a digest could not be made");
        }
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  }
  return { made, failed };
}

/** What the schedule and the cron route do: makes the weeks that ended, and sends those that people want by e-mail. */
export async function makeAndSendDigests(now: Date, mostMs: number): Promise<Record<string, number>> {
  const { made, failed } = await makeDigests(now, mostMs);
  const mail = await sendDigests(now);
  return { made, failed, sent: mail.sent, unsent: mail.failed };
}
