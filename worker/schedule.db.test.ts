import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ownDatabase } from "@/bin/test/own-database";
import { runSqlJob } from "@/db/job-runs";
import { closePools } from "@/db/pool";
import { newId } from "@/lib/crypto";
import { doWhatIsDue } from "./schedule";

/** Schedules are everybody's: they run in a database of their own. */
let database: Awaited<ReturnType<typeof ownDatabase>>;
beforeAll(async () => {
  database = await ownDatabase();
  for (const [name, value] of Object.entries(database.environment)) vi.stubEnv(name, value);
});
afterAll(async () => {
  await closePools();
  await database.drop();
});

const runs = () =>
  database.query<{ job: string; run_key: string; finished: boolean }>(
    "select job, run_key, finished_at is not null as finished from ops.job_runs order by job, run_key",
  );

describe("the schedule", () => {
  it("does each job once in its hour, day or month, however many workers look at once, and again in the next", async () => {
    const now = new Date("2026-11-30T22:10:00Z");
    await Promise.all(Array.from({ length: 6 }, () => doWhatIsDue(now)));
    await doWhatIsDue(new Date("2026-11-30T22:50:00Z"));
    const first = await runs();
    expect(first).toEqual([
      { job: "analyze", run_key: "2026-11-30", finished: true },
      { job: "create-partitions", run_key: "2026-11-30", finished: true },
      { job: "digests", run_key: "2026-11-30T22", finished: true },
      { job: "drift", run_key: "2026-11-30T22", finished: true },
      { job: "habits", run_key: "2026-11-30T22", finished: true },
      { job: "prune-partitions", run_key: "2026-11", finished: true },
      { job: "purge", run_key: "2026-11-30T22", finished: true },
      { job: "refresh-weekly-summary", run_key: "2026-11-30T22", finished: true },
      { job: "reseal", run_key: "2026-11-30T22", finished: true },
      { job: "snapshots", run_key: "2026-11-30T22", finished: true },
    ]);
    await doWhatIsDue(new Date("2026-12-01T00:00:00Z"));
    const keys = (await runs()).map(({ job, run_key: key }) => `${job} ${key}`);
    expect(keys).toEqual(expect.arrayContaining(["analyze 2026-12-01", "digests 2026-12-01T00", "prune-partitions 2026-12"]));
  });

  it("makes the partitions of the months to come by hand as well, and is not made twice", async () => {
    const later = new Date(Date.UTC(2031, 5, 15));
    expect(Number((await runSqlJob(newId(), "create-partitions", "route", false, later))?.["made"])).toBeGreaterThan(4);
    expect(await runSqlJob(newId(), "create-partitions", "route", false, later)).toEqual({ made: 0 });
    expect(await runSqlJob(newId(), "create-partitions", "scheduler", true, later)).toEqual({ already: "2031-06-15" });
  });
});
