import type { Tx } from "./client";
import { isFiltered, withFilter } from "./coding-filter";
import { type CodingItem, type CodingQuestion, counted, sumsOf } from "./coding-reads";
import { Conditions } from "./conditions";

/** Time of a range: of each day that has any, earliest first, and of each name of the dimensions, longest first. */
export type CodingStats = { days: { date: string; us: number }[]; names: CodingItem[] };

/**
 * Days and names of a range in one statement. Without a filter the days come from their own table and the slices are added up by
 * combination before their words are looked up; with one, only slices of combinations that it means are added up at all.
 */
export async function codingStats(tx: Tx, question: CodingQuestion): Promise<CodingStats> {
  const filter = question.filter ?? {};
  const conditions = new Conditions(tx.userId, "c");
  const { days, slices } = counted(question, conditions);
  withFilter(conditions, filter);
  const filtered = isFiltered(filter);
  const told = filtered
    ? `select c.*, s.date, s.us from (select s.combo_id, s.date, s.us from ${slices}) s
        join app.coding_combos c on c.id = s.combo_id where ${conditions.where}`
    : `select c.*, u.us from (select s.combo_id, sum(s.us)::bigint as us from ${slices} group by s.combo_id) u
        join app.coding_combos c on c.id = u.combo_id where ${conditions.where}`;
  const ofDays = filtered ? "select date, sum(us)::bigint from told group by date" : `select date, total_us from (${days}) d`;
  const rows = await tx.query<{ date: string | null; dimension: CodingItem["dimension"]; name: string; us: number }>(
    `with told as (${told})
     select date, null as dimension, '' as name, us from (${ofDays}) d(date, us) where us > 0
     union all select null, dimension, name, us from (${sumsOf(question.dimensions)}) i(dimension, name, us)
       where us > 0 and name is not null
     order by 1, 4 desc, 3`,
    conditions.values,
  );
  const found: CodingStats = { days: [], names: [] };
  for (const { date, dimension, name, us } of rows) {
    if (date === null) found.names.push({ dimension, name, us });
    else found.days.push({ date, us });
  }
  return found;
}
