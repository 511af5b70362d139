import { type Actor, asUser } from "@/db/client";
import { listMaybeSame } from "@/db/maybe-same";
import { listActivitySessions } from "@/db/session-activities";
import { bestTrack, listSources } from "@/db/source-list";
import { heartRateZonesOn } from "@/db/thresholds";
import { getWorkoutEvenDeleted } from "@/db/workouts";

/** All that the page of a ride shows, in one transaction. @throws Failure "not_found" */
export function loadRide(actor: Actor, id: string) {
  return asUser(actor, async (tx) => {
    const ride = await getWorkoutEvenDeleted(tx, id);
    return {
      ride,
      sources: await listSources(tx, { workoutId: id }),
      maybe: ride.deletedAt ? [] : await listMaybeSame(tx, { noun: "workout", id, startAt: ride.startAt }),
      best: await bestTrack(tx, { workoutId: id }),
      sessions: ride.deletedAt ? [] : await listActivitySessions(tx, id),
      zones: await heartRateZonesOn(tx, ride.localDate),
    };
  });
}

export type LoadedRide = Awaited<ReturnType<typeof loadRide>>;
