import type { RunFilter } from "@/domain/run-filter";
import type { Tx } from "./client";
import { isNarrowed, runConditions } from "./run-filter";

/** Sums over runs: metres, seconds; the heart rate is the mean over the time of the runs that have one. */
export type RunTotals = {
  runs: number;
  distanceM: number;
  durationS: number;
  elevationGainM: number;
  averageHeartRateBpm: number | null;
};

/** Sums over the runs of a week, month or year; `start` is its first day. */
export type RunBucket = RunTotals & { start: string };

export type Span = "week" | "month" | "year";

type Which = Partial<RunFilter>;

const SUMS = `count(*) as runs, coalesce(sum(r.distance_m), 0) as "distanceM", coalesce(sum(r.duration_s), 0) as "durationS",
  coalesce(sum(r.elevation_gain_m), 0) as "elevationGainM", sum(r.average_heart_rate_bpm * r.duration_s) as beats,
  sum(r.duration_s) filter (where r.average_heart_rate_bpm is not null) as "beatingS"`;

type Sums = {
  runs: number;
  distanceM: number;
  durationS: number;
  elevationGainM: number;
  beats: number | null;
  beatingS: number | null;
};

function totalsOf(sums: Sums | undefined): RunTotals {
  if (!sums) return { runs: 0, distanceM: 0, durationS: 0, elevationGainM: 0, averageHeartRateBpm: null };
  const { beats, beatingS, runs, distanceM, durationS, elevationGainM } = sums;
  return {
    runs,
    distanceM,
    durationS,
    elevationGainM,
    averageHeartRateBpm: beats !== null && beatingS ? beats / beatingS : null,
  };
}

/** Exact totals of all the runs that a filter means, from the covering index alone unless text is searched for. */
export async function sumRuns(tx: Tx, filter: Which): Promise<RunTotals> {
  const { where, values } = runConditions(tx.userId, filter);
  const text = `select ${SUMS} from app.runs r where ${where}`;
  const rows = isNarrowed(filter) ? await tx.query<Sums>(text, values) : await tx.named<Sums>({ name: "runs_sum", text }, values);
  return totalsOf(rows[0]);
}

/**
 * The first day of the span that holds `day`, as SQL. Weeks are counted from 1 January of the year 1, a Monday: whole numbers, and no
 * time zone in between.
 */
export function spanStart(day: string, by: Span, firstWeekday: number): string {
  if (by !== "week") return `date_trunc('${by}', ${day}::timestamp)::date`;
  const shift = (8 - firstWeekday) % 7;
  return `(date '0001-01-01' + ((${day} - date '0001-01-01' + ${shift}) / 7 * 7 - ${shift}))`;
}

/**
 * Totals of all the runs that a filter means and the sums of its weeks, months or years in one statement, oldest first, empty ones
 * left out. `firstWeekday` is 0 for Sunday to 6, Monday unless said; `since` leaves out the spans that begin before it.
 */
export async function sumRunsBy(
  tx: Tx,
  filter: Which,
  by: Span,
  { firstWeekday = 1, since }: { firstWeekday?: number; since?: string } = {},
): Promise<{ totals: RunTotals; buckets: RunBucket[] }> {
  const conditions = runConditions(tx.userId, filter);
  const all = conditions.where;
  const spans = (where: string) =>
    `select ${spanStart("r.local_date", by, firstWeekday)} as start, ${SUMS} from app.runs r where ${where} group by 1`;
  const text =
    since === undefined
      ? `${spans(all)} order by 1`
      : `select null::date as start, ${SUMS} from app.runs r where ${all}
         union all ${spans(`${all} and r.local_date >= ${conditions.hole(since)}::date`)} order by 1 nulls first`;
  const name = `runs_by_${by}_${firstWeekday}_${since === undefined ? "all" : "since"}`;
  const rows = await (isNarrowed(filter)
    ? tx.query<Sums & { start: string | null }>(text, conditions.values)
    : tx.named<Sums & { start: string | null }>({ name, text }, conditions.values));
  const total = rows.find((row) => row.start === null) ?? rows.reduce<Sums | undefined>(add, undefined);
  const buckets = rows.flatMap(({ start, ...sums }) => (start === null ? [] : [{ start, ...totalsOf(sums) }]));
  return { totals: totalsOf(total), buckets };
}

function add(a: Sums | undefined, b: Sums): Sums {
  if (!a) return b;
  const plus = (x: number | null, y: number | null) => (x === null && y === null ? null : (x ?? 0) + (y ?? 0));
  return {
    runs: a.runs + b.runs,
    distanceM: a.distanceM + b.distanceM,
    durationS: a.durationS + b.durationS,
    elevationGainM: a.elevationGainM + b.elevationGainM,
    beats: plus(a.beats, b.beats),
    beatingS: plus(a.beatingS, b.beatingS),
  };
}

/** What was run on each local date, oldest first: for heatmaps, streaks and the Eddington number. */
export function listRunDays(
  tx: Tx,
  filter: Which,
): Promise<{ date: string; runs: number; distanceM: number; durationS: number }[]> {
  const { where, values } = runConditions(tx.userId, filter);
  return tx.query(
    `select r.local_date as date, count(*) as runs, sum(r.distance_m) as "distanceM", sum(r.duration_s) as "durationS"
      from app.runs r where ${where} group by r.local_date order by r.local_date`,
    values,
  );
}
