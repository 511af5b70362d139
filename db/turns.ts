import type { Tx } from "./client";

/**
 * Imports of one person take turns, so that two of them cannot both make the same run. Plans are made for anybody rather than for
 * this person: of somebody who is just bringing their first runs the statistics know nothing, and the server would then choose an
 * index by chance and read all that is there for every single key. With `repeatable` work the commit does not wait for the disk:
 * what a crash takes away takes the import's progress with it, and is brought again.
 */
export async function takeTurn(tx: Tx, work: "once" | "repeatable" = "once"): Promise<void> {
  await tx.query(
    `select set_config('plan_cache_mode', 'force_generic_plan', true), set_config('synchronous_commit', $2, true),
      pg_advisory_xact_lock(hashtextextended('almanac.activities.' || $1::text, 0))`,
    [tx.userId, work === "repeatable" ? "off" : "on"],
  );
}
