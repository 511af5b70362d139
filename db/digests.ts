import {
  type DaySum,
  DIGEST_METRICS,
  type DigestData,
  type MetricKey,
  makeDigest,
  metricKey,
  type SoFar,
  WEEKS_BEFORE,
} from "@/domain/digests";
import { timesPlanned } from "@/domain/habit-days";
import type { Schedule } from "@/domain/habits";
import { daysOfIsoWeek } from "@/domain/iso-weeks";
import { addDays, daysBetween, localDate } from "@/domain/time-zones";
import { Failure } from "@/lib/errors";
import type { Named, SystemTx, Tx } from "./client";

/** A digest as it is stored. `sentAt`: when it went out by e-mail. */
export type StoredDigest = { isoWeek: string; data: DigestData; createdAt: Date; updatedAt: Date; sentAt: Date | null };

/** What the metrics of an area are called, in the order of the columns a, b, c, d below. */
const COLUMNS: Record<string, readonly (DaySum["key"] | null)[]> = {
  ...Object.fromEntries(
    (["runs", "rides", "strength", "coding"] as const).map((area) => [
      area,
      DIGEST_METRICS.filter((metric) => metric.area === area).map(metricKey),
    ]),
  ),
  done: ["planning.tasksDone"],
  made: ["planning.tasksMade"],
  habits: ["planning.habitDays"],
  mood: ["mood.mood", "mood.told", "mood.reflections"],
  lifted: [null, "strength.sessions"],
};

/** Days of a person with what they came to, by area. What a policy keeps out of insights is left out. */
const SUMS: Named = {
  name: "digest_sums",
  text: `select 'runs' as area, r.local_date as date, sum(r.distance_m) as a, count(*)::float8 as b, sum(r.duration_s) as c, 0::float8 as d
      from app.runs r join app.insight_runs i on i.user_id = r.user_id and i.id = r.id
      where r.user_id = $1 and r.deleted_at is null and r.local_date between $2 and $3 group by 2
    union all select case when w.sport = 'strength' then 'lifted' else 'rides' end, w.local_date, sum(coalesce(w.distance_m, 0)), count(*),
        sum(w.duration_s), sum(coalesce(w.energy_kj, 0))
      from app.workouts w join app.insight_workouts i on i.user_id = w.user_id and i.id = w.id
      where w.user_id = $1 and w.deleted_at is null and w.status in ('COMPLETED', 'ARCHIVED') and w.local_date between $2 and $3 group by 1, 2
    union all select 'strength', s.local_date, sum(s.volume_kg), count(*), sum(s.set_count), 0
      from app.strength_workouts s join app.insight_strength_workouts i on i.user_id = s.user_id and i.id = s.id
      where s.user_id = $1 and s.deleted_at is null and s.local_date between $2 and $3 group by 2
    union all select 'coding', c.date, c.total_us / 1e6, (c.total_us > 0)::int, 0, 0
      from app.insight_coding_days c where c.user_id = $1 and c.date between $2 and $3
    union all select 'done', t.completed_on, count(*), 0, 0, 0 from app.tasks t
      where t.user_id = $1 and t.deleted_at is null and t.status = 'done' and t.completed_on between $2 and $3 group by 2
    union all select 'made', t.created_on, count(*), 0, 0, 0 from app.tasks t
      where t.user_id = $1 and t.deleted_at is null and t.created_on between $2 and $3 group by 2
    union all select 'habits', h.date, count(*), 0, 0, 0 from app.habit_logs h
      where h.user_id = $1 and h.done and h.counts and h.date between $2 and $3 group by 2
    union all select 'mood', f.date, sum(coalesce(f.mood, 0)), count(f.mood), count(*), 0 from app.reflections f
      where f.user_id = $1 and f.deleted_at is null and f.date between $2 and $3 group by 2`,
};

/** What was planned of the week: goals with an end share their target out evenly over their days; tasks and habits fall due. */
const PLANS: Named = {
  name: "digest_plans",
  text: `select 'goal' as kind, g.metric as word, g.target as number, greatest(g.start_date, $2::date)::text as since,
        least(g.end_date, $3::date)::text as till, (g.end_date - g.start_date + 1)::float8 as days, null::jsonb as schedule
      from app.goals g where g.user_id = $1 and g.deleted_at is null and g.status <> 'archived' and g.end_date >= $2 and g.start_date <= $3
        and g.metric in ('run_distance', 'ride_energy', 'coding_seconds')
    union all select 'tasks', 'due', count(*), null, null, null, null from app.tasks t
      where t.user_id = $1 and t.deleted_at is null and t.status <> 'cancelled' and t.due_date between $2 and $3
    union all select 'habit', null, null, greatest(h.start_date, $2::date)::text, $3::date::text, null, h.schedule from app.habits h
      where h.user_id = $1 and h.deleted_at is null and h.archived_at is null and h.start_date <= $3`,
};

const GOAL_KEYS: Record<string, MetricKey> = {
  run_distance: "runs.distance",
  ride_energy: "rides.energy",
  coding_seconds: "coding.time",
};

type SumRow = { area: string; date: string; a: number; b: number; c: number; d: number };
type PlanRow = {
  kind: "goal" | "tasks" | "habit";
  word: string | null;
  number: number | null;
  since: string | null;
  till: string | null;
  days: number | null;
  schedule: Schedule | null;
};

/** What the days of a range came to, both ends included; sums of 0 are left out. */
export async function listDaySums(tx: Tx, from: string, to: string): Promise<DaySum[]> {
  const days: DaySum[] = [];
  for (const { area, date, ...values } of await tx.named<SumRow>(SUMS, [tx.userId, from, to])) {
    const numbers = [values.a, values.b, values.c, values.d];
    for (const [place, key] of (COLUMNS[area] ?? []).entries()) {
      const value = Number(numbers[place] ?? 0);
      if (key !== null && value !== 0) days.push({ key, date, value });
    }
  }
  return days;
}

/**
 * Counts a week as it is now, without storing it. Weeks count by the days of the rows themselves: the local day of runs and rides, the
 * person's zone for the rest. `soFar` of a week that is not over.
 * @throws Failure "not_found" for a text that is no ISO week
 */
export async function countWeek(tx: Tx, isoWeek: string, soFar?: SoFar): Promise<DigestData> {
  const week = daysOfIsoWeek(isoWeek);
  if (!week) throw new Failure("not_found", "There is no such week.");
  const [days, plans] = await Promise.all([
    listDaySums(tx, addDays(week.from, -7 * WEEKS_BEFORE), week.to),
    tx.named<PlanRow>(PLANS, [tx.userId, week.from, week.to]),
  ]);
  return makeDigest(week.from, days, plannedOf(plans), soFar);
}

function plannedOf(rows: readonly PlanRow[]): Map<MetricKey, number> {
  const planned = new Map<MetricKey, number>();
  const add = (key: MetricKey, value: number) => planned.set(key, (planned.get(key) ?? 0) + value);
  for (const { kind, word, number, since, till, days, schedule } of rows) {
    const key = GOAL_KEYS[word ?? ""];
    if (kind === "goal" && key && since && till && days && number !== null)
      add(key, (number * (daysBetween(since, till) + 1)) / days);
    else if (kind === "tasks" && Number(number) > 0) add("planning.tasksDone", Number(number));
    else if (kind === "habit" && schedule && since && till) add("planning.habitDays", timesPlanned(schedule, since, till));
  }
  return planned;
}

/** That a digest is of a whole week, as SQL. */
export const isWhole = (digest: string) => `${digest}.data->>'soFar' is null`;

/**
 * Stores a digest. Made anew it replaces the one before; `once` leaves one that is there as it is, unless that was made before the week was
 * over. Answers whether it was written.
 */
export async function putDigest(tx: Tx, isoWeek: string, data: DigestData, once: boolean): Promise<boolean> {
  const rows = await tx.query<object>(
    `insert into app.digests (user_id, iso_week, data) values ($1, $2, $3)
      on conflict (user_id, iso_week) do update set data = excluded.data, updated_at = excluded.updated_at,
        created_at = case when ${isWhole("digests")} then digests.created_at else excluded.created_at end
        ${once ? `where not (${isWhole("digests")})` : ""} returning 1`,
    [tx.userId, isoWeek, JSON.stringify(data)],
  );
  return rows.length > 0;
}

const STORED = `select iso_week as "isoWeek", data, created_at as "createdAt", updated_at as "updatedAt", sent_at as "sentAt" from app.digests where user_id = $1`;

/** One digest; null where none was made of the week. */
export async function findDigest(tx: Tx, isoWeek: string): Promise<StoredDigest | null> {
  const [row] = await tx.query<StoredDigest>(`${STORED} and iso_week = $2`, [tx.userId, isoWeek]);
  return row ?? null;
}

/**
 * Makes a week's digest, or makes it anew from the rows as they are now. A week that has not begun where the person lives has none.
 * @throws Failure "not_found" for no ISO week, "invalid" for one to come
 */
export async function renewDigest(tx: Tx, isoWeek: string, timeZone: string, now: Date): Promise<StoredDigest> {
  const today = localDate(now, timeZone);
  const week = daysOfIsoWeek(isoWeek);
  if (week && week.from > today) throw new Failure("invalid", "This week has not begun yet.");
  const data = await countWeek(tx, isoWeek, week && week.to >= today ? { daysBefore: 7 } : undefined);
  await putDigest(tx, isoWeek, data, false);
  const digest = await findDigest(tx, isoWeek);
  if (!digest) throw new Error("a digest that was just stored is not there");
  return digest;
}

/** How many digests there are. */
export async function countDigests(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ n: number }>("select count(*)::int as n from app.digests where user_id = $1", [tx.userId]);
  return row?.n ?? 0;
}

/** Digests, the newest week first. `before`: only weeks before it. */
export function listDigests(tx: Tx, { before, limit }: { before: string | null; limit: number }): Promise<StoredDigest[]> {
  return tx.query<StoredDigest>(`${STORED} and ($2::text is null or iso_week < $2) order by iso_week desc limit $3`, [
    tx.userId,
    before,
    limit,
  ]);
}

/** People for whom `isoWeek` is the week that ended last where they live, and who have no digest of the whole of it. */
export function listWithoutDigest(tx: SystemTx, isoWeek: string, now: Date): Promise<{ userId: string }[]> {
  const week = daysOfIsoWeek(isoWeek);
  return tx.query(
    `select s.user_id as "userId" from app.settings s
      where ($2::timestamptz at time zone s.time_zone)::date between $3::date + 1 and $3::date + 7
        and not exists (select from app.digests d where d.user_id = s.user_id and d.iso_week = $1 and ${isWhole("d")}) order by s.user_id`,
    [isoWeek, now, week?.to ?? "9999-12-31"],
  );
}
