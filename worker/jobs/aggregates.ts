import { setTimeout as wait } from "node:timers/promises";
import { listDrift, listPeople, recountPerson } from "@/db/aggregates";
import { getCdcStatus, markRebuild, noteDrift, whileNotFollowed } from "@/db/cdc-state";
import { asSystem } from "@/db/client";
import { onlyOnce } from "@/db/housekeeping";
import { newId } from "@/lib/crypto";
import { log } from "@/lib/log";

/** Looks at what differs, and the time between two of them: a change on its way does not stay on its way. */
const LOOKS = 12;
const BETWEEN_MS = 400;

/**
 * Brings the aggregates up to date where no consumer follows changes; null while another process does. `followed` where a consumer
 * does the work and there is nothing to do. Stops after `mostMs`; the rest comes with the next call.
 */
export function recountAggregates(mostMs: number): Promise<{ followed: true } | { people: number; days: number } | null> {
  return onlyOnce(newId(), "aggregates", async (tx) => {
    const end = Date.now() + mostMs;
    let [people, days] = [0, 0];
    for (const userId of await listPeople(tx)) {
      if (Date.now() > end) break;
      const written = await whileNotFollowed(newId(), (own) => recountPerson(own, userId));
      if (written === null) return { followed: true };
      people += 1;
      days += written;
    }
    return { people, days };
  });
}

/**
 * Compares the aggregates with a recount, again and again: what differs every time has drifted, and all is made anew. Answers how many
 * days had; null where nothing follows changes.
 */
export async function checkDrift(now: Date): Promise<number | null> {
  if (!(await asSystem(newId(), getCdcStatus)).active) return null;
  let suspects = await differing();
  for (let look = 1; look < LOOKS && suspects.size > 0; look += 1) {
    await wait(BETWEEN_MS);
    const still = await differing();
    suspects = new Set([...suspects].filter((day) => still.has(day)));
  }
  await asSystem(newId(), async (tx) => {
    await noteDrift(tx, suspects.size, now);
    if (suspects.size > 0) await markRebuild(tx);
  });
  if (suspects.size > 0) log().error({ days: suspects.size }, "the aggregates had drifted from a recount and are made anew");
  return suspects.size;
}

async function differing(): Promise<Set<string>> {
  const days = await asSystem(newId(), listDrift);
  return new Set(days.map(({ userId, date }) => `${userId} ${date}`));
}
