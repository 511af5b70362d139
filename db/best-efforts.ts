import type { Tx } from "./client";

/** A best effort of a run; `rank` 1 is the fastest ever over this distance, of `of` runs that have one. */
export type RankedEffort = { distanceM: number; durationS: number; startOffsetS: number; rank: number; of: number };

/**
 * Both questions are put so that the plan does not depend on statistics, which know nothing of somebody who has just come: without them
 * PostgreSQL took each effort through all runs. What is "not in" a short list is hashed, and a full join can only be hashed or merged.
 */

/** The best efforts of a run with their places among all runs that are not deleted, shortest distance first. */
export function listBestEfforts(tx: Tx, runId: string): Promise<RankedEffort[]> {
  return tx.query<RankedEffort>(
    `select e.distance_m as "distanceM", e.duration_s as "durationS", e.start_offset_s as "startOffsetS", a.faster + 1 as rank, a.of
      from app.best_efforts e cross join lateral (
        select count(*) filter (where o.duration_s < e.duration_s) as faster, count(*) as of
        from app.best_efforts o
        where o.user_id = $1 and o.distance_m = e.distance_m
          and o.run_id not in (select d.id from app.runs d where d.user_id = $1 and d.deleted_at is not null)) a
      where e.user_id = $1 and e.run_id = $2 order by e.distance_m`,
    [tx.userId, runId],
  );
}

/** An effort that was a record when it was run; `improvementS` is what it took off the one before, null for the first. */
export type PersonalBestRow = {
  distanceM: number;
  durationS: number;
  startOffsetS: number;
  runId: string;
  runName: string;
  localDate: string;
  improvementS: number | null;
};

/**
 * How personal bests came about: for each distance the efforts that beat all before them, oldest first; the last is the best of
 * today. Of two on one day the faster counts; a tie goes to the earlier one and is no improvement.
 */
export function listPersonalBests(tx: Tx): Promise<PersonalBestRow[]> {
  return tx.query<PersonalBestRow>(
    `select x.distance_m as "distanceM", x.duration_s as "durationS", x.start_offset_s as "startOffsetS", x.run_id as "runId",
        x.name as "runName", x.local_date as "localDate", x.before - x.duration_s as "improvementS"
      from (select e.distance_m, e.duration_s, e.start_offset_s, r.id as run_id, r.name, r.local_date,
          min(e.duration_s) over (partition by e.distance_m order by r.local_date, e.duration_s
            rows between unbounded preceding and 1 preceding) as before
        from (select id, name, local_date from app.runs where user_id = $1 and deleted_at is null) r
          full join (select run_id, distance_m, duration_s, start_offset_s from app.best_efforts where user_id = $1) e
            on e.run_id = r.id
        where num_nonnulls(r.id, e.run_id) = 2) x
      where x.before is null or x.duration_s < x.before
      order by x.distance_m, x.local_date, x.duration_s desc`,
    [tx.userId],
  );
}
