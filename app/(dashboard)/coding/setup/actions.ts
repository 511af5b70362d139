"use server";

import { z } from "zod";
import { makeBadge, stopBadge } from "@/db/coding-badges";
import { setCodingSettings } from "@/db/coding-settings";
import { SOURCE_RULES } from "@/domain/coding";
import { env } from "@/lib/env";
import { Failure } from "@/lib/errors";
import { drainRecounts } from "@/worker/jobs/coding";
import { userAction } from "../../../_auth/action";

const PAGE = ["/coding/setup"];
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
      revalidate: PAGE,
      // Without a worker beside the server it is done here, after the answer's transaction.
      after: recountDueAt && env().ALMANAC_WORKER === "off" ? () => drainRecounts().then(() => undefined) : undefined,
    };
  },
);

/** Gives the person's badge an address, or a new one. */
export const makeBadgeAddress = userAction(
  { name: "coding-badge.make", resource: "coding_badge", schema: z.object({}) },
  async (tx, _, { visitor }) => {
    if (visitor.role === "guest") {
      throw new Failure("forbidden", "Demo data has no badge: it is removed after a week. Make this your account first.");
    }
    const again = await makeBadge(tx);
    const message = again ? "The badge has a new address. The old one shows nothing." : "The badge has its address.";
    return { message, revalidate: PAGE };
  },
);

/** Ends the person's badge. */
export const stopTheBadge = userAction(
  { name: "coding-badge.stop", resource: "coding_badge", schema: z.object({}) },
  async (tx) => {
    await stopBadge(tx);
    return { message: "The badge is stopped. Its address shows nothing.", revalidate: PAGE };
  },
);
