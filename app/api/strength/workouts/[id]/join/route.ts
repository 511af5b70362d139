import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { joinSessionSpec } from "@/app/api/_spec/strength";
import { joinSession } from "@/db/session-activities";
import { hasStrengthWorkout } from "@/db/strength";
import { withActivities } from "../../with-activities";

export const POST = route(
  joinSessionSpec,
  async ({ tx, params, body }) => {
    await joinSession(tx, params.id, body.workoutId);
    return { body: await withActivities(tx, params.id) };
  },
  { find: (tx, { id = "" }) => hasStrengthWorkout(tx, id), what: "session" },
);

export const { GET, PUT, PATCH, DELETE } = refused("POST");
