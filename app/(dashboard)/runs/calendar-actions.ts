"use server";

import { z } from "zod";
import { getConnection } from "@/db/connections";
import { tryItemNow } from "@/db/sync-items";
import { askForSync } from "@/db/sync-leases";
import { idField } from "@/domain/fields";
import { env } from "@/lib/env";
import { syncInPlace } from "@/worker/jobs/syncs";
import { userAction } from "../../_auth/action";

/** Tries again to bring a run's event in step. */
export const retryEvent = userAction(
  { name: "runs.retry-event", resource: "run", schema: z.object({ id: idField }), idField: "id" },
  async (tx, { id }) => {
    await getConnection(tx, "google");
    await tryItemNow(tx, "google", "event", id);
    await askForSync(tx, "google", "button");
    const after = env().ALMANAC_WORKER === "off" ? syncInPlace : undefined;
    return { message: "It is tried again now.", revalidate: [`/runs/${encodeURIComponent(id)}`], after };
  },
);
