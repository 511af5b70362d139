import { asSystem, asUser, jobActor } from "@/db/client";
import { listTicked, tickHabits } from "@/db/habit-ticks";
import { listMovers, recountTaskDays } from "@/db/task-days";
import { addDays, localDate } from "@/domain/time-zones";
import { parseUserId } from "@/domain/users";
import { newId } from "@/lib/crypto";
import { log } from "@/lib/log";

/** Days that a short look goes back: what was run or coded lately arrives lately. */
const SHORT_DAYS = 40;

/** Whoever changed their zone so lately is looked at again: the short look comes every minute, the long one may come once a day. */
const MOVED_MINUTES = { short: 15, long: 25 * 60 };

/**
 * Counts tasks on the right days that were written down while their person moved to another zone: those had begun before the move and
 * ended after it.
 */
async function settleMovers(whole: boolean): Promise<void> {
  for (const { userId, timeZone } of await asSystem(newId(), (tx) =>
    listMovers(tx, whole ? MOVED_MINUTES.long : MOVED_MINUTES.short),
  )) {
    const requestId = newId();
    try {
      await asUser(jobActor(parseUserId(userId), requestId, "job"), (tx) => recountTaskDays(tx, timeZone));
    } catch (error) {
      log().error({ requestId, error: String(error) }, "days of tasks could not be settled");
    }
  }
}

/**
 * Lets facts tick everybody's habits: of the last weeks, or of all days where `whole` is asked for (an import may bring runs of long ago).
 * Answers how many days of habits changed. Safe to run anywhere at once; somebody whose turn fails has another soon.
 */
export async function tickEverybody(now: Date, whole: boolean): Promise<{ ticked: number }> {
  await settleMovers(whole);
  let ticked = 0;
  for (const { userId, timeZone, since } of await asSystem(newId(), listTicked)) {
    const requestId = newId();
    const today = localDate(now, timeZone);
    const recent = addDays(today, -SHORT_DAYS);
    const from = whole || since > recent ? since : recent;
    try {
      ticked += await asUser(jobActor(parseUserId(userId), requestId, "job"), (tx) => tickHabits(tx, from, addDays(today, 1)));
    } catch (error) {
      log().error({ requestId, error: String(error) }, "habits could not be ticked");
    }
  }
  return { ticked };
}
