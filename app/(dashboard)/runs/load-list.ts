import { type Actor, readAtOnce } from "@/db/client";
import { listRunDays, sumRunsBy } from "@/db/run-charts";
import { listRuns } from "@/db/run-list";
import { listShoeNames } from "@/db/shoes";
import type { RunFilter } from "@/domain/run-filter";
import { readWindow } from "../_view/chart-window";
import type { RunsState } from "./list-state";

/** Everything the Runs page shows, in one transaction of three statements (four with the calendar) and one trip. */
export async function loadRuns(actor: Actor, state: RunsState, today: string) {
  const { filter, view } = state;
  const by = view === "calendar" ? "year" : state.by;
  const thisYear = (filter.to ?? today).slice(0, 4);
  const year = state.year ?? thisYear;
  const read = (since: string | undefined) =>
    readAtOnce(actor, async (tx) => {
      const [{ rows }, { totals, buckets }, shoes, days] = await Promise.all([
        listRuns(tx, filter),
        sumRunsBy(tx, filter, by, { since }),
        listShoeNames(tx),
        view === "calendar" ? listRunDays(tx, daysOf(year, filter)) : null,
      ]);
      return { rows, totals, buckets, shoes, calendar: days ? { year, days } : null };
    });
  const loaded = await readWindow(filter, by, today, read, () => newestDay(actor, filter));
  const lastYear = loaded.buckets.at(-1)?.start.slice(0, 4);
  if (!loaded.calendar || state.year || loaded.calendar.days.length > 0 || !lastYear) return loaded;
  return {
    ...loaded,
    calendar: { year: lastYear, days: await readAtOnce(actor, (tx) => listRunDays(tx, daysOf(lastYear, filter))) },
  };
}

function daysOf(year: string, { shoe, type }: RunFilter) {
  return { from: `${year}-01-01`, to: `${year}-12-31`, shoe, type };
}

/** The local date of the last run that a filter means. */
async function newestDay(actor: Actor, filter: RunFilter): Promise<string | undefined> {
  const last = { ...filter, sort: "startAt", order: "desc", limit: 1, page: undefined, next: undefined } as const;
  return (await readAtOnce(actor, (tx) => listRuns(tx, last))).rows[0]?.localDate;
}

export type LoadedRuns = Awaited<ReturnType<typeof loadRuns>>;
