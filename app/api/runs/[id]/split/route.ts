import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { splitRunSpec } from "@/app/api/_spec/runs";
import type { Activity } from "@/db/activity-rows";
import type { Tx } from "@/db/client";
import { getRun, hasRun } from "@/db/runs";
import { splitRun } from "@/db/split-activities";
import { getWorkout } from "@/db/workouts";
import { runResource } from "@/domain/runs";
import { workoutResource } from "@/domain/workouts";

export const POST = route(
  splitRunSpec,
  async ({ tx, params, body }) => {
    const items = [];
    for (const part of await splitRun(tx, params.id, body.sourceId)) items.push(await resource(tx, part));
    return { body: { items } };
  },
  { find: (tx, { id = "" }) => hasRun(tx, id), what: "run" },
);

/** What was taken out of a run may turn out to be another sport. */
async function resource(tx: Tx, { noun, id }: Activity) {
  return noun === "run" ? runResource(await getRun(tx, id)) : workoutResource(await getWorkout(tx, id));
}

export const { GET, PUT, PATCH, DELETE } = refused("POST");
