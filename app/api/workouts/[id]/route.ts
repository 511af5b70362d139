import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { deleteWorkoutSpec, editWorkoutSpec, getWorkoutSpec } from "@/app/api/_spec/workouts";
import { bestTrack, listSources } from "@/db/source-list";
import { heartRateZonesOn } from "@/db/thresholds";
import { deleteWorkout, editWorkout, getWorkout, hasWorkout } from "@/db/workouts";
import type { Track } from "@/domain/activity";
import { workoutResource, zoneTimes } from "@/domain/workouts";

const there = { find: (tx: Parameters<typeof hasWorkout>[0], { id = "" }) => hasWorkout(tx, id), what: "workout" };

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

export const PATCH = route(
  editWorkoutSpec,
  async ({ tx, params, body: { version, ...changes } }) => ({
    body: workoutResource(await editWorkout(tx, params.id, changes, { version })),
  }),
  there,
);

export const DELETE = route(
  deleteWorkoutSpec,
  async ({ tx, params, query }) => {
    await deleteWorkout(tx, params.id, query);
    return {};
  },
  there,
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

export const { POST, PUT } = refused("GET", "PATCH", "DELETE");
