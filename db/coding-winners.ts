import type { SourceRule } from "@/domain/coding";
import type { Tx } from "./client";

/** Sources from the most to the least wanted; one that saw any time of the day goes before one that saw none. */
const ORDER: Record<SourceRule, string> = {
  most: "total_us desc, array_position('{heartbeats,wakatime_dump,wakatime}', source)",
  heartbeats: "total_us > 0 desc, array_position('{heartbeats,wakatime_dump,wakatime}', source)",
  wakatime: "total_us > 0 desc, array_position('{wakatime,wakatime_dump,heartbeats}', source)",
};

/**
 * Chooses for each day which source counts, by the person's rule; never two, so that nothing is counted double. Call it with the lock
 * of {@link lockCoding} held. Answers how many days changed hands.
 */
export async function chooseWinners(tx: Tx, dates: readonly string[] | "all"): Promise<number> {
  const [row] = await tx.query<{ rule: SourceRule }>("select source_rule as rule from app.coding_settings where user_id = $1", [
    tx.userId,
  ]);
  const some = dates === "all" ? "" : "and date = any($2::date[])";
  const changed = await tx.query<object>(
    `with best as (
       select distinct on (date) date, source from app.coding_days where user_id = $1 ${some} order by date, ${ORDER[row?.rule ?? "most"]}
     ) update app.coding_days d set counts = d.source = b.source, updated_at = now() from best b
       where d.user_id = $1 and d.date = b.date and d.counts <> (d.source = b.source) returning 1`,
    dates === "all" ? [tx.userId] : [tx.userId, dates],
  );
  return changed.length;
}
