import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { restoreStrengthSpec } from "@/app/api/_spec/strength";
import { hasStrengthWorkout } from "@/db/strength";
import { restoreStrengthWorkout } from "@/db/strength-versions";
import { strengthResource } from "@/domain/strength-resource";

export const POST = route(
  restoreStrengthSpec,
  async ({ tx, params, body }) => {
    const wish = { reason: body.reason, expected: body.version };
    return { body: strengthResource(await restoreStrengthWorkout(tx, params.id, params.version, wish)) };
  },
  { find: (tx, { id = "" }) => hasStrengthWorkout(tx, id, true), what: "version of this session" },
);

export const { GET, PUT, PATCH, DELETE } = refused("POST");
