import { type Eddington, eddington, lastRunningStreak, type Streak } from "@/domain/streaks";
import { dayNumber } from "@/domain/time-zones";
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

/** All days with a run, packed: four bytes of each date (days since the year 2000), eight of its metres, both rising by date. */
const ALL_DAYS: Named = {
  name: "run_days_packed",
  text: `select string_agg(date_send(d.date), '') as dates, string_agg(float8send(d.metres), '') as metres
    from (select r.local_date as date, sum(r.distance_m) as metres from app.runs r where r.user_id = $1 and r.deleted_at is null
      group by r.local_date order by r.local_date) d`,
};

/** The day that PostgreSQL counts dates from. */
const FIRST_DAY = dayNumber("2000-01-01");

/** What follows from all days with a run: the Eddington number, and the last streak of a mile or more a day, whenever it ended. */
type RunDaysTold = { eddington: Eddington; lastStreak: Streak | null };

/**
 * Tells what follows from all days with a run; the Eddington number is in units of so many metres. Of twenty years these are some
 * thousand days, which as rows would cost more than everything else of a page that asks for them.
 */
export async function tellRunDays(tx: Tx, metresPerUnit: number): Promise<RunDaysTold> {
  const [row] = await tx.named<{ dates: Buffer | null; metres: Buffer | null }>(ALL_DAYS, [tx.userId]);
  const { dates, metres } = row ?? {};
  if (!dates || !metres) return { eddington: eddington([]), lastStreak: null };
  const count = dates.length / 4;
  const [days, distances] = [new Int32Array(count), new Float64Array(count)];
  for (let i = 0; i < count; i++) {
    days[i] = FIRST_DAY + dates.readInt32BE(4 * i);
    distances[i] = metres.readDoubleBE(8 * i);
  }
  return {
    eddington: eddington(distances.map((distance) => distance / metresPerUnit)),
    lastStreak: lastRunningStreak(days, distances),
  };
}
