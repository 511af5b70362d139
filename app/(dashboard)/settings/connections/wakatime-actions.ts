"use server";

import { z } from "zod";
import { getConnection, remember } from "@/db/connections";
import { askForSync } from "@/db/sync-leases";
import { clearStats } from "@/db/wakatime-stats";
import { historyOf, isUnderWay } from "@/domain/wakatime-history";
import { env } from "@/lib/env";
import { syncInPlace } from "@/worker/jobs/syncs";
import { userAction } from "../../../_auth/action";

const PAGE = ["/settings/connections"];
const resource = "connection";
const withoutWorker = () => (env().ALMANAC_WORKER === "off" ? syncInPlace : undefined);

/** Forgets the statistics that WakaTime told and asks for them anew. */
export const clearCache = userAction({ name: "connections.clear-cache", resource, schema: z.object({}) }, async (tx) => {
  await getConnection(tx, "wakatime");
  await clearStats(tx);
  await askForSync(tx, "wakatime", "button");
  return {
    id: "wakatime",
    message: "The statistics are cleared and being fetched again. The days of your archive stay.",
    revalidate: PAGE,
    after: withoutWorker(),
  };
});

/** Asks WakaTime for a data dump of everything, which is then imported. */
export const fetchHistory = userAction({ name: "connections.fetch-history", resource, schema: z.object({}) }, async (tx) => {
  const connection = await getConnection(tx, "wakatime");
  if (isUnderWay(historyOf(connection))) return { id: "wakatime", message: "Your history is on its way already." };
  await remember(tx, "wakatime", { history: { state: "asked", askedAt: Date.now() } });
  await askForSync(tx, "wakatime", "button");
  return {
    id: "wakatime",
    message: "WakaTime is asked for a data dump. It is imported as soon as it is made.",
    revalidate: PAGE,
    after: withoutWorker(),
  };
});
