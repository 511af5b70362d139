import type { Visitor } from "@/db/accounts";
import type { Tx } from "@/db/client";
import { getShoeEvenDeleted, hasShoe } from "@/db/shoes";
import { shoeResource } from "@/domain/shoes";
import { localDate } from "@/domain/time-zones";
import { Failure } from "@/lib/errors";

/** The day it is for the person who asks; forecasts begin on it. */
export function todayOf(visitor: Visitor): string {
  return localDate(new Date(), visitor.timeZone);
}

/** The shoe with its mileage as the API shows it. */
export async function shoeNow(tx: Tx, visitor: Visitor, id: string) {
  return shoeResource(await getShoeEvenDeleted(tx, id, todayOf(visitor)));
}

/** Makes a change and answers the shoe as it became; a stale version is refused with the shoe as the API shows it. */
export async function changed(tx: Tx, visitor: Visitor, id: string, change: () => Promise<unknown>) {
  try {
    await change();
  } catch (error) {
    if (!(error instanceof Failure) || error.extra.current === undefined) throw error;
    throw new Failure(error.kind, error.message, { ...error.extra, current: await shoeNow(tx, visitor, id) });
  }
  return { body: await shoeNow(tx, visitor, id) };
}

/** Options of the routes of one shoe. */
export const there = { find: (tx: Tx, { id = "" }: Record<string, string>) => hasShoe(tx, id), what: "shoe" };
