import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { listWorkoutsSpec } from "@/app/api/_spec/workouts";
import { listWorkouts, sumWorkouts } from "@/db/workout-list";
import { listZoneTimes } from "@/db/workout-zones";
import { workoutResource } from "@/domain/workouts";

export const GET = route(listWorkoutsSpec, async ({ tx, query }) => {
  const { rows, next } = await listWorkouts(tx, query);
  const { workouts } = await sumWorkouts(tx, query);
  const zones = await listZoneTimes(tx, rows);
  const items = rows.map((workout) => workoutResource(workout, zones.get(workout.id)));
  return { body: { items, page: { limit: query.limit, next, total: workouts } } };
});

export const { POST, PUT, PATCH, DELETE } = refused("GET");
