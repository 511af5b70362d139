import type { RunFilter } from "@/domain/run-filter";
import type { Tx } from "./client";
import { paged, pageOf } from "./ordering";
import { isNarrowed, runConditions, runOrder } from "./run-filter";
import { RUN_COLUMNS, RUN_LIST_COLUMNS, type RunListRow, type RunRow } from "./run-rows";

/** A page of a list and the cursor of the one after it; null on the last. */
export type Page<Row> = { rows: Row[]; next: string | null };

/** One page of the runs a filter means, as lines of a table. @throws Failure "invalid" for a cursor of another list */
export function listRuns(tx: Tx, filter: RunFilter): Promise<Page<RunListRow>> {
  return list<RunListRow>(tx, filter, RUN_LIST_COLUMNS, "runs_list");
}

/** One page of the runs a filter means, whole. @throws Failure "invalid" for a cursor of another list */
export function listRunRows(tx: Tx, filter: RunFilter): Promise<Page<RunRow>> {
  return list<RunRow>(tx, filter, RUN_COLUMNS, "runs_list_whole");
}

async function list<Row extends { id: string }>(tx: Tx, filter: RunFilter, columns: string, name: string): Promise<Page<Row>> {
  const order = runOrder(filter.sort, filter.order);
  const conditions = runConditions(tx.userId, filter);
  // A run's day is at most a day away from its instant: with this the days cut a piece out of the list's own index.
  if (filter.sort === "startAt") {
    conditions
      .with(filter.from, (day) => `r.start_at >= (${day}::date - 2)::timestamp at time zone 'UTC'`)
      .with(filter.to, (day) => `r.start_at < (${day}::date + 3)::timestamp at time zone 'UTC'`);
  }
  const rest = paged(conditions, order, filter, "r.id");
  const text = `select ${columns}, ${order.kept} as "cursorValue" from app.runs r ${rest}`;
  type Kept = Row & { cursorValue?: string | number };
  if (filter.sort !== "startAt" || filter.order !== "desc" || filter.next !== undefined || isNarrowed(filter)) {
    return pageOf<Row>(await tx.query<Kept>(text, conditions.values), filter);
  }
  if ((filter.page ?? 1) === 1) return pageOf<Row>(await tx.named<Kept>({ name, text }, conditions.values), filter);
  // A later page is found in the index; only its own rows are fetched, not all the rows before it.
  const far = `select ${columns}, ${order.kept} as "cursorValue" from (select r.id as key from app.runs r ${rest}) k
    join app.runs r on r.user_id = $1 and r.id = k.key order by r.start_at desc, r.id desc`;
  return pageOf<Row>(await tx.named<Kept>({ name: `${name}_far`, text: far }, conditions.values), filter);
}
