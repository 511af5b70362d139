import { type Actor, asUser } from "@/db/client";
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
      best: await bestTrack(tx, { workoutId: id }),
      zones: await heartRateZonesOn(tx, ride.localDate),
    };
  });
}

export type LoadedRide = Awaited<ReturnType<typeof loadRide>>;
