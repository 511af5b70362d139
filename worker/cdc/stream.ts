import type { EventEmitter } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { LogicalReplicationService, type Pgoutput, PgoutputPlugin } from "pg-logical-replication";
import type { RowText } from "@/domain/aggregates";
import { Fold } from "./fold";
import { formatLsn, parseLsn } from "./lsn";

/** How long changes are gathered before they are projected: short enough to feel immediate, long enough to share a transaction. */
const GATHER_MS = 25;

/** Days gathered at most; past it the stream is read no further until they are projected. */
const MOST_DAYS = 20_000;

/** Between signs of life, with which it also is asked whether somebody wants everything made anew. */
const BEAT_MS = 10_000;

/** What was gathered since the last projection: complete transactions only. `upTo` and `committedAt` are the end of the last one. */
export type Gathered = { fold: Fold; upTo: bigint; committedAt: Date };

type Wish = {
  url: string;
  slot: string;
  publication: string;
  /** Everything up to here is projected already. */
  from: bigint;
  /** Must be durable when it resolves: the server may forget what came before. */
  project: (gathered: Gathered) => Promise<void>;
  /**
   * Called now and then, and when `calls` rings: whether somebody wants everything made anew. `upTo`: how far all is projected; null
   * while there is something in hand.
   */
  beat: (upTo: bigint | null) => Promise<boolean>;
  beatMs?: number | undefined;
  calls: EventEmitter<{ call: [] }>;
  stopping: () => boolean;
};

/** Reads every value as the text it is: types are the fold's affair, and parsing dates costs more than folding them. */
class TextPlugin extends PgoutputPlugin {
  parsed = 0;

  override parse(buffer: Buffer): Pgoutput.Message {
    const message = super.parse(buffer);
    if (message.tag === "relation") for (const column of message.columns) column.parser = String;
    this.parsed += 1;
    return message;
  }
}

/** The row before and after a change; null for messages that change none. @throws Error where the server does not send rows as they were */
function rowsOf(message: Pgoutput.Message): { table: string; before: RowText | null; after: RowText | null } | null {
  if (message.tag !== "insert" && message.tag !== "update" && message.tag !== "delete") return null;
  const table = message.relation.name;
  const before: RowText | null = message.tag === "insert" ? null : message.old;
  if (message.tag !== "insert" && !before) throw new Error(`the replica identity of ${table} must be full`);
  return { table, before, after: message.tag === "delete" ? null : message.new };
}

const nothing = (): Gathered => ({ fold: new Fold(), upTo: 0n, committedAt: new Date(0) });

/**
 * Follows a replication slot: folds changes, projects them at transaction boundaries and tells the server how far it may forget,
 * always after the projection is durable. Resolves when told to stop or when interrupted.
 * @throws Error when the connection, the slot or a projection fails: nothing is lost, the next one begins where the last projection ended
 */
export async function followSlot({
  url,
  slot,
  publication,
  from,
  project,
  beat,
  beatMs = BEAT_MS,
  calls,
  stopping,
}: Wish): Promise<void> {
  const service = new LogicalReplicationService(
    { connectionString: url, application_name: "almanac cdc" },
    // Anything but zero would acknowledge what was received, not what is durable.
    { acknowledge: { auto: false, timeoutSeconds: 0 }, flowControl: { enabled: true } },
  );
  const plugin = new TextPlugin({ protoVersion: 1, publicationNames: [publication] });
  let durable = from;
  // Further than what is durable where only others wrote.
  let confirmed = from;
  let gathered = nothing();
  let inTransaction = false;
  let skipping = false;
  let handled = 0;
  let projecting: Promise<void> | null = null;
  let end: (failure?: Error) => void = () => undefined;
  const ended = new Promise<void>((resolve, reject) => {
    end = (failure) => (failure ? reject(failure) : resolve());
  });
  ended.catch(() => undefined);

  // The library counts from the byte after the one it is given.
  const acknowledge = (lsn: bigint) => service.acknowledge(formatLsn(lsn - 1n));
  const flush = async (): Promise<void> => {
    const batch = gathered;
    // Swapped before anything is awaited: what comes meanwhile belongs to the next batch.
    gathered = nothing();
    await project(batch);
    durable = batch.upTo;
    confirmed = durable;
    await acknowledge(durable);
  };
  const flushSoon = (): Promise<void> => {
    projecting ??= flush()
      .catch((error: unknown) => end(error instanceof Error ? error : new Error(String(error))))
      .finally(() => {
        projecting = null;
      });
    return projecting;
  };

  const isIdle = () => !inTransaction && !projecting && gathered.upTo === 0n && plugin.parsed === handled;
  const take = async (message: Pgoutput.Message): Promise<void> => {
    handled += 1;
    if (message.tag === "begin") {
      inTransaction = true;
      // A transaction that was projected already ends before the mark; it is sent again when its acknowledgement was lost.
      skipping = message.commitLsn !== null && parseLsn(message.commitLsn) < durable;
    } else if (message.tag === "commit") {
      inTransaction = false;
      if (skipping || message.commitEndLsn === null) return;
      gathered.upTo = parseLsn(message.commitEndLsn);
      gathered.committedAt = new Date(Number(message.commitTime) / 1000);
      while (gathered.fold.size > MOST_DAYS) await flushSoon();
    } else if (!skipping) {
      const change = rowsOf(message);
      if (!change) return;
      gathered.fold.change(change.table, change.before, change.after);
    }
  };
  service.on("data", (_lsn: string, message: Pgoutput.Message) => take(message));
  service.on("error", (error: Error) => end(error));
  service.on("heartbeat", (lsn: string, _at: number, shouldRespond: boolean) => {
    // With nothing in hand the server may forget all it has sent: transactions of others do not pile up behind a quiet slot.
    if (isIdle() && parseLsn(lsn) > durable) {
      confirmed = parseLsn(lsn);
      void acknowledge(confirmed);
    } else if (shouldRespond) void acknowledge(durable);
  });

  const timer = setInterval(() => {
    if (stopping() && !projecting && (inTransaction || gathered.upTo === 0n)) end();
    if (!inTransaction && gathered.upTo > 0n) void flushSoon();
  }, GATHER_MS);
  const look = () => {
    beat(isIdle() ? confirmed : null).then((yes) => yes && end(), end);
  };
  const looking = setInterval(look, beatMs);
  calls.on("call", look);
  const subscription = service
    .subscribe(plugin, slot, formatLsn(from))
    .then(() => end(stopping() ? undefined : new Error("the server ended the replication")))
    .catch((error: unknown) => end(error instanceof Error ? error : new Error(String(error))));
  try {
    await ended;
  } finally {
    clearInterval(timer);
    clearInterval(looking);
    calls.off("call", look);
    await projecting;
    await Promise.race([service.stop().catch(() => undefined), wait(2_000)]);
    await Promise.race([subscription, wait(1_000)]);
  }
}
