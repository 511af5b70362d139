import { setTimeout as wait } from "node:timers/promises";
import { NextRequest } from "next/server";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { GET } from "@/app/api/cron/[job]/route";
import { findPgCron, startCronServer } from "@/bin/test/cron-server";
import { examineDatabase } from "@/db/doctor";
import { runSqlJob, SQL_JOBS } from "@/db/job-runs";
import { migrate } from "@/db/migrate";
import { type CronOutcome, cronStatements, setUpPgCron } from "@/db/pg-cron";
import { closePools } from "@/db/pool";
import { newId } from "@/lib/crypto";
import { doWhatIsDue } from "./schedule";

const program = findPgCron();
if (!program)
  console.info(
    "Skipped: pg_cron is proved where the distribution's server has it (apt install postgresql-15 postgresql-15-cron).",
  );

/** Every minute, as pg_cron 1.4 knows nothing shorter, and nobody's turn but its own. */
const EVERY_MINUTE = Object.fromEntries(SQL_JOBS.map((job) => [job, { schedule: "* * * * *", patience: "40 days" }]));

describe.skipIf(!program)("pg_cron", () => {
  let server: Awaited<ReturnType<typeof startCronServer>>;
  let owner: pg.Client;
  beforeAll(async () => {
    server = await startCronServer(program ?? "");
    owner = new pg.Client({ connectionString: server.url("owner") });
    await owner.connect();
    vi.stubEnv("DATABASE_URL", server.url("web"));
    vi.stubEnv("DATABASE_DIRECT_URL", server.url("owner"));
  });
  afterAll(async () => {
    await closePools();
    await owner?.end();
    await server?.stop();
  });

  const update = async () => {
    let told: CronOutcome | undefined;
    await migrate({ url: server.url("web"), directUrl: server.url("owner"), onSchedules: (outcome) => (told = outcome) });
    return told;
  };
  const entries = () =>
    server.admin<{ jobname: string; schedule: string; username: string }>(
      "select jobname::text, schedule, username::text from cron.job order by jobname",
    );
  const left = () => server.admin("select job from ops.pg_cron_jobs order by job");
  const words = async () => (await examineDatabase(owner, "web")).filter(({ topic }) => topic === "Schedules");

  it("is not needed, is said to be missing where its rights are, and is set up once where they are not", async () => {
    expect(await update()).toEqual({ state: "absent" });
    expect(await words()).toMatchObject([{ state: "note", text: expect.stringContaining("not in this database") }]);
    await server.admin("create extension pg_cron");
    const fix = expect.stringContaining(cronStatements("almanac", "owner"));
    expect(await update()).toMatchObject({ state: "refused", why: expect.stringContaining("permission denied"), fix });
    expect([await entries(), await left()]).toEqual([[], []]);
    expect(await words()).toMatchObject([{ state: "note", text: expect.stringContaining("does not have all"), fix }]);

    await server.admin(cronStatements("almanac", "owner"));
    expect(await update()).toEqual({ state: "set", changed: SQL_JOBS.length + 1 });
    const first = await entries();
    expect(first.map(({ jobname }) => jobname)).toEqual([...SQL_JOBS, "log"].map((job) => `almanac ${job}`).sort());
    expect(new Set(first.map(({ username }) => username))).toEqual(new Set(["almanac_cron"]));
    expect(await update()).toEqual({ state: "set", changed: 0 });
    expect(await entries()).toEqual(first);
    expect(await left()).toHaveLength(SQL_JOBS.length);
    expect(await words()).toMatchObject([{ state: "ok", text: expect.stringContaining("none yet") }]);
  });

  it("takes out what is no job any more, changes what has another time, and leaves other people's entries alone", async () => {
    await server.admin("select cron.schedule('almanac is not ours', '0 0 1 1 *', 'select 1')");
    const { analyze: _, ...others } = EVERY_MINUTE;
    expect(await setUpPgCron(owner, others)).toEqual({ state: "set", changed: SQL_JOBS.length });
    const names = (await entries()).map(({ jobname }) => jobname);
    expect(names).not.toContain("almanac analyze");
    expect(names).toContain("almanac is not ours");
    expect(await left()).toHaveLength(SQL_JOBS.length - 1);
    expect(await update()).toEqual({ state: "set", changed: SQL_JOBS.length });
  });

  it("logs in as somebody who may do the jobs and nothing else", async () => {
    const may = (statement: string) =>
      server.admin(`begin; set local role almanac_cron; ${statement}; rollback`).then(
        () => true,
        (error: Error) => error.message,
      );
    expect(await may("select ops.run_job_by_cron('create-partitions')")).toBe(true);
    expect(await may("select ops.run_job('analyze', 'pg_cron')")).toMatch("permission denied for function");
    expect(await may("select from app.tasks")).toMatch("permission denied for schema app");
    expect(await may("select from door.accounts")).toMatch("permission denied for schema door");
    expect(await may("delete from ops.job_runs")).toMatch("permission denied for table");
    const [role] = await server.admin(
      "select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or pg_has_role(oid, 'almanac_jobs', 'member') as may from pg_roles where rolname = 'almanac_cron'",
    );
    expect(role).toEqual({ may: false });
  });

  it("does each job once, whoever else asks at the same moment", { timeout: 600_000 }, async () => {
    // Told by the table itself: every end of a run, in the transaction of its work.
    await server.admin(`create table public.ends (job text, run_key text, source text);
      create function public.told() returns trigger language plpgsql security definer as $$ begin
        insert into public.ends values (new.job, new.run_key, new.source); return null; end $$;
      create trigger told_made after insert on ops.job_runs for each row when (new.finished_at is not null) execute function public.told();
      create trigger told_again after update on ops.job_runs for each row
        when (new.finished_at is distinct from old.finished_at) execute function public.told()`);
    // In the order in which a job takes hold of them: one that has begun is waited for.
    const forget = () => server.admin("delete from ops.job_runs; truncate public.ends");
    const ends = () =>
      server.admin<{ job: string; sources: string[]; most: number }>(
        `select job, array_agg(distinct source) as sources, max(n)::int as most
          from (select job, run_key, source, count(*) over (partition by job, run_key) as n from public.ends) e
          where job = any($1) group by job order by job`,
        [SQL_JOBS],
      );
    const ranSince = async (at: Date) =>
      Number(
        (
          await server.admin<{ n: string }>(
            `select count(distinct j.jobid) as n from cron.job_run_details d join cron.job j using (jobid)
              where d.status = 'succeeded' and d.start_time >= $1 and j.jobname::text = any($2)`,
            [at, SQL_JOBS.map((job) => `almanac ${job}`)],
          )
        )[0]?.n,
      );

    // Where pg_cron is set up our own schedule leaves the jobs to it.
    await forget();
    const begun = new Date();
    expect(await setUpPgCron(owner, EVERY_MINUTE)).toMatchObject({ state: "set" });
    while ((await ranSince(begun)) < SQL_JOBS.length) {
      await Promise.all([doWhatIsDue(new Date()), doWhatIsDue(new Date())]);
      await wait(250);
    }
    const alone = await ends();
    expect(alone).toEqual([...SQL_JOBS].sort().map((job) => ({ job, sources: ["pg_cron"], most: 1 })));

    // Fifty calls at once find it done.
    const call = (job: string) =>
      GET(
        new NextRequest(`http://localhost/api/cron/${job}?once=1`, {
          headers: { authorization: `Bearer ${process.env["CRON_SECRET"]}` },
        }),
        { params: Promise.resolve({ job }) },
      ).then((answer) => answer.json());
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => call(SQL_JOBS[n % SQL_JOBS.length] ?? "analyze")));
    expect(new Set(answers.flatMap((answer) => Object.keys(answer)))).toEqual(new Set(["already"]));
    expect(await ends()).toEqual(alone);

    // All are let loose on the turn of the minute, when pg_cron begins.
    const turn = new Date(Math.ceil((Date.now() + 5_000) / 60_000) * 60_000);
    await wait(turn.getTime() - 5_000 - Date.now());
    await forget();
    await wait(Math.max(0, turn.getTime() - 400 - Date.now()));
    while ((await ranSince(turn)) < SQL_JOBS.length) {
      const now = new Date();
      const calls = Array.from({ length: 50 }, (_, n) =>
        runSqlJob(newId(), SQL_JOBS[n % SQL_JOBS.length] ?? "analyze", n % 2 ? "route" : "scheduler", true, now),
      );
      await Promise.all([...calls, doWhatIsDue(now)]);
    }
    const raced = await ends();
    expect(raced.map(({ job, most }) => [job, most])).toEqual([...SQL_JOBS].sort().map((job) => [job, 1]));
    expect(await words()).toMatchObject([{ state: "ok" }]);
  });
});
