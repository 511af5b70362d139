import { CODING_CHANNEL } from "@/db/coding-settings";
import { IMPORTS_CHANNEL } from "@/db/imports";
import { listen } from "@/db/listen";
import { closePools } from "@/db/pool";
import { SYNCS_CHANNEL } from "@/db/sync-leases";
import { EnvError, env } from "@/lib/env";
import { log } from "@/lib/log";
import { Bell } from "./bell";
import { keepAggregates } from "./cdc/consumer";
import { drainRecounts } from "./jobs/coding";
import { type JobHost, workOnImport } from "./jobs/imports";
import { HostStopped } from "./jobs/prepare-unit";
import { keepSubscriptions } from "./jobs/subscriptions";
import { drainSyncs, syncHost } from "./jobs/syncs";
import { threadReader } from "./read-files";
import { doWhatIsDue } from "./schedule";

/** Imports worked on at once: a large one must not keep a small one of somebody else waiting. */
const IMPORTS_AT_ONCE = 2;

/** Notifications can get lost with their connection, so work is looked for now and then as well. */
const POLL_MS = 5_000;
const SCHEDULE_MS = 60_000;
const SUBSCRIPTIONS_MS = 3_600_000;
const SUBSCRIBE_AFTER_MS = 20_000;

/** How long work that was begun may take to come to its end. */
const PATIENCE_MS = 2_500;

function checkEnvironment(): void {
  try {
    env();
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

async function main(): Promise<void> {
  checkEnvironment();
  let stopping = false;
  const bell = new Bell();
  const script = new URL(import.meta.url.endsWith(".ts") ? "./import-thread.ts" : "./import-thread.mjs", import.meta.url);
  const reader = threadReader(script);
  const host: JobHost = {
    readFile: async (bytes, name) => {
      try {
        return await reader.readFile(bytes, name);
      } catch (error) {
        throw stopping ? new HostStopped() : error;
      }
    },
    stopping: () => stopping,
  };

  const work = async () => {
    while (!stopping) {
      let found = false;
      try {
        found = await workOnImport(host);
      } catch (error) {
        log().error({ error: String(error) }, "the worker cannot work at the moment");
      }
      if (!found && !stopping) await bell.wait(POLL_MS);
    }
  };
  const syncBell = new Bell();
  const sync = async () => {
    while (!stopping) {
      let found = 0;
      try {
        found = await drainSyncs(
          syncHost(() => stopping),
          Number.POSITIVE_INFINITY,
          () => syncBell.wait(POLL_MS),
        );
      } catch (error) {
        log().error({ error: String(error) }, "connections cannot be synced at the moment");
      }
      if (found === 0 && !stopping) await syncBell.wait(POLL_MS);
    }
  };
  const codingBell = new Bell();
  const recount = async () => {
    while (!stopping) {
      await drainRecounts().catch((error: unknown) =>
        log().error({ error: String(error) }, "coding days cannot be counted again"),
      );
      if (!stopping) await codingBell.wait(POLL_MS);
    }
  };
  let busy = false;
  const onSchedule = async () => {
    if (busy || stopping) return;
    busy = true;
    await doWhatIsDue(new Date());
    busy = false;
  };

  const subscribe = () => void keepSubscriptions().catch((error: unknown) => log().warn({ error: String(error) }, "no webhooks"));

  const ears = [
    listen(IMPORTS_CHANNEL, () => bell.ring()),
    listen(SYNCS_CHANNEL, () => syncBell.ring()),
    listen(CODING_CHANNEL, () => codingBell.ring()),
  ];
  const cdcBell = new Bell();
  const follow = () => keepAggregates({ stopping: () => stopping, pause: (ms) => cdcBell.wait(ms) });
  const loops = [...Array.from({ length: IMPORTS_AT_ONCE }, work), sync(), recount(), follow()];
  const schedule = setInterval(() => void onSchedule(), SCHEDULE_MS);
  const subscriptions = setInterval(subscribe, SUBSCRIPTIONS_MS);
  void onSchedule();
  // A provider calls back while it is asked for its webhooks, and the server beside us may just be starting.
  const subscribing = setTimeout(subscribe, SUBSCRIBE_AFTER_MS);
  log().info("the worker is ready");

  const stop = async () => {
    if (stopping) return;
    stopping = true;
    clearInterval(schedule);
    clearInterval(subscriptions);
    clearTimeout(subscribing);
    bell.ring();
    syncBell.ring();
    codingBell.ring();
    cdcBell.ring();
    // Reading is given up at once, writing is finished: what is not written yet is read again by the next worker.
    const ended = Promise.all([reader.close(), ...ears.map((ear) => ear.close()), ...loops]).then(closePools);
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
    process.exit(0);
  };
  process.on("SIGTERM", () => void stop());
  process.on("SIGINT", () => void stop());
}

await main();
