"use server";

import { z } from "zod";
import { renameSnapshot, setSnapshotDeleted, takeSnapshot } from "@/db/snapshots";
import { textField } from "@/domain/fields";
import { momentIn } from "@/domain/moments";
import { snapshotFormSchema } from "@/domain/snapshots";
import { uuidField } from "@/domain/tasks";
import { userAction } from "../../_auth/action";

const audited = { resource: "snapshot", idField: "id" } as const;
const one = z.object({ id: uuidField });
const list = ["/snapshots"];

/** Keeps how everything is at this moment. */
export const take = userAction(
  { name: "snapshots.create", ...audited, schema: snapshotFormSchema },
  async (tx, { name }, { visitor }) => {
    const at = momentIn(new Date(), visitor.timeZone);
    const taken = await takeSnapshot(tx, name ? { name } : {}, at, visitor.firstWeekday);
    return { id: taken.id, message: "Taken.", revalidate: list };
  },
);

/** Gives a snapshot another name. */
export const rename = userAction(
  { name: "snapshots.rename", ...audited, schema: z.object({ id: uuidField, name: textField(100) }) },
  async (tx, { id, name }) => {
    await renameSnapshot(tx, id, name);
    return { id, message: "Saved.", revalidate: [`/snapshots/${id}`] };
  },
);

/** Deletes a snapshot. */
export const remove = userAction({ name: "snapshots.delete", ...audited, schema: one }, async (tx, { id }) => {
  await setSnapshotDeleted(tx, id, true);
  return { id, message: "Snapshot deleted.", revalidate: list };
});

/** Deletes a snapshot from its own page, which is left. */
export const discard = userAction({ name: "snapshots.delete", ...audited, schema: one }, async (tx, { id }) => {
  await setSnapshotDeleted(tx, id, true);
  return { id, href: `/snapshots?removed=${id}` };
});

/** Brings a deleted snapshot back. */
export const undelete = userAction({ name: "snapshots.undelete", ...audited, schema: one }, async (tx, { id }) => {
  await setSnapshotDeleted(tx, id, false);
  return { id, message: "The snapshot is back.", revalidate: [...list, "/snapshots/deleted"] };
});
