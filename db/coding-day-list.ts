import { dayField } from "@/domain/fields";
import type { Tx } from "./client";
import type { Dimension } from "./coding-combos";
import { type CodingDayItem, codingByDay } from "./coding-reads";
import { readCursor, writeCursor } from "./cursor";

/** A day with its time in microseconds, in all and by name. */
export type CodingDayTimes = { date: string; us: number; items: CodingDayItem[] };

type Wanted = { from?: string; to?: string; limit: number; page?: number; next?: string; dimensions: readonly Dimension[] };

const LAST_DAY = "9999-12-31";
const SORT = "date";

/**
 * One page of the days with any time, earliest first, with their names; `total` is how many days there are on all pages. @throws
 * Failure "invalid" for a cursor of another list
 */
export async function listCodingDayTimes(
  tx: Tx,
  { from, to = LAST_DAY, limit, page = 1, next, dimensions }: Wanted,
): Promise<{ days: CodingDayTimes[]; next: string | null; total: number }> {
  const all = await codingByDay(tx, { from: from ?? null, to, dimensions: [] });
  const after = next === undefined ? null : readCursor(next, SORT, "asc", dayField).value;
  const rest = after === null ? all.slice((page - 1) * limit) : all.filter(({ date }) => date > after);
  const shown = rest.slice(0, limit);
  const [first, last] = [shown[0], shown.at(-1)];
  if (!first || !last) return { days: [], next: null, total: all.length };
  const times = new Map(shown.map(({ date, us }): [string, CodingDayTimes] => [date, { date, us, items: [] }]));
  for (const item of await codingByDay(tx, { from: first.date, to: last.date, dimensions })) {
    if (item.dimension !== null) times.get(item.date)?.items.push(item);
  }
  const cursor = rest.length > limit ? writeCursor({ sort: SORT, order: "asc", value: last.date, id: last.date }) : null;
  return { days: [...times.values()], next: cursor, total: all.length };
}
