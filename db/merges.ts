import type { ActivityNoun } from "./activity-rows";
import { homeOf } from "./activity-sources";
import type { Tx } from "./client";
import { RUN_LIST_COLUMNS, type RunListRow } from "./run-rows";

/** A run that another one may be the same as: how long it lasted from start to end, and how much of that the two share. Seconds. */
export type MergeCandidate = RunListRow & { elapsedS: number; overlapS: number };

const MOST_CANDIDATES = 50;

/** Runs of the day of a run and of the days around it: those that overlap with it first, then the nearest in time. */
export function listMergeCandidates(
  tx: Tx,
  run: { id: string; localDate: string; startAt: Date; elapsedS: number },
): Promise<MergeCandidate[]> {
  return tx.query<MergeCandidate>(
    `select ${RUN_LIST_COLUMNS}, r.elapsed_s as "elapsedS",
        greatest(0, extract(epoch from least(r.start_at + make_interval(secs => r.elapsed_s), $4::timestamptz + make_interval(secs => $5))
          - greatest(r.start_at, $4::timestamptz)))::float8 as "overlapS"
      from app.runs r
      where r.user_id = $1 and r.id <> $2 and r.deleted_at is null and r.local_date between $3::date - 1 and $3::date + 1
      order by "overlapS" desc, r.local_date <> $3::date, abs(extract(epoch from r.start_at - $4::timestamptz)), r.id
      limit ${MOST_CANDIDATES}`,
    [tx.userId, run.id, run.localDate, run.startAt, run.elapsedS],
  );
}

/** What a run or workout was merged into by hand, with its name; null when it was not. */
export async function mergedInto(tx: Tx, id: string): Promise<{ noun: ActivityNoun; id: string; name: string } | null> {
  const home = await homeOf(tx, id);
  if (!home) return null;
  const [table, name] = home.noun === "run" ? ["runs", "name"] : ["workouts", "title"];
  const [row] = await tx.query<{ name: string }>(`select ${name} as name from app.${table} where user_id = $1 and id = $2`, [
    tx.userId,
    home.id,
  ]);
  return row ? { ...home, name: row.name } : null;
}
