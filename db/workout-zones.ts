import type { HeartRateSeconds } from "@/domain/heart-rate";
import { byBestTrack, type TrackFacts } from "@/domain/merge-sources";
import { type ZoneTime, zoneTimes } from "@/domain/workouts";
import type { Tx } from "./client";
import { listHeartRateZones } from "./thresholds";

type Row = { workoutId: string; facts: TrackFacts; seconds: HeartRateSeconds };

/**
 * Time in the heart-rate zones that were valid on each workout's day, by workout: of the best of its sources that measured a heart rate.
 * Left out where none did or no zones were set by then.
 */
export async function listZoneTimes(
  tx: Tx,
  workouts: readonly { id: string; localDate: string }[],
): Promise<Map<string, ZoneTime[]>> {
  const found = new Map<string, ZoneTime[]>();
  const zones = workouts.length > 0 ? await listHeartRateZones(tx) : [];
  if (zones.length === 0) return found;
  const rows = await tx.query<Row>(
    `select workout_id as "workoutId", facts #> '{summary,heartRate,seconds}' as seconds, jsonb_build_object('format', facts -> 'format',
        'trackPoints', track_points, 'summary', jsonb_build_object('power', facts #> '{summary,power}')) as facts
      from app.activity_sources where user_id = $1 and workout_id = any($2::text[])
        and jsonb_typeof(facts #> '{summary,heartRate,seconds}') = 'object' order by track_points desc, id`,
    [tx.userId, workouts.map(({ id }) => id)],
  );
  rows.sort((a, b) => byBestTrack(a.facts, b.facts));
  for (const { id, localDate } of workouts) {
    const valid = zones.find(({ validFrom }) => validFrom <= localDate);
    const times = zoneTimes(rows.find(({ workoutId }) => workoutId === id)?.seconds, valid?.lowerBoundsBpm);
    if (times) found.set(id, times);
  }
  return found;
}
