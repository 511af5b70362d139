import type { Tx } from "./client";
import { askForRecount, lockCoding } from "./coding-settings";
import { chooseWinners } from "./coding-winners";

/** Marks (`domain/coding-marks.ts`) of imports that stand, other than one. */
const OTHERS = `select k.mark from app.import_items i
  join app.imports m on m.user_id = $1 and m.id = i.import_id and m.undone_at is null
  cross join unnest(i.source_ids) k(mark) where i.user_id = $1 and i.import_id <> $2 and i.source_ids is not null`;

/** Imports whose heartbeats go with this one's: those that were undone while this one still told of the same. */
const GONE = "select id from app.imports where user_id = $1 and (id = $2 or undone_at is not null)";

/** Heartbeats that go: of this import, or of one that was undone before, and told of by no other import that stands. */
const BEATS = `from app.heartbeats h, others o where h.user_id = $1 and h.import_id in (${GONE})
  and coalesce(h.at_us > o.lasts[width_bucket(h.at_us, o.firsts)], true)`;

/** The stretches that others tell of, those that overlap made one: of each heartbeat only the one that begins before it is looked at. */
const OTHER_STRETCHES = `told as (
    select split_part(mark, '_', 3)::bigint as first_us, split_part(mark, '_', 4)::bigint as last_us
      from (${OTHERS}) o where mark like 'wakatime\\_beats\\_%'
  ), begun as (
    select first_us, last_us, first_us > coalesce(max(last_us) over (order by first_us, last_us rows between unbounded preceding
      and 1 preceding), -1) as is_new from told
  ), numbered as (
    select first_us, last_us, count(*) filter (where is_new) over (order by first_us, last_us) as stretch from begun
  ), merged as (select min(first_us) as first_us, max(last_us) as last_us from numbered group by stretch),
  others as materialized (
    select array_agg(first_us order by first_us) as firsts, array_agg(last_us order by first_us) as lasts from merged)`;

/** Days of totals that this import told of, and no other that stands. */
const DAYS = `select substr(k.mark, 14)::date as date from app.import_items i cross join unnest(i.source_ids) k(mark)
    where i.user_id = $1 and i.import_id = $2 and k.mark like 'wakatime\\_day\\_%'
  except select substr(mark, 14)::date from (${OTHERS}) o where mark like 'wakatime\\_day\\_%'`;

/** How many heartbeats and days of totals the undoing of an import will take away. */
export async function countCodingToUndo(tx: Tx, importId: string): Promise<number> {
  if (!(await broughtCoding(tx, importId))) return 0;
  const [row] = await tx.query<{ count: number }>(
    `with ${OTHER_STRETCHES} select (select count(*) ${BEATS})::integer + (select count(*)::integer from (${DAYS}) d
        join app.coding_days c on c.user_id = $1 and c.date = d.date and c.source = 'wakatime_dump') as count`,
    [tx.userId, importId],
  );
  return row?.count ?? 0;
}

/**
 * Takes some of an import's coding time away. What other imports that stand tell of as well stays, and goes with the last of them.
 * The days of heartbeats are counted again afterwards, by whoever works on recounts. Answers how much it was; 0 when none is left.
 */
export async function undoCoding(tx: Tx, importId: string, most: number): Promise<number> {
  if (!(await broughtCoding(tx, importId))) return 0;
  await lockCoding(tx);
  const beats = await tx.query<object>(
    `with ${OTHER_STRETCHES}, gone as (select h.at_us, h.key ${BEATS} limit $3)
      delete from app.heartbeats h using gone g where h.user_id = $1 and h.at_us = g.at_us and h.key = g.key returning 1`,
    [tx.userId, importId, most],
  );
  if (beats.length > 0) {
    await askForRecount(tx);
    return beats.length;
  }
  const days = await tx.query<{ date: string }>(
    `delete from app.coding_days c using (${DAYS}) d where c.user_id = $1 and c.source = 'wakatime_dump' and c.date = d.date
      returning c.date`,
    [tx.userId, importId],
  );
  const dates = days.map(({ date }) => date);
  if (dates.length > 0) await chooseWinners(tx, dates);
  return dates.length;
}

/** Other imports need not be asked what they tell of coding time. */
async function broughtCoding(tx: Tx, importId: string): Promise<boolean> {
  const found = await tx.query<object>(
    `select from app.import_items i where i.user_id = $1 and i.import_id = $2
      and exists (select from unnest(i.source_ids) k(mark) where k.mark like 'wakatime\\_%') limit 1`,
    [tx.userId, importId],
  );
  return found.length > 0;
}
