import { type Eddington, eddingtonOfCounts, STREAK_DAY_M, type Streak } from "@/domain/streaks";
import { addDays } from "@/domain/time-zones";
import type { Named, Tx } from "./client";

/** What was run on a local date: metres, seconds. */
export type RunDay = { date: string; runs: number; distanceM: number; durationS: number };

/** Days from $2 on, and the $3 days before the last one with a run: lists as the texts of array literals, all in one row. */
const RECENT: Named = {
  name: "run_days_recent",
  text: `select array_agg(d.date)::text as dates, array_agg(d.runs)::text as runs, array_agg(d.metres)::text as metres, array_agg(d.seconds)::text as seconds
    from (select r.local_date as date, count(*) as runs, sum(r.distance_m) as metres, sum(r.duration_s) as seconds from app.runs r
      where r.user_id = $1 and r.deleted_at is null and r.local_date >= least($2::date,
        (select max(x.local_date) from app.runs x where x.user_id = $1 and x.deleted_at is null) - $3::integer)
      group by r.local_date order by r.local_date) d`,
};

/**
 * What was run on each local date since `since`, oldest first; of somebody who has not run for long, the last `atLeast` days before the
 * last run as well.
 */
export async function listRecentRunDays(tx: Tx, since: string, atLeast: number): Promise<RunDay[]> {
  type Lists = { dates: string | null; runs: string; metres: string; seconds: string };
  const [row] = await tx.named<Lists>(RECENT, [tx.userId, since, atLeast]);
  if (!row?.dates) return [];
  const [runs, metres, seconds] = [partsOf(row.runs), partsOf(row.metres), partsOf(row.seconds)];
  return partsOf(row.dates).map((date, i) => ({
    date,
    runs: Number(runs[i]),
    distanceM: Number(metres[i]),
    durationS: Number(seconds[i]),
  }));
}

const partsOf = (literal: string) => literal.slice(1, -1).split(",");

/**
 * All days at one look: on how many so many whole units ($2 metres) were run, and the last streak of days of at least $3 metres. Dates
 * less their places in the row are the same for days that follow each other, and largest for the last that do.
 */
const ALL_DAYS: Named = {
  name: "run_days_told",
  text: `with days as materialized (
      select r.local_date as date, sum(r.distance_m) as metres from app.runs r where r.user_id = $1 and r.deleted_at is null group by r.local_date
    ), streaks as (
      select date, date - (row_number() over (order by date))::integer as streak from days where metres >= $3::float8
    ), last as (select count(*)::integer as days, max(date) as date from streaks group by streak order by streak desc limit 1)
    select (select json_agg(json_build_array(u.units, u.days)) from (select floor(metres / $2::float8) as units, count(*) as days from days group by 1) u) as units,
      last.days, last.date from (select) one left join last on true`,
};

/** What follows from all days with a run: the Eddington number, and the last streak of a mile or more a day, whenever it ended. */
export type RunDaysTold = { eddington: Eddington; lastStreak: Streak | null };

/** Reads {@link RunDaysTold}; the Eddington number is in units of so many metres. */
export async function tellRunDays(tx: Tx, metresPerUnit: number): Promise<RunDaysTold> {
  type Told = { units: [units: number, days: number][] | null; days: number | null; date: string | null };
  const [row] = await tx.named<Told>(ALL_DAYS, [tx.userId, metresPerUnit, STREAK_DAY_M]);
  const counts = (row?.units ?? []).map(([units, days]) => ({ units, days }));
  const lastStreak = row?.days && row.date ? { days: row.days, from: addDays(row.date, 1 - row.days), to: row.date } : null;
  return { eddington: eddingtonOfCounts(counts), lastStreak };
}
