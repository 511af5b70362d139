import type { Tx } from "./client";

/** Everything up to a day: the first day with any time, how many days have any, their sum in microseconds. */
export type CodingAllTime = { first: string | null; activeDays: number; totalUs: number };

/** All time of the days that count, in one look over the days. */
export async function codingAllTime(tx: Tx, to: string): Promise<CodingAllTime> {
  const [row] = await tx.named<CodingAllTime>(
    {
      name: "coding_all_time",
      text: `select min(date) as first, count(*)::integer as "activeDays", coalesce(sum(total_us), 0)::bigint as "totalUs"
        from app.coding_days where user_id = $1 and counts and total_us > 0 and date <= $2`,
    },
    [tx.userId, to],
  );
  return row ?? { first: null, activeDays: 0, totalUs: 0 };
}
