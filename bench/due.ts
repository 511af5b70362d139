import { drainSyncs } from "@/worker/jobs/syncs";
import { asAdmin, scratchDatabase } from "./database";
import { median } from "./load";
import { report } from "./report";
import { type Grant, person, simulator } from "./strava";

const PEOPLE = 50;
const LATENCY_MS = 100;
const ROUNDS = 5;

const HOST = { now: () => new Date(), stopping: () => false, jitter: () => 0 };

/** Fifty connections that are due at the same moment, at a provider that takes 100 ms for everything. */
export async function fiftyDue(): Promise<void> {
  const scratch = await scratchDatabase();
  const sim = await simulator(Array.from({ length: PEOPLE }, (_, index) => ({ id: 1000 + index, activities: 5 })));
  Object.assign(process.env, sim.env);
  process.env["TOKEN_ENCRYPTION_KEYS"] ??= Buffer.alloc(32, 7).toString("base64");
  try {
    for (let index = 0; index < PEOPLE; index++)
      await person((await sim.control({ do: "grant", athleteId: 1000 + index })) as Grant);
    const due = () =>
      asAdmin(scratch, (client) => client.query("update app.sync_metadata set due_at = now(), resumes_at = null"));
    // Until all details are there, too.
    while ((await drainSyncs(HOST, Number.POSITIVE_INFINITY)) > 0);
    await sim.control({ do: "latency", ms: LATENCY_MS });
    const times: number[] = [];
    let slowest = 1;
    for (let round = 0; round < ROUNDS; round++) {
      await due();
      const started = performance.now();
      await drainSyncs(HOST, Number.POSITIVE_INFINITY);
      times.push(performance.now() - started);
      slowest = await requestsOfSlowest();
    }
    const beside = `${slowest} requests of the slowest × ${LATENCY_MS} ms, all of them ${Math.round(median(times))} ms`;
    report("fifty-due", median(times) / (slowest * LATENCY_MS), "times", beside, 2);
  } finally {
    sim.process.kill();
    await scratch.drop();
  }

  function requestsOfSlowest(): Promise<number> {
    return asAdmin(scratch, async (client) => {
      const { rows } = await client.query<{ asked: number }>(
        "select max(asked) as asked from app.sync_runs where started_at > now() - interval '1 minute' and not full_sync",
      );
      return Math.max(1, rows[0]?.asked ?? 1);
    });
  }
}
