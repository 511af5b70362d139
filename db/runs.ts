import { notFound } from "@/lib/errors";
import type { Tx } from "./client";
import { RUN_COLUMNS, type RunRow } from "./run-rows";

/** A run with its shoe's name; a deleted shoe is still named. */
export type RunDetail = RunRow & { shoeName: string | null; shoeDeleted: boolean };

/** A run of the user's. @throws Failure "not_found", also for a deleted one */
export async function getRun(tx: Tx, id: string): Promise<RunDetail> {
  const run = await getRunEvenDeleted(tx, id);
  if (run.deletedAt !== null) throw notFound("run");
  return run;
}

/** A run of the user's, deleted or not: for its history and for bringing it back. @throws Failure "not_found" */
export async function getRunEvenDeleted(tx: Tx, id: string): Promise<RunDetail> {
  const [row] = await tx.query<RunDetail>(
    `select ${RUN_COLUMNS}, s.name as "shoeName", s.deleted_at is not null as "shoeDeleted"
      from app.runs r left join app.shoes s on s.user_id = r.user_id and s.id = r.shoe_id
      where r.user_id = $1 and r.id = $2`,
    [tx.userId, id],
  );
  if (!row) throw notFound("run");
  return row;
}

/** Whether the user has the run; deleted ones count only when asked for. */
export async function hasRun(tx: Tx, id: string, evenDeleted = false): Promise<boolean> {
  const rows = await tx.query<{ gone: boolean }>(
    "select deleted_at is not null as gone from app.runs where user_id = $1 and id = $2",
    [tx.userId, id],
  );
  return rows.some(({ gone }) => evenDeleted || !gone);
}

/** The runs just before and after a run, by start; null at the ends. */
export async function neighbours(
  tx: Tx,
  run: { startAt: Date; id: string },
): Promise<{ earlier: string | null; later: string | null }> {
  const [row] = await tx.query<{ earlier: string | null; later: string | null }>(
    `select (select id from app.runs where user_id = $1 and deleted_at is null and (start_at, id) < ($2, $3)
        order by start_at desc, id desc limit 1) as earlier,
      (select id from app.runs where user_id = $1 and deleted_at is null and (start_at, id) > ($2, $3)
        order by start_at, id limit 1) as later`,
    [tx.userId, run.startAt, run.id],
  );
  return row ?? { earlier: null, later: null };
}
