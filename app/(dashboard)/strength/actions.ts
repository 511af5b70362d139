"use server";

import { z } from "zod";
import { deleteStrengthWorkout, undeleteStrengthWorkout } from "@/db/strength";
import { idField } from "@/domain/fields";
import { userAction } from "../../_auth/action";

const audited = { resource: "strength_workout", idField: "id" } as const;
const one = z.object({ id: idField });

/** Deletes softly: the session leaves every list and total until it is brought back. */
export const remove = userAction({ name: "strength.delete", ...audited, schema: one }, async (tx, { id }) => {
  await deleteStrengthWorkout(tx, id);
  return { id, href: `/strength?removed=${encodeURIComponent(id)}` };
});

/** Brings a deleted session back. */
export const undelete = userAction({ name: "strength.undelete", ...audited, schema: one }, async (tx, { id }) => {
  await undeleteStrengthWorkout(tx, id);
  return { message: "Session is back.", id, revalidate: ["/strength"] };
});
