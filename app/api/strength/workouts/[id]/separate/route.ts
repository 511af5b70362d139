import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { separateSessionSpec } from "@/app/api/_spec/strength";
import { separateSession } from "@/db/session-activities";
import { hasStrengthWorkout } from "@/db/strength";
import { withActivities } from "../../with-activities";

export const POST = route(
  separateSessionSpec,
  async ({ tx, params, body }) => {
    await separateSession(tx, params.id, body.workoutId);
    return { body: await withActivities(tx, params.id) };
  },
  { find: (tx, { id = "" }) => hasStrengthWorkout(tx, id), what: "session" },
);

export const { GET, PUT, PATCH, DELETE } = refused("POST");
