import "server-only";
import { asSystem } from "@/db/client";
import { runSqlJob, SQL_JOBS } from "@/db/job-runs";
import { isAnySyncing } from "@/db/sync-leases";
import { newId } from "@/lib/crypto";
import { doClaimed } from "@/worker/claimed";
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

type Made = Record<string, unknown> | null;

/** Does a job; with `once` only when no schedule has done it yet in the hour, day or month that it is due in. */
type Job = (now: Date, once: boolean) => Promise<Made>;

/** A job that other schedules do as well. */
const shared =
  (job: string, work: (now: Date) => Promise<Made>): Job =>
  async (now, once) =>
    (await doClaimed(job, { source: "route", once, now }, work))?.made ?? null;

/** What the cron routes can be asked for; null when the same job runs elsewhere at this moment, or was done where once is enough. */
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
  ...Object.fromEntries(SQL_JOBS.map((job) => [job, (now: Date, once: boolean) => runSqlJob(newId(), job, "route", once, now)])),
  digests: shared("digests", (now) => makeAndSendDigests(now, DRAIN_MS)),
  snapshots: shared("snapshots", (now) => takeSnapshots(now, DRAIN_MS)),
  aggregates: shared("aggregates", () => recountAggregates(DRAIN_MS)),
  purge: shared("purge", purgeAll),
  // Rides come from files and providers when they are over: none is open that could have been left so.
  "close-rides": async () => ({ closed: 0 }),
};
