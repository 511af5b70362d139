import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { useStrengthSourceSpec } from "@/app/api/_spec/strength";
import { hasStrengthWorkout } from "@/db/strength";
import { releaseStrengthFields } from "@/db/strength-edits";
import { strengthResource } from "@/domain/strength-resource";

export const POST = route(
  useStrengthSourceSpec,
  async ({ tx, params, body }) => ({
    body: strengthResource(await releaseStrengthFields(tx, params.id, body.fields, body)),
  }),
  { find: (tx, { id = "" }) => hasStrengthWorkout(tx, id), what: "session" },
);

export const { GET, PUT, PATCH, DELETE } = refused("POST");
