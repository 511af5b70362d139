import { isoWeekOf } from "@/domain/iso-weeks";
import { addDays, weekday } from "@/domain/time-zones";
import type { Tx } from "./client";
import { countWeek, isWhole, listDaySums, putDigest } from "./digests";

/** So many weeks of a past that was brought in are written by one wish. */
const WEEKS_WRITTEN = 12;

/**
 * Those of the last weeks that ended before `today` that have no digest though something was recorded in them, be it a habit's day or a
 * reflection without a mood; newest first.
 */
export async function listMissingWeeks(tx: Tx, today: string): Promise<string[]> {
  const monday = addDays(today, 1 - weekday(today));
  const [from, to] = [addDays(monday, -7 * WEEKS_WRITTEN), addDays(monday, -1)];
  const [stored, sums] = await Promise.all([
    tx.query<{ isoWeek: string }>(
      `select d.iso_week as "isoWeek" from app.digests d where d.user_id = $1 and d.iso_week between $2 and $3 and ${isWhole("d")}`,
      [tx.userId, isoWeekOf(from), isoWeekOf(to)],
    ),
    listDaySums(tx, from, to),
  ]);
  const missing = new Set(sums.map(({ date }) => isoWeekOf(date)));
  for (const { isoWeek } of stored) missing.delete(isoWeek);
  return [...missing].sort().reverse();
}

/**
 * Writes the digests of {@link listMissingWeeks}, as for somebody who brought their past along. Safe to repeat. Answers how many were
 * written.
 */
export async function writeMissingDigests(tx: Tx, today: string): Promise<number> {
  let written = 0;
  for (const isoWeek of await listMissingWeeks(tx, today)) {
    if (await putDigest(tx, isoWeek, await countWeek(tx, isoWeek), true)) written += 1;
  }
  return written;
}
