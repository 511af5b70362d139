import { asUser, jobActor } from "@/db/client";
import { SCALES, seed } from "@/db/seed";
import { recordAction } from "@/db/user-actions";
import { newId } from "@/lib/crypto";
import { asAdmin, resetCounters, scratchDatabase } from "./database";
import { report } from "./report";

const WRITES = 2_000;

/** Server execution time that one audit row adds to a write. */
export async function auditRow(): Promise<void> {
  const scratch = await scratchDatabase();
  try {
    const { userId } = await seed({ ...SCALES.small, people: 1 }, new Date().toISOString().slice(0, 10));
    const write = () =>
      asUser(jobActor(userId, newId(), "job"), (tx) =>
        recordAction(tx, {
          action: "runs.edit",
          resource: "run",
          resourceId: "strava_1",
          outcome: "success",
          input: { name: "Easy run" },
          status: 200,
          durationMs: 3,
        }),
      );
    for (let n = 0; n < 200; n += 1) await write();
    await resetCounters(scratch);
    for (let n = 0; n < WRITES; n += 1) await write();
    const ms = await asAdmin(scratch, async (client) => {
      const { rows } = await client.query<{ ms: number }>(
        "select sum(total_exec_time) / sum(calls) as ms from pg_stat_statements where query ilike 'insert into app.user_actions%'",
      );
      return rows[0]?.ms ?? Number.NaN;
    });
    report("audit-row", ms, "ms", `${WRITES} rows, one a transaction`, 0.15);
  } finally {
    await scratch.drop();
  }
}
