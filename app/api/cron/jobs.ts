import "server-only";
import { asSystem } from "@/db/client";
import { runSqlJob, SQL_JOBS } from "@/db/job-runs";
import { isAnySyncing } from "@/db/sync-leases";
import { newId } from "@/lib/crypto";
import { recountAggregates } from "@/worker/jobs/aggregates";
import { drainRecounts } from "@/worker/jobs/coding";
import { makeAndSendDigests } from "@/worker/jobs/digests";
import { tickEverybody } from "@/worker/jobs/habits";
import { purgeAll } from "@/worker/jobs/housekeeping";
import { drainImports } from "@/worker/jobs/imports";
import { takeSnapshots } from "@/worker/jobs/snapshots";
import { drainSyncs, syncHost } from "@/worker/jobs/syncs";
import { readerForRequests } from "@/worker/read-files";

/** How long one call works on the queue: within what hosts of functions allow a request. */
const DRAIN_MS = 50_000;

type Job = (now: Date) => Promise<Record<string, unknown> | null>;

/** What the cron routes can be asked for; null when the same job runs elsewhere at this moment. */
export const JOBS: Readonly<Record<string, Job>> = {
  jobs: async (now) => {
    const reader = readerForRequests();
    try {
      const imports = await drainImports({ readFile: reader.readFile, stopping: () => false }, DRAIN_MS);
      return { imports, recounts: await drainRecounts(), ...(await tickEverybody(now, true)) };
    } finally {
      await reader.close();
    }
  },
  // Leases keep any number of calls apart: only one that finds everything taken has nothing to do.
  sync: async () => {
    const syncs = await drainSyncs(
      syncHost(() => false),
      DRAIN_MS,
    );
    return syncs === 0 && (await asSystem(newId(), isAnySyncing)) ? null : { syncs };
  },
  ...Object.fromEntries(SQL_JOBS.map((job) => [job, (now: Date) => runSqlJob(newId(), job, "route", false, now)])),
  digests: (now) => makeAndSendDigests(now, DRAIN_MS),
  snapshots: (now) => takeSnapshots(now, DRAIN_MS),
  aggregates: () => recountAggregates(DRAIN_MS),
  purge: purgeAll,
};
