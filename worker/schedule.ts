import { runSqlJob, SQL_JOBS } from "@/db/job-runs";
import { newId } from "@/lib/crypto";
import { log } from "@/lib/log";
import { doClaimed, type Summary } from "./claimed";
import { checkDrift } from "./jobs/aggregates";
import { makeAndSendDigests } from "./jobs/digests";
import { tickEverybody } from "./jobs/habits";
import { purgeAll } from "./jobs/housekeeping";
import { resealAll } from "./jobs/reseal";
import { takeSnapshots } from "./jobs/snapshots";

/** How long one round of a job may take: the next round goes on. */
const ROUND_MS = 300_000;

/** Jobs in code, each due once in every hour of UTC. */
const HOURLY: Readonly<Record<string, (now: Date) => Promise<Summary>>> = {
  digests: (now) => makeAndSendDigests(now, ROUND_MS),
  habits: (now) => tickEverybody(now, true),
  snapshots: (now) => takeSnapshots(now, ROUND_MS),
  purge: purgeAll,
  reseal: resealAll,
  drift: async (now) => ({ drifted: await checkDrift(now) }),
};

/**
 * Does what is due and was not done yet, by this or any other schedule: pg_cron and an outside cron calling the routes may be on as
 * well, and any number of workers. Call it every minute; a failure of one job leaves the others alone.
 */
export async function doWhatIsDue(now: Date): Promise<void> {
  for (const job of SQL_JOBS) await calmly(job, () => runSqlJob(newId(), job, "scheduler", true, now));
  // Short and safe to repeat: what was just run or coded ticks its habits within the minute.
  await calmly("habits", () => tickEverybody(now, false));
  for (const [job, work] of Object.entries(HOURLY)) {
    await calmly(job, () => doClaimed(job, { source: "scheduler", once: true, now }, work));
  }
}

async function calmly(job: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log().error({ job, error: String(error) }, "a scheduled job failed");
  }
}
