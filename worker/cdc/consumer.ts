import { EventEmitter } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { projectDifferences } from "@/db/aggregates";
import { CDC_CHANNEL, findCdcState, markRebuild, noteAlive } from "@/db/cdc-state";
import { asSystem } from "@/db/client";
import { errorCode } from "@/db/connect";
import { listen } from "@/db/listen";
import { databaseUrl } from "@/db/pool";
import { newId } from "@/lib/crypto";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { formatLsn, parseLsn } from "./lsn";
import { findSlot, identify, obstacle, openReplication, PUBLICATION, rebuild, slotName } from "./slot";
import { followSlot, type Gathered } from "./stream";

/** Between tries after a failure, and between looks at a slot that another consumer reads. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/** Between looks at a server on which changes cannot be followed. */
const OBSTACLE_MS = 60_000;

const IN_USE = "55006";

type Host = {
  stopping: () => boolean /** Resolves after so long, or when the host stops. */;
  pause: (ms: number) => Promise<void>;
  /** See `followSlot`. */
  beatMs?: number | undefined;
};

/**
 * Keeps `user_dashboard_aggregates` in step with the tables as long as the host runs: follows the slot, makes it and the table anew
 * where the slot is missing or lost, waits behind another consumer, and begins again after every failure. Nothing it does can be
 * done twice: the mark moves in the transaction that adds.
 */
export async function keepAggregates(host: Host): Promise<void> {
  const { DATABASE_REPLICATION_URL, DATABASE_DIRECT_URL } = env();
  const url = DATABASE_REPLICATION_URL ?? DATABASE_DIRECT_URL ?? databaseUrl();
  let pause = FIRST_PAUSE_MS;
  let said: string | null = null;
  while (!host.stopping()) {
    try {
      const why = await consume(url, host, () => {
        pause = FIRST_PAUSE_MS;
      });
      if (why !== null) {
        if (why !== said) log().info({ why }, "changes are not followed as they happen; the cron job aggregates does the same");
        said = why;
        await host.pause(OBSTACLE_MS);
      }
    } catch (error) {
      if (host.stopping()) return;
      if (errorCode(error) !== IN_USE) log().warn({ error: String(error) }, "following the changes was interrupted");
      await host.pause(pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
  }
}

/** Follows until it is told to stop or a rebuild is asked for. Answers why it cannot be done here, else null. */
async function consume(url: string, host: Host, going: () => void): Promise<string | null> {
  const replication = await openReplication(url);
  let from: bigint;
  let name: string;
  try {
    const why = await obstacle(replication);
    if (why !== null) return why;
    const server = await identify(replication);
    name = slotName(server.database);
    const slot = await findSlot(replication, name);
    const state = await asSystem(newId(), findCdcState);
    const fits = state && state.systemId === server.systemId && state.timeline === server.timeline && !state.rebuildWantedAt;
    if (!slot || slot.lost || !fits) {
      if (slot?.active) throw Object.assign(new Error("another consumer still reads from the slot"), { code: IN_USE });
      // Noted first: a slot that was made just before we are killed must not pass for one that the table fits to.
      await asSystem(newId(), (tx) => markRebuild(tx));
      log().info({ slot: name }, "the aggregates are made anew");
      await rebuild(replication, databaseUrl(), name, server);
    }
    const mark = await asSystem(newId(), findCdcState);
    if (!mark) throw new Error("the mark of the aggregates is missing");
    from = parseLsn(mark.lastLsn);
  } finally {
    await Promise.race([replication.end().catch(() => undefined), wait(1_000)]);
  }
  going();
  const calls = new EventEmitter<{ call: [] }>();
  const ear = listen(CDC_CHANNEL, () => calls.emit("call"));
  try {
    await followSlot({
      url,
      slot: name,
      publication: PUBLICATION,
      from,
      project,
      beat,
      beatMs: host.beatMs,
      calls,
      stopping: host.stopping,
    });
  } finally {
    await ear.close();
  }
  return null;
}

async function project({ fold, upTo, committedAt }: Gathered): Promise<void> {
  await asSystem(newId(), (tx) => projectDifferences(tx, fold.differences(), { lsn: formatLsn(upTo), committedAt }));
}

const beat = (upTo: bigint | null) => asSystem(newId(), (tx) => noteAlive(tx, upTo === null ? null : formatLsn(upTo)));
