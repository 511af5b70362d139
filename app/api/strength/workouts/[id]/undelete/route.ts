import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { undeleteStrengthSpec } from "@/app/api/_spec/strength";
import { hasStrengthWorkout, undeleteStrengthWorkout } from "@/db/strength";
import { strengthResource } from "@/domain/strength-resource";

export const POST = route(
  undeleteStrengthSpec,
  async ({ tx, params, body }) => ({ body: strengthResource(await undeleteStrengthWorkout(tx, params.id, body)) }),
  { find: (tx, { id = "" }) => hasStrengthWorkout(tx, id, true), what: "session" },
);

export const { GET, PUT, PATCH, DELETE } = refused("POST");
