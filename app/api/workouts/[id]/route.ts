import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { getWorkoutSpec } from "@/app/api/_spec/workouts";
import { bestTrack, listSources } from "@/db/source-list";
import { heartRateZonesOn } from "@/db/thresholds";
import { getWorkout } from "@/db/workouts";
import type { Track } from "@/domain/activity";
import { workoutResource, zoneTimes } from "@/domain/workouts";

export const GET = route(
  getWorkoutSpec,
  async ({ tx, params, query }) => {
    const workout = await getWorkout(tx, params.id);
    const of = { workoutId: workout.id };
    const heart = (await listSources(tx, of)).find(({ facts }) => facts.summary?.heartRate)?.facts.summary?.heartRate;
    const zones = await heartRateZonesOn(tx, workout.localDate);
    const body = workoutResource(workout, zoneTimes(heart?.seconds, zones?.lowerBoundsBpm));
    if (!query.includeTelemetry) return { body };
    const found = await bestTrack(tx, of);
    return { body: { ...body, telemetry: found && telemetryOf(found.track) } };
  },
  { what: "workout" },
);

/** JSON knows no NaN: a missing reading is null. */
function telemetryOf({ time, channels, pauses }: Track) {
  const plain = (values: Float64Array) => Array.from(values, (value) => (Number.isNaN(value) ? null : value));
  return {
    time: Array.from(time),
    channels: Object.fromEntries(Object.entries(channels).map(([channel, values]) => [channel, plain(values)])),
    pauses,
  };
}

export const { POST, PUT, PATCH, DELETE } = refused("GET");
