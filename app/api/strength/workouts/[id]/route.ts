import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { deleteStrengthSpec, getStrengthSpec } from "@/app/api/_spec/strength";
import { deleteStrengthWorkout, getStrengthWorkout, hasStrengthWorkout } from "@/db/strength";
import { strengthResource } from "@/domain/strength-resource";

export const GET = route(
  getStrengthSpec,
  async ({ tx, params }) => ({ body: strengthResource(await getStrengthWorkout(tx, params.id)) }),
  { what: "session" },
);

export const DELETE = route(
  deleteStrengthSpec,
  async ({ tx, params, query }) => {
    await deleteStrengthWorkout(tx, params.id, query);
    return {};
  },
  { find: (tx, { id = "" }) => hasStrengthWorkout(tx, id), what: "session" },
);

export const { POST, PUT, PATCH } = refused("GET", "DELETE");
