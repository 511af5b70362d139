import type { Visitor } from "@/db/accounts";
import type { Tx } from "@/db/client";
import { getHabit, hasHabit } from "@/db/habits";
import { habitResource } from "@/domain/habits";
import { momentIn } from "@/domain/moments";

/** The moment it is for the person who asks, and how their weeks begin. */
export function dayOf({ timeZone, firstWeekday }: Visitor) {
  return { ...momentIn(new Date(), timeZone), firstWeekday };
}

/** The habit with how it stands, as the API shows it. */
export async function habitNow(tx: Tx, visitor: Visitor, id: string) {
  const { habit, state } = await getHabit(tx, id, dayOf(visitor));
  return habitResource(habit, state);
}

/** Options of the routes of one habit. */
export const there = { find: (tx: Tx, { id = "" }: Record<string, string>) => hasHabit(tx, id), what: "habit" };

/** The same where a deleted one is meant as well. */
export const thereEvenDeleted = {
  find: (tx: Tx, { id = "" }: Record<string, string>) => hasHabit(tx, id, true),
  what: "habit",
};
