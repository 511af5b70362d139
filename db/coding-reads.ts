import type { CodingSource } from "@/domain/coding";
import type { Tx } from "./client";
import type { Dimension } from "./coding-combos";
import { type CodingFilter, isFiltered, withFilter } from "./coding-filter";
import { Conditions } from "./conditions";

/** Days (both inclusive, `from` null for all there are), what of them, and what to tell them apart by. */
export type CodingQuestion = { from: string | null; to: string; filter?: CodingFilter; dimensions: readonly Dimension[] };

/** Time under one name of a dimension; the name is empty where the source says that there is none. */
export type CodingItem = { dimension: Dimension; name: string; us: number };

/**
 * Days that count, and their slices by combination. Slices are read along their key and those of days that do not count are left out
 * by a look into a small table of them, so that the plan is good whatever the statistics say just after a large import.
 */
export function counted(question: Pick<CodingQuestion, "from" | "to">, conditions: Conditions) {
  const to = conditions.hole(question.to);
  const from = question.from === null ? null : conditions.hole(question.from);
  const within = (alias: string) =>
    `${alias}.user_id = $1 and ${alias}.date <= ${to}::date${from ? ` and ${alias}.date >= ${from}::date` : ""}`;
  return {
    days: `select d.date, d.total_us from app.coding_days d where d.counts and ${within("d")}`,
    slices: `app.coding_slices s where ${within("s")} and ${countsItself(within("l"))}`,
  };
}

/** Whether slice `s` is of the source that counts; `within` narrows the days `l` that are looked at. */
function countsItself(within: string): string {
  return `(s.date, s.source) not in (select l.date, l.source from app.coding_days l where not l.counts and ${within})`;
}

/**
 * Sums of `us` over combinations `told`, by one dimension at a time (after `keys`), all in one go; a combination of which the source
 * does not tell a dimension has no part in that one.
 */
export function sumsOf(dimensions: readonly Dimension[], keys: readonly string[] = []): string {
  if (dimensions.length === 0) return `select ${[...keys, "null", "null", "us"].join(", ")} from told where false`;
  const which = dimensions.map((dimension) => `when grouping(${dimension}) = 0 then '${dimension}'`).join(" ");
  const sets = dimensions.map((dimension) => `(${[...keys, dimension].join(", ")})`).join(", ");
  return `select ${[...keys, `case ${which} end`, `coalesce(${dimensions.join(", ")})`, "sum(us)::bigint"].join(", ")}
    from told group by grouping sets (${sets})`;
}

/**
 * Time of a range of days in all and by each dimension, largest first. Where several sources tell of a day, only the one that counts
 * is read. With a filter the total is what matches it.
 */
export async function codingTotals(tx: Tx, question: CodingQuestion): Promise<{ totalUs: number; items: CodingItem[] }> {
  const filter = question.filter ?? {};
  const conditions = new Conditions(tx.userId, "c");
  const { days, slices } = counted(question, conditions);
  withFilter(conditions, filter);
  const rows = await tx.query<{ dimension: Dimension | null; name: string; us: number }>(
    `with days as (${days}),
      used as (select s.combo_id, sum(s.us)::bigint as us from ${slices} group by s.combo_id),
      told as (select c.*, u.us from used u join app.coding_combos c on c.id = u.combo_id where ${conditions.where})
     select null as dimension, '' as name, coalesce((select sum(${isFiltered(filter) ? "us) from told" : "total_us) from days"}), 0)::bigint as us
     union all select * from (${sumsOf(question.dimensions)}) i(dimension, name, us) where us > 0 and name is not null order by 3 desc, 2`,
    conditions.values,
  );
  let totalUs = 0;
  const found: CodingItem[] = [];
  for (const { dimension, name, us } of rows) {
    if (dimension === null) totalUs = us;
    else found.push({ dimension, name, us });
  }
  return { totalUs, items: found };
}

/** Time of one day: in all (`dimension` null), or under one name of a dimension. */
export type CodingDayItem = { date: string; dimension: Dimension | null; name: string; us: number };

/** How long a piece of a series is; weeks begin on Monday. */
export type CodingSpan = "day" | "week" | "month" | "year";

/** Like {@link codingTotals}, day by day, earliest first; days without any time are left out. */
export async function codingByDay(tx: Tx, question: CodingQuestion): Promise<CodingDayItem[]> {
  const filter = question.filter ?? {};
  const conditions = new Conditions(tx.userId, "c");
  const { days, slices } = counted(question, conditions);
  withFilter(conditions, filter);
  const totals = isFiltered(filter)
    ? "select date, null, '', sum(us)::bigint from told group by date"
    : "select date, null, '', total_us from days";
  return tx.query<CodingDayItem>(
    `with days as (${days}),
      used as (select s.combo_id, s.date, s.us from ${slices}),
      told as (select c.*, u.date, u.us from used u join app.coding_combos c on c.id = u.combo_id where ${conditions.where})
     select * from (${totals} union all ${sumsOf(question.dimensions, ["date"])}) i(date, dimension, name, us)
       where us > 0 and name is not null order by date, us desc, name`,
    conditions.values,
  );
}

/** The first and the last day that anything is known of; null when nothing is. */
export async function codingDaysRange(tx: Tx): Promise<{ first: string; last: string } | null> {
  const [row] = await tx.query<{ first: string | null; last: string | null }>(
    "select min(date) as first, max(date) as last from app.coding_days where user_id = $1",
    [tx.userId],
  );
  return row?.first && row.last ? { first: row.first, last: row.last } : null;
}

/** A day as one source tells it, and whether that is the one that counts. */
export type CodingDay = { date: string; source: CodingSource; totalUs: number; counts: boolean; updatedAt: Date };

/** Every source's telling of every day of a range, earliest first. */
export function listCodingDays(tx: Tx, range: { from: string | null; to: string }): Promise<CodingDay[]> {
  return tx.query<CodingDay>(
    `select date, source, total_us as "totalUs", counts, updated_at as "updatedAt" from app.coding_days
      where user_id = $1 and date <= $2 and ($3::date is null or date >= $3) order by date, source`,
    [tx.userId, range.to, range.from],
  );
}
