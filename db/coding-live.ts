import type { DayStarts } from "@/domain/coding-days";
import type { Tx } from "./client";
import type { Dimension } from "./coding-combos";
import { creditsSql } from "./coding-credits";
import { type CodingFilter, withFilter } from "./coding-filter";
import { Conditions } from "./conditions";

/**
 * What to count and how: days by where they begin (in any zone; the last start only ends the day before), the timeout, all heartbeats
 * or those of saved files alone.
 */
export type LiveQuestion = {
  days: DayStarts;
  timeoutS: number;
  writesOnly: boolean;
  filter: CodingFilter;
  dimensions: readonly LiveDimension[];
};

/** What heartbeats know beyond the stored days: files, and what these import; a file's time counts for each of its imports. */
export type LiveDimension = Dimension | "entity" | "dependency";

/** Time of a day in all (`dimension` null), or under one name of a dimension. */
export type LiveItem = { date: string; dimension: LiveDimension | null; name: string; us: number };

/**
 * Counts days from their heartbeats by another rule than the one that the stored days are made by, or by what stored days do not tell
 * of: entities and dependencies. Costs as much as there are heartbeats in them, and knows nothing of days that only other sources tell of.
 */
export async function countHeartbeats(tx: Tx, question: LiveQuestion): Promise<LiveItem[]> {
  const { dates, startsUs } = question.days;
  const fromUs = startsUs[0];
  const toUs = startsUs.at(-1);
  if (fromUs === undefined || toUs === undefined || startsUs.length < 2) return [];
  const conditions = new Conditions(tx.userId, "c");
  const timeout = `${conditions.hole(question.timeoutS * 1e6)}::bigint`;
  const from = conditions.hole(fromUs);
  const to = conditions.hole(toUs);
  const writes = question.writesOnly ? "and is_write" : "";
  const near = (column: string) => `${column} > ${from}::bigint - ${timeout} and ${column} < ${to}::bigint + ${timeout}`;
  const chain = `(select 1 as sign, 1 as part, at_us, key, combo_id from app.heartbeats
    where user_id = $1 and ${near("at_us")} ${writes}) chain`;
  const credits = creditsSql({ chain, timeoutUs: timeout, starts: `${conditions.hole(`{${startsUs.join(",")}}`)}::bigint[]` });
  withFilter(conditions, question.filter);
  const told = (dimension: LiveDimension) => question.dimensions.includes(dimension);
  const named = question.dimensions
    .filter((dimension) => dimension !== "dependency")
    .map((dimension) => `('${dimension}', ${dimension === "entity" ? "p.entity" : `c.${dimension}`})`);
  // The bounds are said of both, so that no plan reads all the years there are to look up those of a day.
  const pieces =
    told("entity") || told("dependency")
      ? `select p.piece, p.combo_id, h.entity, h.dependencies, sum(p.us) as us from (${credits}) p
          join app.heartbeats h on h.user_id = $1 and h.at_us = p.at_us and h.key = p.key and ${near("h.at_us")} group by 1, 2, 3, 4`
      : `select piece, combo_id, sum(us) as us from (${credits}) p group by 1, 2`;
  const imports = told("dependency") ? "union select 'dependency', one from unnest(p.dependencies) one" : "";
  const rows = await tx.query<{ piece: number; dimension: LiveItem["dimension"]; name: string; us: number }>(
    `with p as materialized (${pieces})
     select p.piece, v.dimension, v.name, sum(p.us)::bigint as us from p join app.coding_combos c on c.id = p.combo_id
      cross join lateral (values ${["(null, '')", ...named].join(", ")} ${imports}) v(dimension, name)
      where p.piece > 0 and p.piece < ${startsUs.length} and ${conditions.where} group by 1, 2, 3 order by 1`,
    conditions.values,
  );
  return rows.map(({ piece, ...rest }) => ({ date: dates[piece - 1] ?? "", ...rest }));
}
