import type { SystemTx } from "./client";

/** A job, whose schedule did it last and when; what it did, and when pg_cron does it where that is set up. */
export type JobStatus = {
  job: string;
  doneAt: Date | null;
  source: string | null;
  ms: number | null;
  summary: Record<string, unknown> | null;
  /** Begun and not heard of since: whoever ran it was killed. Another try is made. */
  brokenOff: boolean;
  pgCron: string | null;
};

/** How far one looks back: further than a month, for the job that is due once in it. */
const RECENT = "started_at > now() - interval '40 days'";

/** All jobs that ran lately or are left to pg_cron, in a transaction of `asOwner` or `asSystem`. */
export function listJobs(tx: SystemTx): Promise<JobStatus[]> {
  return tx.query<JobStatus>(
    `select j.job, d.finished_at as "doneAt", d.source, extract(epoch from d.finished_at - d.started_at)::float8 * 1000 as ms, d.summary,
        coalesce(l.finished_at is null and l.failed_at is null and l.held_until < now(), false) as "brokenOff", c.schedule as "pgCron"
      from (select job from ops.job_runs where ${RECENT} union select job from ops.pg_cron_jobs) j
        left join ops.pg_cron_jobs c on c.job = j.job
        left join lateral (select * from ops.job_runs r where r.job = j.job and finished_at is not null order by run_key desc limit 1) d on true
        left join lateral (select * from ops.job_runs r where r.job = j.job order by run_key desc limit 1) l on true
      order by j.job`,
    [],
  );
}

/** A failure that no later try of the same hour, day or month has made good. */
export type JobFailure = {
  job: string;
  failedAt: Date;
  source: string;
  code: string | null;
  said: string;
  attempts: number;
  /** When it is tried again; null where it is not in its hour, day or month. */
  nextAt: Date | null;
  /** A later run went well. */
  madeGood: boolean;
};

/** Failures of the last week, newest first, in a transaction of `asOwner` or of the owner's login. */
export function listJobFailures(tx: SystemTx, most: number): Promise<JobFailure[]> {
  return tx.query<JobFailure>(
    `select f.job, f.failed_at as "failedAt", f.source, f.error_code as code, coalesce(f.error, '') as said, f.attempts,
        case when f.attempts < 5 and f.held_until > now() then f.held_until end as "nextAt",
        exists (select from ops.job_runs r where r.job = f.job and r.finished_at > f.failed_at) as "madeGood"
      from ops.job_runs f where f.failed_at > now() - interval '7 days' order by f.failed_at desc limit $1`,
    [most],
  );
}
