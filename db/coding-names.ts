import type { Tx } from "./client";
import type { Dimension } from "./coding-combos";
import { withFilter } from "./coding-filter";
import { type CodingQuestion, counted } from "./coding-reads";
import { Conditions } from "./conditions";

/** A name of a dimension as the days of a range know it. `lastUs` is its latest heartbeat, null where no editor told of it. */
export type CodingName = { name: string; firstDate: string; lastDate: string; lastUs: number | null; us: number };

type Wanted = Omit<CodingQuestion, "dimensions"> & { dimension: Dimension; q?: string };

/**
 * All names of a dimension on the days that count, the latest first, those without any time too; `q` is a part of the name. The empty
 * name stands for time that is known to have none.
 */
export function codingNames(tx: Tx, { dimension, q, filter = {}, ...range }: Wanted): Promise<CodingName[]> {
  const conditions = new Conditions(tx.userId, "c");
  const { slices } = counted(range, conditions);
  withFilter(conditions, filter).with(q, (hole) => `position(lower(${hole}) in lower(c.${dimension})) > 0`);
  return tx.query<CodingName>(
    `with used as (
       select s.combo_id, min(s.date) as first, max(s.date) as last, max(s.last_us) as last_us, sum(s.us) as us from ${slices} group by s.combo_id
     ) select c.${dimension} as name, min(u.first) as "firstDate", max(u.last) as "lastDate", max(u.last_us) as "lastUs", sum(u.us)::bigint as us
       from used u join app.coding_combos c on c.id = u.combo_id where ${conditions.where} and c.${dimension} is not null
       group by 1 order by "lastDate" desc, "lastUs" desc nulls last, us desc, name`,
    conditions.values,
  );
}
