import type pg from "pg";
import { AGGREGATES, type Sums } from "@/domain/aggregates";
import type { SystemTx } from "./client";

/**
 * `user_dashboard_aggregates`: what each person's days add up to, kept by change data capture. The recount here says the same as
 * `domain/aggregates.ts` over the tables themselves; it makes the table anew and finds where it has drifted.
 */

/** The sums of every person's day from the tables; `$where` holds for each table's alias `t`. */
const recount = (
  where: string,
) => `select user_id, agg_date, ${AGGREGATES.map((name) => `sum(${name})::bigint as ${name}`).join(", ")} from (
    select t.user_id, t.completed_on as agg_date, 1 as tasks_completed, 0 as tasks_created, 0 as reflections_count, 0 as mood_sum,
        0 as mood_count, 0::bigint as run_mm, 0::bigint as coding_us, 0 as habits_done
      from app.tasks t where t.deleted_at is null and t.status = 'done' and t.completed_on is not null and ${where}
    union all select t.user_id, t.created_on, 0, 1, 0, 0, 0, 0, 0, 0 from app.tasks t where t.deleted_at is null and ${where}
    union all select t.user_id, t.date, 0, 0, 1, coalesce(t.mood, 0), (t.mood is not null)::int, 0, 0, 0
      from app.reflections t where t.deleted_at is null and ${where}
    union all select t.user_id, t.local_date, 0, 0, 0, 0, 0, floor(t.distance_m * 1000 + 0.5)::bigint, 0, 0
      from app.runs t where t.deleted_at is null and ${where}
    union all select t.user_id, t.date, 0, 0, 0, 0, 0, 0, t.total_us, 0 from app.coding_days t where t.counts and ${where}
    union all select t.user_id, t.date, 0, 0, 0, 0, 0, 0, 0, 1 from app.habit_logs t where t.done and t.counts and ${where}
  ) x group by user_id, agg_date`;

/** The table's own columns, and how they come from the sums. */
const STORED = [
  ["tasks_completed", "tasks_completed"],
  ["tasks_created", "tasks_created"],
  ["reflections_count", "reflections_count"],
  ["mood_sum", "mood_sum"],
  ["mood_count", "mood_count"],
  ["run_m", "run_mm::numeric / 1000"],
  ["coding_s", "coding_us::numeric / 1000000"],
  ["habits_done", "habits_done"],
] as const;
const COLUMNS = STORED.map(([column]) => column).join(", ");
const VALUES = STORED.map(([, value]) => value).join(", ");

/** How far a projection goes: the end of its last transaction in the log, and when that was committed. */
export type Mark = { lsn: string; committedAt: Date };

/**
 * Adds differences to the table and moves the mark, in the transaction of `tx`. People who are gone are left out, and what
 * was added while they were being erased goes as well. @throws Error where the mark is there already
 */
export async function projectDifferences(
  tx: SystemTx,
  differences: Iterable<{ userId: string; date: string; sums: Sums }>,
  upTo: Mark,
): Promise<void> {
  const moved = await tx.query<object>(
    `update ops.cdc_state set last_lsn = $1, projected_at = now(), alive_at = clock_timestamp(), known_until = $2
      where consumer = 'aggregates' and last_lsn < $1::pg_lsn returning 1`,
    [upTo.lsn, upTo.committedAt],
  );
  if (moved.length === 0)
    throw new Error("the mark of the aggregates is further than the stream: another consumer works on them");
  const users: string[] = [];
  const dates: string[] = [];
  const sums: number[][] = AGGREGATES.map(() => []);
  for (const difference of differences) {
    users.push(difference.userId);
    dates.push(difference.date);
    for (const [place, sum] of difference.sums.entries()) sums[place]?.push(sum);
  }
  if (users.length === 0) return;
  const [put] = await tx.query<{ written: number }>(
    `with put as (insert into app.user_dashboard_aggregates as a (user_id, agg_date, ${COLUMNS}, last_updated)
        select user_id, agg_date, ${VALUES}, now()
          from unnest($1::uuid[], $2::date[], ${AGGREGATES.map((_, place) => `$${place + 3}::bigint[]`).join(", ")})
            as d(user_id, agg_date, ${AGGREGATES.join(", ")})
          where exists (select from app.users u where u.user_id = d.user_id)
          order by user_id, agg_date
        on conflict (user_id, agg_date) do update
          set ${STORED.map(([column]) => `${column} = a.${column} + excluded.${column}`).join(", ")}, last_updated = excluded.last_updated
        returning 1) select count(*)::int as written from put`,
    [users, dates, ...sums],
  );
  if (put?.written === users.length) return;
  await tx.query(
    `delete from app.user_dashboard_aggregates where user_id = any(array(
      select distinct g.id from unnest($1::uuid[]) g (id) where not exists (select from app.users u where u.user_id = g.id)))`,
    [users],
  );
}

/**
 * Makes the whole table anew as `snapshot` (exported by the slot's making) sees the others, and sets the mark to where the slot
 * begins. Runs beside live traffic: readers see the old table until it is done.
 */
export async function rebuildAggregates(
  client: pg.ClientBase,
  slot: { snapshot: string; lsn: string; systemId: string; timeline: number },
): Promise<void> {
  await client.query("begin isolation level repeatable read");
  try {
    await client.query(`set transaction snapshot '${slot.snapshot.replace(/[^0-9A-Fa-f-]/g, "")}'`);
    await client.query("set local role almanac_jobs");
    await client.query("delete from app.user_dashboard_aggregates");
    await client.query(
      `insert into app.user_dashboard_aggregates (user_id, agg_date, ${COLUMNS}, last_updated) select user_id, agg_date, ${VALUES}, now() from (${recount("true")}) r`,
    );
    await client.query(
      `insert into ops.cdc_state (consumer, last_lsn, system_id, timeline, rebuilt_at, projected_at, alive_at, known_until)
          values ('aggregates', $1, $2, $3, now(), now(), now(), now())
        on conflict (consumer) do update set last_lsn = excluded.last_lsn, system_id = excluded.system_id, timeline = excluded.timeline,
          rebuilt_at = excluded.rebuilt_at, projected_at = excluded.projected_at, alive_at = excluded.alive_at, known_until = excluded.known_until, rebuild_wanted_at = null`,
      [slot.lsn, slot.systemId, slot.timeline],
    );
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  }
}

/** Days that differ from a recount. While changes are on their way some do for a moment: only what still does a while later has drifted. */
export async function listDrift(tx: SystemTx): Promise<{ userId: string; date: string }[]> {
  return tx.query(
    `select coalesce(a.user_id, r.user_id) as "userId", coalesce(a.agg_date, r.agg_date) as date
      from (select user_id, agg_date, ${VALUES.split(", ")
        .map((value, place) => `${value} as ${STORED[place]?.[0]}`)
        .join(", ")} from (${recount("true")}) s) r
      full join app.user_dashboard_aggregates a on a.user_id = r.user_id and a.agg_date = r.agg_date
      where ${STORED.map(([column]) => `coalesce(a.${column}, 0) <> coalesce(r.${column}, 0)`).join(" or ")}
      order by 1, 2`,
    [],
  );
}

/**
 * Where no consumer can run: brings one person's days up to date from the tables. Only rows that differ are written, so that
 * repeating it costs a reading. Answers how many days it wrote.
 */
export async function recountPerson(tx: SystemTx, userId: string): Promise<number> {
  const [row] = await tx.query<{ written: number }>(
    `with r as (select user_id, agg_date, ${STORED.map(([column, value]) => `${value} as ${column}`).join(", ")} from (${recount("t.user_id = $1")}) s),
      gone as (delete from app.user_dashboard_aggregates a where a.user_id = $1 and not exists (select from r where r.agg_date = a.agg_date) returning 1),
      put as (insert into app.user_dashboard_aggregates as a (user_id, agg_date, ${COLUMNS}, last_updated) select user_id, agg_date, ${COLUMNS}, now() from r
        on conflict (user_id, agg_date) do update set ${STORED.map(([column]) => `${column} = excluded.${column}`).join(", ")}, last_updated = excluded.last_updated
          where ${STORED.map(([column]) => `a.${column} <> excluded.${column}`).join(" or ")} returning 1)
      select ((select count(*) from gone) + (select count(*) from put))::int as written`,
    [userId],
  );
  return row?.written ?? 0;
}

/** Everybody, in an order of chance: with little time everybody gets their turn all the same. */
export async function listPeople(tx: SystemTx): Promise<string[]> {
  const rows = await tx.query<{ userId: string }>(`select user_id as "userId" from app.users order by random()`, []);
  return rows.map(({ userId }) => userId);
}
