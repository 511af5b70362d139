import type { Tx } from "./client";
import type { Dimension } from "./coding-combos";
import { type CodingFilter, withFilter } from "./coding-filter";
import { type CodingSpan, counted } from "./coding-reads";
import { Conditions } from "./conditions";

/** Time of a stretch under one name; `start` is its first day. */
export type CodingSpanItem = { start: string; span: CodingSpan; name: string; us: number };

/** Lengths by how many days there are between the first and the last, where nobody said: bars that can still be told apart. */
const AUTO = `case when max(date) - min(date) > 4800 then 'year' when max(date) - min(date) > 750 then 'month'
  when max(date) - min(date) > 61 then 'week' else 'day' end`;

/**
 * Time of a range of days (both inclusive) under the names of one dimension, added up by day, ISO week, month or year, earliest first;
 * `auto` chooses by how far apart the first and the last day with any time are, and each item says what was chosen.
 */
export async function codingBySpan(
  tx: Tx,
  {
    from,
    to,
    filter,
    dimension,
    span,
  }: { from: string; to: string; filter: CodingFilter; dimension: Dimension; span: CodingSpan | "auto" },
): Promise<CodingSpanItem[]> {
  const conditions = new Conditions(tx.userId, "c");
  withFilter(conditions, filter);
  const { slices } = counted({ from, to }, conditions);
  const unit = span === "auto" ? AUTO : `${conditions.hole(span)}::text`;
  return tx.query<CodingSpanItem>(
    `with told as (
       select s.date, c.${dimension} as name, sum(s.us) as us from (select s.combo_id, s.date, s.us from ${slices}) s
         join app.coding_combos c on c.id = s.combo_id where c.${dimension} is not null and ${conditions.where} group by 1, 2
     ), chosen as (select ${unit} as span ${span === "auto" ? "from told" : ""})
     select date_trunc(span, date::timestamp)::date as start, span, name, sum(us)::bigint as us from told, chosen
       where us > 0 group by 1, 2, 3 order by 1, 4 desc, 3`,
    conditions.values,
  );
}
