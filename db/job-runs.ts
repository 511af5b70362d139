import { asSystem, type SystemTx } from "./client";

/** Jobs that are SQL alone: `ops.run_job` does them, for whichever schedule asks first. */
export const SQL_JOBS = ["refresh-weekly-summary", "create-partitions", "prune-partitions", "analyze"] as const;
export type SqlJob = (typeof SQL_JOBS)[number];

/**
 * Runs a job of SQL; null while it runs elsewhere. `once`: only when it has not run yet in its hour, day or month, so that several
 * schedules may be on.
 */
export async function runSqlJob(
  requestId: string,
  job: SqlJob,
  source: "scheduler" | "route",
  once: boolean,
  now: Date,
): Promise<Record<string, unknown> | null> {
  return asSystem(requestId, async (tx) => {
    const [row] = await tx.query<{ made: Record<string, unknown> }>("select ops.run_job($1, $2, $3, $4) as made", [
      job,
      source,
      once,
      now,
    ]);
    return row?.made["skipped"] ? null : (row?.made ?? {});
  });
}

/** Claims a job for a time it is due in; false where somebody has it already. It stays claimed when it fails: the next time is another. */
export async function claimJob(tx: SystemTx, job: string, runKey: string): Promise<boolean> {
  const rows = await tx.query<object>(
    "insert into ops.job_runs (job, run_key, source) values ($1, $2, 'scheduler') on conflict do nothing returning 1",
    [job, runKey],
  );
  return rows.length > 0;
}

/** Notes what a claimed job did. */
export async function noteJob(tx: SystemTx, job: string, runKey: string, summary: Record<string, unknown>): Promise<void> {
  await tx.query("update ops.job_runs set finished_at = now(), summary = $3 where job = $1 and run_key = $2", [
    job,
    runKey,
    JSON.stringify(summary),
  ]);
}
