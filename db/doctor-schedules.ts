import { jobName, whyJobFailed } from "@/domain/job-words";
import { type Client, type Finding, note, ok, rows } from "./findings";
import { cronStatements, isSetUp } from "./pg-cron";
import { listJobFailures } from "./schedules";

/** Who does the jobs that are due by the clock, and which of them fail. */
export async function schedules(client: Client): Promise<Finding[]> {
  const [ours] = await rows<{ there: boolean }>(client, "select to_regclass('ops.pg_cron_jobs') is not null as there");
  if (!ours?.there) return [];
  return [...(await pgCron(client)), ...(await failures(client))];
}

async function pgCron(client: Client): Promise<Finding[]> {
  const [row] = await rows<{
    there: boolean;
    known: boolean;
    jobs: string[];
    database: string;
    login: string;
    last: string | null;
  }>(
    client,
    `select exists (select from pg_extension where extname = 'pg_cron') as there,
      exists (select from pg_available_extensions where name = 'pg_cron') as known, array(select job from ops.pg_cron_jobs) as jobs,
      current_database() as database, current_user as login,
      (select to_char(max(finished_at) at time zone 'UTC', 'YYYY-MM-DD HH24:MI') from ops.job_runs where source = 'pg_cron') as last`,
  );
  if (!row) return [];
  if (!row.there) {
    if (!row.known) return [ok("Schedules", "The worker or the cron routes do what is due; pg_cron is not on this server.")];
    const fix = `Nothing to do; or, for the server to do it: shared_preload_libraries = 'pg_cron', cron.database_name = '${row.database}', cron.use_background_workers = on, restart, create extension pg_cron; then npm run db:migrate.`;
    return [
      note("Schedules", "pg_cron is on this server but not in this database: the worker or the cron routes do what is due.", fix),
    ];
  }
  if (!isSetUp(row.jobs)) {
    const fix = `npm run db:migrate; where that says it may not, as an administrator before: ${cronStatements(row.database, row.login)}`;
    return [note("Schedules", "pg_cron is in this database but does not have all of Almanac's jobs.", fix)];
  }
  const said = await lastWords(client);
  if (said !== null) {
    const fix = "cron.use_background_workers = on, and a restart; meanwhile the worker or the cron routes do it.";
    return [note("Schedules", `pg_cron could not run a job: ${said}.`, fix)];
  }
  return [ok("Schedules", `pg_cron does the jobs that are SQL, ${row.last ? `last at ${row.last} UTC` : "none yet"}.`)];
}

/** What pg_cron's last run failed with; null where it went well, or where this login may not look. */
async function lastWords(client: Client): Promise<string | null> {
  const [role] = await rows<{ may: boolean }>(client, "select pg_has_role('almanac_cron', 'member') as may");
  if (!role?.may) return null;
  await client.query("set role almanac_cron");
  try {
    const [run] = await rows<{ status: string; said: string | null }>(
      client,
      "select status, return_message as said from cron.job_run_details where status in ('succeeded', 'failed') order by runid desc limit 1",
    );
    return run?.status === "failed" ? (run.said ?? "it says nothing").trim() : null;
  } finally {
    await client.query("reset role");
  }
}

async function failures(client: Client): Promise<Finding[]> {
  const found = await listJobFailures({ query: (text, values) => rows(client, text, [...values]) }, 20);
  return found
    .filter(({ madeGood }) => !madeGood)
    .map(({ job, failedAt, code, said, attempts }) => {
      const when = failedAt.toISOString().slice(0, 16).replace("T", " ");
      const text = `${jobName(job)} (${job}) failed at ${when} UTC, try ${attempts} of 5: ${whyJobFailed(code, said)}`;
      return note("Schedules", text, "Mend the reason; it is tried again by itself.");
    });
}
