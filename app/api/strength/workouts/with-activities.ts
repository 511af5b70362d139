import type { Tx } from "@/db/client";
import { listSessionActivities } from "@/db/session-activities";
import { getStrengthWorkout } from "@/db/strength";
import { strengthResource } from "@/domain/strength-resource";

/** A session with what was recorded at its time, as the API shows it. @throws Failure "not_found" */
export async function withActivities(tx: Tx, id: string) {
  const session = await getStrengthWorkout(tx, id);
  const activities = await listSessionActivities(tx, id);
  return {
    ...strengthResource(session),
    activities: activities.map(({ id, title, sport, source, startAt, elapsedS, energyKj, link, ...activity }) => ({
      ...{ id, title, sport, source },
      startAt: startAt.toISOString(),
      elapsed: elapsedS,
      averageHeartRate: activity.averageHeartRateBpm,
      maxHeartRate: activity.maxHeartRateBpm,
      energy: energyKj,
      link,
    })),
  };
}
