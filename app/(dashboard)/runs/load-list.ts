import { type Actor, asUser } from "@/db/client";
import { listRunDays, sumRunsBy } from "@/db/run-charts";
import { listRuns } from "@/db/run-list";
import { listShoeNames } from "@/db/shoes";
import { chartWindow } from "../_view/trend";
import type { RunsState } from "./list-state";

/** Everything the Runs page shows, in one transaction of three statements (four with the calendar). */
export function loadRuns(actor: Actor, state: RunsState, today: string) {
  const { filter, view } = state;
  const window = chartWindow(filter, view === "calendar" ? "year" : state.by, today);
  const year = state.year ?? (filter.to ?? today).slice(0, 4);
  return asUser(actor, async (tx) => {
    const { rows } = await listRuns(tx, filter);
    const { totals, buckets } = await sumRunsBy(tx, filter, window.by, { since: window.since });
    const shoes = await listShoeNames(tx);
    const calendar =
      view === "calendar"
        ? {
            year,
            days: await listRunDays(tx, { from: `${year}-01-01`, to: `${year}-12-31`, shoe: filter.shoe, type: filter.type }),
          }
        : null;
    return { rows, totals, buckets, shoes, window, calendar };
  });
}

export type LoadedRuns = Awaited<ReturnType<typeof loadRuns>>;
