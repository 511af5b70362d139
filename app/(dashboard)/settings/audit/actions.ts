"use server";

import { z } from "zod";
import { updateSettings } from "@/db/settings";
import { userAction } from "../../../_auth/action";

const months = z.preprocess(
  (value) => (value === "" ? null : Number(value)),
  z.int("Write a whole number of months.").min(1, "At least one month.").max(1200, "At most 1,200 months.").nullable(),
);

/** Sets how long the audit log is kept; the owner's alone. */
export const saveAuditMonths = userAction(
  { name: "settings.update", resource: "settings", schema: z.object({ auditMonths: months }), allow: ["auditMonths"] },
  async (tx, input) => {
    await updateSettings(tx, input);
    return { message: "Saved.", revalidate: ["/settings/audit"] };
  },
);
