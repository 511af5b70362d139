import { setTimeout as wait } from "node:timers/promises";
import { getCdcStatus, markRebuild } from "@/db/cdc-state";
import { asSystem } from "@/db/client";
import { closePools } from "@/db/pool";
import { newId } from "@/lib/crypto";
import { recountAggregates } from "@/worker/jobs/aggregates";

const PATIENCE_MS = 600_000;

/** `npm run db:rebuild-aggregates`: makes the aggregates anew, by the running consumer where one follows changes, else right here. */
async function rebuild(): Promise<string> {
  const look = () => asSystem(newId(), getCdcStatus);
  const before = await look();
  if (before.slot && !before.active)
    throw new Error("A slot is kept for a worker that does not run. Start it (npm start, or npm run worker) and try again.");
  if (!before.slot) {
    const done = await recountAggregates(Number.POSITIVE_INFINITY);
    if (done && "people" in done) return `Counted again: ${done.people} people, ${done.days} days changed.`;
    throw new Error("Another process is at it. Try again in a moment.");
  }
  await asSystem(newId(), markRebuild);
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await wait(200)) {
    const { rebuiltAt } = await look();
    if (rebuiltAt?.getTime() !== before.rebuiltAt?.getTime()) return "The worker has made the aggregates anew.";
  }
  throw new Error("The worker has not answered for ten minutes; its log says why.");
}

try {
  console.log(await rebuild());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await closePools();
}
