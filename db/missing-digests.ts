import { DIGEST_AREAS, type DigestData } from "@/domain/digests";
import { isoWeekOf } from "@/domain/iso-weeks";
import { addDays } from "@/domain/time-zones";
import type { Tx } from "./client";
import { countWeek, putDigest } from "./digests";

/** So many weeks of a past that was brought in are written by one wish. */
const WEEKS_WRITTEN = 12;

/** Whether anything at all was recorded in a week, also what is no area's main figure: a habit's day, a reflection without a mood. */
const holdsAnything = ({ areas }: DigestData): boolean =>
  DIGEST_AREAS.some((area) => [areas[area], ...areas[area].more].some(({ thisWeek }) => Boolean(thisWeek)));

/** The last weeks that ended before `today`, newest first. */
export function endedWeeks(today: string): string[] {
  return Array.from({ length: WEEKS_WRITTEN }, (_, back) => isoWeekOf(addDays(today, -7 * (back + 1))));
}

/**
 * Writes the digests of the last weeks that ended before `today` and have none, as for somebody who brought their past along. A week
 * in which nothing was recorded gets none. Safe to repeat. Answers how many were written.
 */
export async function writeMissingDigests(tx: Tx, today: string): Promise<number> {
  const weeks = endedWeeks(today);
  const stored = await tx.query<{ isoWeek: string }>(
    `select iso_week as "isoWeek" from app.digests where user_id = $1 and iso_week = any($2::text[])`,
    [tx.userId, weeks],
  );
  const known = new Set(stored.map(({ isoWeek }) => isoWeek));
  let written = 0;
  for (const isoWeek of weeks) {
    if (known.has(isoWeek)) continue;
    const data = await countWeek(tx, isoWeek);
    if (!holdsAnything(data)) continue;
    if (await putDigest(tx, isoWeek, data, true)) written += 1;
  }
  return written;
}
