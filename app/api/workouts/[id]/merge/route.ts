import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { mergeWorkoutSpec } from "@/app/api/_spec/workouts";
import { mergeWorkouts } from "@/db/merge-by-hand";
import { hasWorkout } from "@/db/workouts";
import { workoutResource } from "@/domain/workouts";

export const POST = route(
  mergeWorkoutSpec,
  async ({ tx, params, body }) => ({ body: workoutResource(await mergeWorkouts(tx, params.id, body.with, body)) }),
  { find: (tx, { id = "" }) => hasWorkout(tx, id), what: "workout" },
);

export const { GET, PUT, PATCH, DELETE } = refused("POST");
