import { type Actor, readAtOnce, type Tx } from "@/db/client";
import { codingNames } from "@/db/coding-names";
import { codingTotals } from "@/db/coding-reads";
import type { CodingState } from "./coding-state";
import { LISTED, type LISTS } from "./dimension-words";

type Wanted = { state: Pick<CodingState, "from" | "to" | "filter">; told: (typeof LISTS)[keyof typeof LISTS]; q: string };

/** The names with any time, as the lists of the overview have them. */
export async function namesOf(tx: Tx, { state: { from, to, filter }, told, q }: Wanted) {
  const found = await codingNames(tx, { from, to, filter, dimension: told, q: q || undefined });
  return found.filter(({ us }) => us > 0);
}

/** All that a list of names shows, in one trip: the names, what can be filtered by, and the time that shares are of. */
export function loadNames(actor: Actor, wanted: Wanted) {
  const { from, to, filter } = wanted.state;
  return readAtOnce(actor, async (tx) => {
    const [found, { items }] = await Promise.all([
      namesOf(tx, wanted),
      codingTotals(tx, { from, to, filter, dimensions: [...LISTED, "branch"] }),
    ]);
    const wholeUs = items.reduce((sum, { dimension, us }) => sum + (dimension === wanted.told ? us : 0), 0);
    return { found, names: items, wholeUs };
  });
}
