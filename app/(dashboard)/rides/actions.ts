"use server";

import { z } from "zod";
import { deleteWorkout, undeleteWorkout } from "@/db/workouts";
import { idField } from "@/domain/fields";
import { userAction } from "../../_auth/action";

const audited = { resource: "workout", idField: "id", schema: z.object({ id: idField }) } as const;

/** Deletes softly: the activity leaves every list and total until it is brought back. */
export const remove = userAction({ name: "workouts.delete", ...audited }, async (tx, { id }) => {
  await deleteWorkout(tx, id);
  return { id, href: `/rides?removed=${encodeURIComponent(id)}` };
});

/** Brings a deleted activity back. */
export const undelete = userAction({ name: "workouts.undelete", ...audited }, async (tx, { id }) => {
  await undeleteWorkout(tx, id);
  return { message: "Activity is back.", id, revalidate: ["/rides"] };
});
