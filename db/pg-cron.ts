import type pg from "pg";
import { errorCode } from "./connect";
import { SQL_JOBS, type SqlJob } from "./job-runs";
import { ensureRole } from "./roles";

/**
 * pg_cron as the schedule of the jobs that are SQL: the server itself does them, with nothing of ours running. It logs in as a role
 * that may do these jobs and nothing else.
 */

const ROLE = "almanac_cron";

/** Whose jobs these are among others of the same login. */
const PREFIX = "almanac ";

/**
 * When pg_cron does a job (UTC), and for how much of its hour, day or month our own schedule leaves it to it. The time comes around
 * more often than the job is due: what was missed or has failed is made good, what was done is not done again.
 */
export type CronPlan = Readonly<Record<string, { schedule: string; patience: string }>>;
const PLAN: Readonly<Record<SqlJob, CronPlan[string]>> = {
  "refresh-weekly-summary": { schedule: "5 * * * *", patience: "20 minutes" },
  "create-partitions": { schedule: "10 * * * *", patience: "1 hour" },
  "prune-partitions": { schedule: "20 * * * *", patience: "1 hour" },
  analyze: { schedule: "30 3-23 * * *", patience: "270 minutes" },
};

/** pg_cron keeps a line for each run until somebody deletes it. A login sees its own lines alone. */
const LOG_JOB = { name: `${PREFIX}log`, schedule: "50 4 * * *" };
const LOG_COMMAND = "delete from cron.job_run_details where end_time < now() - interval '14 days'";

/** `absent`: no pg_cron in this database. `refused`: it is there and could not be set up; `fix` says what would let it. */
export type CronOutcome =
  | { state: "absent" }
  | { state: "set"; changed: number }
  | { state: "refused"; why: string; fix: string };

/** What an administrator runs once, so that the login of the migrations may set pg_cron up. */
export function cronStatements(database: string, login: string): string {
  const [name, owner] = [database, login].map((word) => `"${word.replaceAll('"', '""')}"`);
  return `create role ${ROLE} login noinherit; grant ${ROLE} to ${owner}; grant usage on schema cron to ${ROLE}; grant connect on database ${name} to ${ROLE};`;
}

/**
 * Sets pg_cron up where the extension is in this database: one entry for each job, those of jobs that are no more taken out. Repeating
 * it changes nothing. Without the extension or the right nothing fails: other schedules do the same.
 * @param client the owner's login, in no transaction
 */
export async function setUpPgCron(client: pg.ClientBase, plan: CronPlan = PLAN): Promise<CronOutcome> {
  const { rows } = await client.query<{ there: boolean; ours: boolean; database: string; login: string }>(
    `select exists (select from pg_extension where extname = 'pg_cron') as there, to_regclass('ops.pg_cron_jobs') is not null as ours,
      current_database() as database, current_user as login`,
  );
  const at = rows[0];
  if (!at?.ours) return { state: "absent" };
  if (!at.there) {
    await client.query("delete from ops.pg_cron_jobs");
    return { state: "absent" };
  }
  await client.query("begin");
  try {
    await letIn(client, at);
    const changed = await schedule(client, plan);
    await client.query("commit");
    return { state: "set", changed };
  } catch (error) {
    await client.query("rollback");
    await client.query("delete from ops.pg_cron_jobs");
    const why = error instanceof Error ? error.message : String(error);
    const denied = errorCode(error) === "42501" || (error instanceof Error && errorCode(error.cause) === "42501");
    const fix = denied
      ? `As an administrator, in ${at.database}: ${cronStatements(at.database, at.login)} Then npm run db:migrate.`
      : "Nothing to do: the worker or the cron routes do the same. pg_cron must be 1.3 or newer.";
    return { state: "refused", why, fix };
  }
}

/** The role that pg_cron logs in as, and the little it may do. */
async function letIn(client: pg.ClientBase, { database, login }: { database: string; login: string }): Promise<void> {
  // It has no password: only the server itself lets it in.
  await ensureRole(client, ROLE, "login noinherit", [login]);
  const { rows } = await client.query<{ cron: boolean; connect: boolean }>(
    `select has_schema_privilege('${ROLE}', 'cron', 'usage') as cron, has_database_privilege('${ROLE}', current_database(), 'connect') as connect`,
  );
  if (!rows[0]?.cron) await client.query(`grant usage on schema cron to ${ROLE}`);
  if (!rows[0]?.connect) await client.query(`grant connect on database ${client.escapeIdentifier(database)} to ${ROLE}`);
  await client.query(`grant usage on schema ops to ${ROLE}`);
  await client.query(
    `set local role almanac_jobs; grant execute on function ops.run_job_by_cron(text) to ${ROLE}; set local role none`,
  );
}

type Entry = { name: string; schedule: string; command: string; active: boolean };

/** Makes pg_cron's entries those of the plan. Answers how many it changed. */
async function schedule(client: pg.ClientBase, plan: CronPlan): Promise<number> {
  await client.query(`set local role ${ROLE}`);
  const { rows } = await client.query<Entry>(
    "select jobname::text as name, schedule, command, active from cron.job where username = current_user and starts_with(jobname::text, $1)",
    [PREFIX],
  );
  const there = new Map(rows.map((entry) => [entry.name, entry]));
  const wanted = [
    ...Object.entries(plan).map(([job, { schedule: at }]) => ({
      name: PREFIX + job,
      schedule: at,
      command: `select ops.run_job_by_cron(${client.escapeLiteral(job)})`,
    })),
    { ...LOG_JOB, command: LOG_COMMAND },
  ];
  let changed = 0;
  for (const { name, schedule: at, command } of wanted) {
    const entry = there.get(name);
    there.delete(name);
    if (entry && entry.schedule === at && entry.command === command) continue;
    await client.query("select cron.schedule($1, $2, $3)", [name, at, command]);
    changed += 1;
  }
  for (const name of there.keys()) {
    await client.query("select cron.unschedule($1)", [name]);
    changed += 1;
  }
  await client.query("set local role none");
  await note(client, plan, rows);
  return changed;
}

/** Writes down what is left to pg_cron; what an administrator has switched off there is not. */
async function note(client: pg.ClientBase, plan: CronPlan, before: Entry[]): Promise<void> {
  const off = new Set(before.filter(({ active }) => !active).map(({ name }) => name));
  await client.query("delete from ops.pg_cron_jobs");
  for (const [job, { schedule: at, patience }] of Object.entries(plan)) {
    if (off.has(PREFIX + job)) continue;
    await client.query("insert into ops.pg_cron_jobs (job, schedule, patience) values ($1, $2, $3)", [job, at, patience]);
  }
}

/** Whether pg_cron has an entry for every job, as {@link setUpPgCron} writes it down. */
export const isSetUp = (jobs: readonly string[]): boolean => SQL_JOBS.every((job) => jobs.includes(job));
