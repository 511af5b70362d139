import { daysOf } from "@/domain/coding-days";
import { arrayLiteral } from "./bulk";
import type { SystemTx, Tx } from "./client";
import { creditsSql } from "./coding-credits";
import { lockCoding } from "./coding-settings";
import { chooseWinners } from "./coding-winners";

/** People who asked for their days to be counted again, those who wait longest first. */
export function listRecounts(tx: SystemTx): Promise<{ userId: string }[]> {
  return tx.query<{ userId: string }>(
    'select user_id as "userId" from app.coding_settings where recount_due_at is not null order by recount_due_at, user_id',
    [],
  );
}

/** $1 user, $2 timeout in microseconds, $3 starts of days, $4 their dates. */
const RECOUNT = `with chain as (
    select 1 as sign, 1 as part, at_us, key, combo_id from app.heartbeats where user_id = $1
  ), credits as (
    ${creditsSql({ chain: "chain", timeoutUs: "$2::bigint", starts: "$3::bigint[]" })}
  ), slices as materialized (
    select day, combo_id, sum(us)::bigint as us, sum(beats)::integer as beats, max(last_us) as last_us from (
        select piece as day, combo_id, sum(us) as us, 0 as beats, null::bigint as last_us from credits group by 1, 2
        union all select width_bucket(at_us, $3::bigint[]), combo_id, 0, count(*), max(at_us) from chain group by 1, 2
      ) all_of_it group by day, combo_id
  ), days as (
    insert into app.coding_days (user_id, date, source, total_us)
      select $1, ($4::date[])[day], 'heartbeats', sum(us)::bigint from slices group by day
  )
  insert into app.coding_slices (user_id, date, source, combo_id, us, heartbeats, last_us)
    select $1, ($4::date[])[day], 'heartbeats', combo_id, us, beats, last_us from slices`;

/**
 * Counts all days of heartbeats again, by what was asked for, in this transaction and under the user's lock: editors that tell
 * something meanwhile wait, readers see the old days until all are new. Answers false when nobody asked (any more).
 */
export async function recountCoding(tx: Tx): Promise<boolean> {
  const settings = await lockCoding(tx);
  if (!settings.recountDueAt) return false;
  const timeoutS = settings.wantedTimeoutS ?? settings.timeoutS;
  const timeZone = settings.wantedTimeZone ?? settings.timeZone;
  // Which days there are is asked of the heartbeats, since between two of them may lie decades.
  const utcDays = await tx.query<{ day: number }>(
    "select distinct (at_us / 86400000000)::integer as day from app.heartbeats where user_id = $1 order by 1",
    [tx.userId],
  );
  const stretches = utcDays.map(({ day }): [number, number] => [day * 86_400e6, (day + 1) * 86_400e6 + timeoutS * 1e6]);
  const { dates, startsUs } = daysOf(stretches, timeZone);
  await Promise.all([
    tx.query("delete from app.coding_slices where user_id = $1 and source = 'heartbeats'", [tx.userId]),
    tx.query("delete from app.coding_days where user_id = $1 and source = 'heartbeats'", [tx.userId]),
    tx.query(RECOUNT, [tx.userId, timeoutS * 1e6, arrayLiteral(startsUs), arrayLiteral(dates)]),
    tx.query(
      `update app.coding_settings set timeout_s = $2, time_zone = $3, wanted_timeout_s = null, wanted_time_zone = null,
          recount_due_at = null, updated_at = now() where user_id = $1`,
      [tx.userId, timeoutS, timeZone],
    ),
  ]);
  await chooseWinners(tx, "all");
  return true;
}
