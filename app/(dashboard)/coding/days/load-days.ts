import { type Actor, readAtOnce } from "@/db/client";
import { codingByDay, codingTotals, listCodingDays } from "@/db/coding-reads";
import type { CodingState } from "../coding-state";
import type { DayTime } from "../coding-sums";
import { LISTED } from "../dimension-words";

/** The days of a range that a filter finds time in, and the names to filter by. */
export function loadDays(actor: Actor, { from, to, filter }: CodingState) {
  return readAtOnce(actor, async (tx) => {
    const [days, { items }] = await Promise.all([
      codingByDay(tx, { from, to, filter, dimensions: [] }),
      codingTotals(tx, { from, to, filter, dimensions: LISTED }),
    ]);
    return { days, names: items };
  });
}

/** What the days of one page were about, and which sources tell of them. */
export async function loadPage(actor: Actor, { filter }: CodingState, days: readonly DayTime[]) {
  const dates = days.map(({ date }) => date).sort();
  const [from, to] = [dates[0], dates.at(-1)];
  if (!from || !to) return { names: [], sources: [] };
  return readAtOnce(actor, async (tx) => {
    const [names, sources] = await Promise.all([
      codingByDay(tx, { from, to, filter, dimensions: ["project", "language", "agent", "category"] }),
      listCodingDays(tx, { from, to }),
    ]);
    return { names, sources };
  });
}

export type LoadedPage = Awaited<ReturnType<typeof loadPage>>;
