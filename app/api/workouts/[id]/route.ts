import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { deleteWorkoutSpec, editWorkoutSpec, getWorkoutSpec } from "@/app/api/_spec/workouts";
import type { Tx } from "@/db/client";
import { bestTrack } from "@/db/source-list";
import type { WorkoutRow } from "@/db/workout-rows";
import { listZoneTimes } from "@/db/workout-zones";
import { deleteWorkout, editWorkout, getWorkout, hasWorkout } from "@/db/workouts";
import type { Track } from "@/domain/activity";
import { workoutResource } from "@/domain/workouts";

const there = { find: (tx: Parameters<typeof hasWorkout>[0], { id = "" }) => hasWorkout(tx, id), what: "workout" };

export const GET = route(
  getWorkoutSpec,
  async ({ tx, params, query }) => {
    const workout = await getWorkout(tx, params.id);
    const body = await withZones(tx, workout);
    if (!query.includeTelemetry) return { body };
    const found = await bestTrack(tx, { workoutId: workout.id });
    return { body: { ...body, telemetry: found && telemetryOf(found.track) } };
  },
  { what: "workout" },
);

export const PATCH = route(
  editWorkoutSpec,
  async ({ tx, params, body: { version, ...changes } }) => ({
    body: await withZones(tx, await editWorkout(tx, params.id, changes, { version })),
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

async function withZones(tx: Tx, workout: WorkoutRow) {
  return workoutResource(workout, (await listZoneTimes(tx, [workout])).get(workout.id));
}

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
