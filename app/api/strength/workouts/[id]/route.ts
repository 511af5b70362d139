import { route } from "@/app/_auth/route";
import { refused } from "@/app/api/_spec/refused";
import { deleteStrengthSpec, editStrengthSpec, getStrengthSpec } from "@/app/api/_spec/strength";
import type { Tx } from "@/db/client";
import { deleteStrengthWorkout, hasStrengthWorkout } from "@/db/strength";
import { editStrengthWorkout } from "@/db/strength-edits";
import { strengthResource } from "@/domain/strength-resource";
import { withActivities } from "../with-activities";

const there = { find: (tx: Tx, { id = "" }: { id?: string }) => hasStrengthWorkout(tx, id), what: "session" };

export const GET = route(getStrengthSpec, async ({ tx, params }) => ({ body: await withActivities(tx, params.id) }), {
  what: "session",
});

export const PATCH = route(
  editStrengthSpec,
  async ({ tx, params, body: { version, ...changes } }) => ({
    body: strengthResource(await editStrengthWorkout(tx, params.id, changes, { version, now: new Date() })),
  }),
  there,
);

export const DELETE = route(
  deleteStrengthSpec,
  async ({ tx, params, query }) => {
    await deleteStrengthWorkout(tx, params.id, query);
    return {};
  },
  there,
);

export const { POST, PUT } = refused("GET", "PATCH", "DELETE");
