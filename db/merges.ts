import type { Sport } from "@/domain/activity";
import type { Source } from "@/domain/runs";
import type { Activity, ActivityNoun } from "./activity-rows";
import { homeOf } from "./activity-sources";
import type { Tx } from "./client";

/** An activity that another one may be the same as; `overlapS` is how much of their time the two share. Metres, seconds. */
export type MergeCandidate = {
  id: string;
  name: string;
  sport: Sport;
  startAt: Date;
  startPrecision: "second" | "day";
  timeZone: string;
  localDate: string;
  distanceM: number | null;
  durationS: number;
  elapsedS: number;
  source: Source;
  overlapS: number;
};

const MOST_CANDIDATES = 50;

const TABLES: Record<ActivityNoun, { table: string; name: string; sport: string; only: string }> = {
  run: { table: "runs", name: "name", sport: "'running'", only: "true" },
  workout: { table: "workouts", name: "title", sport: "c.sport", only: "c.status = 'COMPLETED'" },
};

/** Activities of one kind of the day of `of` and of the days around it: those that overlap with it first, then the nearest in time. */
export function listMergeCandidates(
  tx: Tx,
  noun: ActivityNoun,
  of: { id: string; localDate: string; startAt: Date; elapsedS: number },
): Promise<MergeCandidate[]> {
  const { table, name, sport, only } = TABLES[noun];
  return tx.query<MergeCandidate>(
    `select c.id, c.${name} as name, ${sport} as sport, c.start_at as "startAt", c.start_precision as "startPrecision", c.time_zone as "timeZone",
        c.local_date as "localDate", c.distance_m as "distanceM", c.duration_s as "durationS", c.elapsed_s as "elapsedS", c.source,
        greatest(0, extract(epoch from least(c.start_at + make_interval(secs => c.elapsed_s), $4::timestamptz + make_interval(secs => $5))
          - greatest(c.start_at, $4::timestamptz)))::float8 as "overlapS"
      from app.${table} c
      where c.user_id = $1 and c.id <> $2 and c.deleted_at is null and c.local_date between $3::date - 1 and $3::date + 1 and ${only}
      order by "overlapS" desc, c.local_date <> $3::date, abs(extract(epoch from c.start_at - $4::timestamptz)), c.id
      limit ${MOST_CANDIDATES}`,
    [tx.userId, of.id, of.localDate, of.startAt, of.elapsedS],
  );
}

/** What a run or workout was merged into by hand, with its name; null when it was not. */
export async function mergedInto(tx: Tx, id: string): Promise<(Activity & { name: string }) | null> {
  const home = await homeOf(tx, id);
  if (!home) return null;
  const { table, name } = TABLES[home.noun];
  const [row] = await tx.query<{ name: string }>(`select ${name} as name from app.${table} where user_id = $1 and id = $2`, [
    tx.userId,
    home.id,
  ]);
  return row ? { ...home, name: row.name } : null;
}
