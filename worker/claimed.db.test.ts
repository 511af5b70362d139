import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ownDatabase } from "@/bin/test/own-database";
import { asOwner, asSystem, jobActor } from "@/db/client";
import { claimJob, noteJob, renewClaim, runSqlJob } from "@/db/job-runs";
import { closePools } from "@/db/pool";
import { listJobFailures, listJobs } from "@/db/schedules";
import { newId } from "@/lib/crypto";
import { type Asked, doClaimed } from "./claimed";

let database: Awaited<ReturnType<typeof ownDatabase>>;
beforeAll(async () => {
  database = await ownDatabase();
  for (const [name, value] of Object.entries(database.environment)) vi.stubEnv(name, value);
});
afterAll(async () => {
  await closePools();
  await database.drop();
});

const NOW = new Date("2026-11-30T22:10:00Z");
const asked: Asked = { source: "scheduler", once: true, now: NOW };

const row = async (job: string) => {
  const [found] = await database.query(
    `select source, attempts, finished_at is not null as finished, failed_at is not null as failed, error_code as code, error, summary,
      round(extract(epoch from held_until - failed_at) / 60)::int as "restMinutes" from ops.job_runs where job = $1 order by run_key desc limit 1`,
    [job],
  );
  return found;
};
/** As if the time had passed for which somebody holds the job, or for which it rests. */
const later = (job: string) =>
  database.query("update ops.job_runs set held_until = now() - interval '1 second' where job = $1 and held_until > now()", [job]);

describe("a job of the hour", () => {
  it("is tried again after a failure, five times at most with growing rests, and again in the next hour", async () => {
    let tries = 0;
    const fail = () => {
      tries += 1;
      return Promise.reject(Object.assign(new Error("the disk is full"), { code: "ENOSPC" }));
    };
    for (const [attempts, restMinutes] of [1, 4, 9, 16, 25].entries()) {
      await expect(doClaimed("fails", asked, fail)).rejects.toThrow("the disk is full");
      expect(await row("fails")).toMatchObject({
        ...{ attempts: attempts + 1, restMinutes, finished: false, failed: true, code: "ENOSPC", error: "the disk is full" },
      });
      expect(await doClaimed("fails", asked, fail)).toBeNull();
      await later("fails");
    }
    expect(await doClaimed("fails", asked, fail)).toBeNull();
    expect(tries).toBe(5);
    const next = { ...asked, now: new Date("2026-11-30T23:00:00Z") };
    expect(await doClaimed("fails", next, () => Promise.resolve(3))).toEqual({ made: 3 });
    expect(await row("fails")).toMatchObject({ attempts: 1, finished: true, failed: false, error: null, summary: { made: 3 } });
  });

  it("is done once by fifty who ask at once, and not again when it was done at the second try", async () => {
    let done = 0;
    const first = await Promise.allSettled(
      Array.from({ length: 50 }, () => doClaimed("busy", asked, () => Promise.reject(new Error("not yet")))),
    );
    expect(first.filter(({ status }) => status === "rejected")).toHaveLength(1);
    await later("busy");
    const ask = () =>
      doClaimed("busy", asked, async () => {
        done += 1;
        return { done };
      });
    const made = await Promise.all(Array.from({ length: 50 }, ask));
    expect(made.filter((one) => one !== null)).toEqual([{ made: { done: 1 } }]);
    await later("busy");
    expect(await ask()).toBeNull();
    expect(await row("busy")).toMatchObject({ attempts: 2, finished: true, failed: false, source: "scheduler" });
  });

  it("comes back when whoever ran it was killed, and stays with them as long as they are heard of", async () => {
    const claim = (once = true) => asSystem(newId(), (tx) => claimJob(tx, "killed", "2026-11-30T22", "scheduler", once));
    const killed = await claim();
    if (!killed) throw new Error("nobody else has it");
    expect([await claim(), await claim(false)]).toEqual([null, null]);
    await later("killed");
    await asSystem(newId(), (tx) => renewClaim(tx, killed));
    expect(await claim()).toBeNull();
    await later("killed");
    const heir = await claim();
    expect(heir).toMatchObject({ attempt: 2 });
    // The one that was thought dead says nothing any more.
    await asSystem(newId(), (tx) => noteJob(tx, killed, { made: "too late" }));
    expect(await row("killed")).toMatchObject({ finished: false, summary: null });
  });

  it("can be asked for by hand again, also right after a failure", async () => {
    const byHand: Asked = { ...asked, source: "route", once: false };
    const fail = () => Promise.reject(new Error("no"));
    await expect(doClaimed("by-hand", asked, fail)).rejects.toThrow();
    expect(await doClaimed("by-hand", byHand, async () => 1)).toEqual({ made: 1 });
    expect(await doClaimed("by-hand", byHand, async () => 2)).toEqual({ made: 2 });
    expect(await doClaimed("by-hand", asked, async () => 3)).toBeNull();
    expect(await row("by-hand")).toMatchObject({ source: "route", finished: true, summary: { made: 2 } });
  });
});

describe("a job of SQL", () => {
  it("notes why it failed, rests, and is done at the next try", async () => {
    await database.query("alter function app.analyze_partitioned() rename to analyze_later");
    const run = (once: boolean) => runSqlJob(newId(), "analyze", "scheduler", once, NOW);
    await expect(run(true)).rejects.toThrow("analyze_partitioned");
    expect(await row("analyze")).toMatchObject({ attempts: 1, code: "42883", restMinutes: 60, finished: false, failed: true });
    expect(await run(true)).toEqual({ waits: "after a failure" });
    await database.query("alter function app.analyze_later() rename to analyze_partitioned");
    await later("analyze");
    expect(await run(true)).toHaveProperty("analyzed");
    expect(await row("analyze")).toMatchObject({ attempts: 2, finished: true, failed: false, error: null });
    expect(await run(true)).toEqual({ already: "2026-11-30" });
  });

  it("is left to pg_cron for a while where that is set up, by our own schedule alone", async () => {
    const run = (at: string, source: "scheduler" | "route" = "scheduler") =>
      runSqlJob(newId(), "refresh-weekly-summary", source, true, new Date(at));
    await database.query("insert into ops.pg_cron_jobs values ('refresh-weekly-summary', '5 * * * *', '20 minutes')");
    expect(await run("2026-12-01T05:00:00Z")).toEqual({ waits: "for pg_cron" });
    expect(await run("2026-12-01T05:19:59Z")).toEqual({ waits: "for pg_cron" });
    expect(await run("2026-12-01T05:20:00Z")).toEqual({ refreshed: true });
    expect(await run("2026-12-01T06:00:00Z", "route")).toEqual({ refreshed: true });
  });
});

describe("what the owner sees of it", () => {
  const owner = () => ({ ...jobActor("00000000-0000-4000-8000-000000000001", newId(), "job"), role: "owner" as const });

  it("names whose schedule did a job last, and when pg_cron would", async () => {
    const jobs = await asOwner(owner(), listJobs);
    const of = (job: string) => jobs.find((one) => one.job === job);
    expect(of("by-hand")).toMatchObject({ source: "route", summary: { made: 2 }, brokenOff: false, pgCron: null });
    expect(of("refresh-weekly-summary")).toMatchObject({ source: "route", pgCron: "5 * * * *" });
    expect(of("busy")?.doneAt).toBeInstanceOf(Date);
    await later("killed");
    const again = await asOwner(owner(), listJobs);
    expect(again.find(({ job }) => job === "killed")).toMatchObject({ doneAt: null, brokenOff: true });
  });

  it("shows failures with their reason, and what became of them", async () => {
    await expect(doClaimed("fails-now", asked, () => Promise.reject(new Error("no way")))).rejects.toThrow();
    const failures = await asOwner(owner(), (tx) => listJobFailures(tx, 10));
    expect(failures.map(({ job }) => job)).toEqual(["fails-now", "fails"]);
    expect(failures[0]).toMatchObject({ said: "no way", attempts: 1, madeGood: false, source: "scheduler" });
    expect(failures[0]?.nextAt?.getTime()).toBeGreaterThan(Date.now());
    // Five tries in its hour, and the next hour's went well.
    expect(failures[1]).toMatchObject({ code: "ENOSPC", attempts: 5, nextAt: null, madeGood: true });
  });
});
