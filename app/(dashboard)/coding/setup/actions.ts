"use server";

import { z } from "zod";
import { setCodingSettings } from "@/db/coding-settings";
import { SOURCE_RULES } from "@/domain/coding";
import { env } from "@/lib/env";
import { drainRecounts } from "@/worker/jobs/coding";
import { userAction } from "../../../_auth/action";

const MINUTES = "Write a number of minutes from 1 to 240.";

/** Changes by which rules coding time is counted; another timeout counts all days again. */
export const saveRules = userAction(
  {
    name: "coding.rules",
    resource: "coding_settings",
    schema: z.object({
      timeout: z.string().transform(Number).pipe(z.number(MINUTES).min(1, MINUTES).max(240, MINUTES)),
      sourceRule: z.enum(SOURCE_RULES),
    }),
    allow: ["timeout", "sourceRule"],
  },
  async (tx, { timeout, sourceRule }) => {
    const { recountDueAt } = await setCodingSettings(tx, { timeoutS: Math.round(timeout * 60), sourceRule });
    return {
      message: recountDueAt ? "Saved. All days are being counted again." : "Saved.",
      revalidate: ["/coding/setup"],
      // Without a worker beside the server it is done here, after the answer's transaction.
      after: recountDueAt && env().ALMANAC_WORKER === "off" ? () => drainRecounts().then(() => undefined) : undefined,
    };
  },
);
