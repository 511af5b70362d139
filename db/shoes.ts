import { forecast, RECENT_DAYS } from "@/domain/shoes";
import { addDays } from "@/domain/time-zones";
import { notFound } from "@/lib/errors";
import type { Tx } from "./client";
import { SHOE_COLUMNS, type ShoeRow } from "./shoe-rows";

/**
 * A shoe and what it has been through. `distanceM` counts its starting mileage and all runs that are not deleted; `recentM` is that of
 * the last weeks, from which the forecast is made.
 */
export type ShoeUse = ShoeRow & {
  distanceM: number;
  runs: number;
  durationS: number;
  firstRun: string | null;
  lastRun: string | null;
  recentM: number;
  forecastDate: string | null;
  warning: "worn" | "soon" | null;
};

type Used = Omit<ShoeUse, "forecastDate" | "warning">;

const USE = `${SHOE_COLUMNS}, s.starting_distance_m + coalesce(u.distance, 0) as "distanceM", coalesce(u.runs, 0) as runs,
  coalesce(u.duration, 0) as "durationS", u.first as "firstRun", u.last as "lastRun", coalesce(u.recent, 0) as "recentM"`;

/** One pass over the covering index: mileage of each shoe; `$2` is the first recent day. */
const USED = (which: string) => `select r.shoe_id, count(*) as runs, sum(r.distance_m) as distance, sum(r.duration_s) as duration,
    min(r.local_date) as first, max(r.local_date) as last,
    sum(r.distance_m) filter (where r.local_date > $2::date) as recent
  from app.runs r where r.user_id = $1 and r.deleted_at is null and ${which} group by r.shoe_id`;

const ALL = USED("r.shoe_id is not null");
const ONE = USED("r.shoe_id = $3");

function inUse(used: Used, today: string): ShoeUse {
  return { ...used, ...forecast({ ...used, retired: used.retiredAt !== null }, today) };
}

/** The user's shoes with their mileage: those in use first, the last run in on top, then the retired ones. `today` is a local date. */
export async function listShoes(tx: Tx, filter: { retired?: boolean; deleted?: boolean }, today: string): Promise<ShoeUse[]> {
  const retired = filter.retired === undefined ? "" : `and s.retired_at is ${filter.retired ? "not null" : "null"}`;
  const deleted = `and s.deleted_at is ${filter.deleted ? "not null" : "null"}`;
  const rows = await tx.query<Used>(
    `select ${USE} from app.shoes s left join (${ALL}) u on u.shoe_id = s.id
      where s.user_id = $1 ${deleted} ${retired}
      order by s.retired_at is not null, s.retired_at desc, u.last desc nulls last, s.name, s.id`,
    [tx.userId, addDays(today, -RECENT_DAYS)],
  );
  return rows.map((row) => inUse(row, today));
}

/** Names of all shoes, for choices and for showing what a run points to; deleted ones too, as runs still point to them. */
export function listShoeNames(tx: Tx): Promise<{ id: string; name: string; retired: boolean; deleted: boolean }[]> {
  const text = `select s.id, s.name, s.retired_at is not null as retired, s.deleted_at is not null as deleted
    from app.shoes s where s.user_id = $1 order by s.deleted_at is not null, s.retired_at is not null, s.name, s.id`;
  return tx.named({ name: "shoe_names", text }, [tx.userId]);
}

/** A shoe of the user's with its mileage. @throws Failure "not_found", also for a deleted one */
export async function getShoe(tx: Tx, id: string, today: string): Promise<ShoeUse> {
  const shoe = await getShoeEvenDeleted(tx, id, today);
  if (shoe.deletedAt !== null) throw notFound("shoe");
  return shoe;
}

/** A shoe of the user's, deleted or not. @throws Failure "not_found" */
export async function getShoeEvenDeleted(tx: Tx, id: string, today: string): Promise<ShoeUse> {
  const [row] = await tx.query<Used>(
    `select ${USE} from app.shoes s left join (${ONE}) u on u.shoe_id = s.id where s.user_id = $1 and s.id = $3`,
    [tx.userId, addDays(today, -RECENT_DAYS), id],
  );
  if (!row) throw notFound("shoe");
  return inUse(row, today);
}

/** Whether the user has the shoe; deleted ones count only when asked for. */
export async function hasShoe(tx: Tx, id: string, evenDeleted = false): Promise<boolean> {
  const rows = await tx.query<{ gone: boolean }>(
    "select deleted_at is not null as gone from app.shoes where user_id = $1 and id = $2",
    [tx.userId, id],
  );
  return rows.some(({ gone }) => evenDeleted || !gone);
}

/** Sums of runs in one shoe; pace is `durationS / distanceM`, the heart rate is time-weighted. */
export type ShoePace = { runs: number; distanceM: number; durationS: number; averageHeartRateBpm: number | null };

const PACE = `count(*) as runs, sum(r.distance_m) as "distanceM", sum(r.duration_s) as "durationS",
  sum(r.average_heart_rate_bpm * r.duration_s)
    / nullif(sum(r.duration_s) filter (where r.average_heart_rate_bpm is not null), 0) as "averageHeartRateBpm"`;

/** Pace in a shoe month by month (first days), oldest first. Runs without a distance have no pace and are left out. */
export function listShoePaces(tx: Tx, id: string): Promise<(ShoePace & { month: string })[]> {
  return tx.query(
    `select date_trunc('month', r.local_date::timestamp)::date as month, ${PACE} from app.runs r
      where r.user_id = $1 and r.deleted_at is null and r.shoe_id = $2 and r.distance_m > 0 group by 1 order by 1`,
    [tx.userId, id],
  );
}

/** Pace in each shoe over all its runs. */
export function comparePaces(tx: Tx): Promise<(ShoePace & { shoeId: string })[]> {
  return tx.query(
    `select r.shoe_id as "shoeId", ${PACE} from app.runs r
      where r.user_id = $1 and r.deleted_at is null and r.shoe_id is not null and r.distance_m > 0 group by 1 order by 1`,
    [tx.userId],
  );
}
