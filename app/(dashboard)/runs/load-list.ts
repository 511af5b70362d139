import { type Actor, readAtOnce } from "@/db/client";
import { listRunDays, sumRunsBy } from "@/db/run-charts";
import { listRuns } from "@/db/run-list";
import { listShoeNames } from "@/db/shoes";
import { chartWindow } from "../_view/trend";
import type { RunsState } from "./list-state";

/** Everything the Runs page shows, in one transaction of three statements (four with the calendar) and one trip. */
export function loadRuns(actor: Actor, state: RunsState, today: string) {
  const { filter, view } = state;
  const window = chartWindow(filter, view === "calendar" ? "year" : state.by, today);
  const year = state.year ?? (filter.to ?? today).slice(0, 4);
  const wholeYear = { from: `${year}-01-01`, to: `${year}-12-31`, shoe: filter.shoe, type: filter.type };
  return readAtOnce(actor, async (tx) => {
    const [{ rows }, { totals, buckets }, shoes, days] = await Promise.all([
      listRuns(tx, filter),
      sumRunsBy(tx, filter, window.by, { since: window.since }),
      listShoeNames(tx),
      view === "calendar" ? listRunDays(tx, wholeYear) : null,
    ]);
    return { rows, totals, buckets, shoes, window, calendar: days ? { year, days } : null };
  });
}

export type LoadedRuns = Awaited<ReturnType<typeof loadRuns>>;
