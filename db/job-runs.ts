import { asSystem, type SystemTx } from "./client";

/** Jobs that are SQL alone: `ops.run_job` does them, for whichever schedule asks first. */
export const SQL_JOBS = ["refresh-weekly-summary", "create-partitions", "prune-partitions", "analyze"] as const;
export type SqlJob = (typeof SQL_JOBS)[number];

/** Who asks for a job, beside pg_cron: Almanac's own schedule, or somebody who calls a cron route. */
export type JobSource = "scheduler" | "route";

/** A job that could not be done; its failure is noted already. */
class JobFailed extends Error {
  override name = "JobFailed";
}

/**
 * Runs a job of SQL; null while it runs elsewhere. `once`: only when it has not run yet in its hour, day or month, so that several
 * schedules may be on; our own leaves a job to pg_cron for a while where that is set up. @throws JobFailed
 */
export async function runSqlJob(
  requestId: string,
  job: SqlJob,
  source: JobSource,
  once: boolean,
  now: Date,
): Promise<Record<string, unknown> | null> {
  const made = await asSystem(requestId, async (tx) => {
    const [row] = await tx.query<{ made: Record<string, unknown> }>("select ops.run_job($1, $2, $3, $4) as made", [
      job,
      source,
      once,
      now,
    ]);
    return row?.made ?? {};
  });
  if (made["failed"]) throw new JobFailed(String(made["failed"]));
  return made["skipped"] ? null : made;
}

/** Tries in the time that a job is due in; with the next hour it has as many again. */
const MOST_TRIES = 5;

/** How long a job stays with whoever began it and was not heard of since. */
const LEASE_S = 120;

/** Between two signs of life of whoever runs a job. */
export const RENEW_MS = (LEASE_S * 1000) / 4;

/** A job that was begun: `attempt` tells whoever began it apart from those who took it over. */
export type JobClaim = { job: string; runKey: string; attempt: number };

/**
 * Claims a job for the time it is due in; null where somebody is at it. With `once` also where it was done, failed too often, or
 * failed a moment ago. A claim that is not renewed ends by itself: whoever held it was killed.
 */
export async function claimJob(
  tx: SystemTx,
  job: string,
  runKey: string,
  source: JobSource,
  once: boolean,
): Promise<JobClaim | null> {
  const free = "(r.held_until is null or r.held_until < clock_timestamp())";
  const [row] = await tx.query<{ attempt: number }>(
    `insert into ops.job_runs as r (job, run_key, source, started_at, held_until)
        values ($1, $2, $3, clock_timestamp(), clock_timestamp() + make_interval(secs => $4))
      on conflict (job, run_key) do update set source = excluded.source, started_at = excluded.started_at,
          held_until = excluded.held_until, attempts = r.attempts + 1, failed_at = null, error_code = null, error = null
        where ${once ? `r.finished_at is null and r.attempts < ${MOST_TRIES} and ${free}` : `${free} or r.failed_at is not null`}
      returning attempts as attempt`,
    [job, runKey, source, LEASE_S],
  );
  return row ? { job, runKey, attempt: row.attempt } : null;
}

const MINE = "job = $1 and run_key = $2 and attempts = $3";
const own = ({ job, runKey, attempt }: JobClaim) => [job, runKey, attempt];

/** Says that a claimed job is still worked on. */
export async function renewClaim(tx: SystemTx, claim: JobClaim): Promise<void> {
  const until = "clock_timestamp() + make_interval(secs => $4)";
  await tx.query(`update ops.job_runs set held_until = ${until} where ${MINE} and held_until is not null`, [
    ...own(claim),
    LEASE_S,
  ]);
}

/** Notes what a claimed job did. */
export async function noteJob(tx: SystemTx, claim: JobClaim, summary: Record<string, unknown>): Promise<void> {
  await tx.query(`update ops.job_runs set finished_at = clock_timestamp(), held_until = null, summary = $4 where ${MINE}`, [
    ...own(claim),
    JSON.stringify(summary),
  ]);
}

/** Notes why a claimed job failed and gives it back, after a rest that grows with each try: 1, 4, 9 and 16 minutes. */
export async function noteFailure(tx: SystemTx, claim: JobClaim, why: { code: string; text: string }): Promise<void> {
  await tx.query(
    `update ops.job_runs set failed_at = clock_timestamp(), held_until = clock_timestamp() + make_interval(mins => attempts * attempts),
      error_code = $4, error = $5 where ${MINE}`,
    [...own(claim), why.code, why.text.slice(0, 1_000)],
  );
}
