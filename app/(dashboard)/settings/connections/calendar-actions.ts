"use server";

import { z } from "zod";
import { makeFeed, stopFeed } from "@/db/calendar-feeds";
import { getConnection, remember } from "@/db/connections";
import { askForSync } from "@/db/sync-leases";
import { dayField } from "@/domain/fields";
import { env } from "@/lib/env";
import { Failure } from "@/lib/errors";
import { syncInPlace } from "@/worker/jobs/syncs";
import { userAction } from "../../../_auth/action";

const PAGE = ["/settings/connections"];

/** Gives the person's feed an address, or a new one. */
export const makeFeedAddress = userAction(
  { name: "calendar-feed.make", resource: "calendar-feed", schema: z.object({}) },
  async (tx, _, { visitor }) => {
    if (visitor.role === "guest") {
      throw new Failure("forbidden", "Demo data has no feed: it is removed after a week. Make this your account first.");
    }
    const again = await makeFeed(tx);
    const message = again ? "The feed has a new address. The old one leads nowhere." : "The feed has its address.";
    return { message, revalidate: PAGE };
  },
);

/** Ends the person's feed. */
export const stopTheFeed = userAction(
  { name: "calendar-feed.stop", resource: "calendar-feed", schema: z.object({}) },
  async (tx) => {
    await stopFeed(tx);
    return { message: "The feed is stopped. Its address leads nowhere.", revalidate: PAGE };
  },
);

/** No day: all runs. */
const sinceForm = z.object({ since: z.literal("").or(dayField) });

/** Says from which day on runs become events. */
export const saveSince = userAction(
  { name: "connections.since", resource: "connection", schema: sinceForm, allow: ["since"] },
  async (tx, { since }) => {
    await getConnection(tx, "google");
    await remember(tx, "google", { since: since || null });
    await askForSync(tx, "google", "button");
    const after = env().ALMANAC_WORKER === "off" ? syncInPlace : undefined;
    return { id: "google", message: "Saved. The calendar follows.", revalidate: PAGE, after };
  },
);
