import { join } from "node:path";
import { promisify } from "node:util";
import { asSystem, asUser } from "@/db/client";
import { shoesByName } from "@/db/gear";
import { importActor, type LeasedImport, MOST_ATTEMPTS, releaseLease, renewLease, takeImport } from "@/db/import-leases";
import { finishImport, LeaseLost, lastSeq, type noteProgress, ownTimeZone } from "@/db/imports";
import { takeTurn } from "@/db/turns";
import { undoNextBatch } from "@/db/undo-imports";
import { newId } from "@/lib/crypto";
import { log } from "@/lib/log";
import { uploadFolder } from "@/lib/uploads";
import { inOrder } from "./in-order";
import {
  HostStopped,
  isCoding,
  type Prepared,
  prepareAtOnce,
  prepareRecording,
  type ReadFile,
  SEQ_PER_UNIT,
} from "./prepare-unit";
import type { Unit } from "./units";
import { Upload } from "./upload";
import { type Progress, writeDeliveries } from "./write-deliveries";

/** What a job needs of the process it runs in. */
export type JobHost = { readFile: ReadFile; stopping: () => boolean };

const RENEW_MS = 20_000;

/** Reading ahead of the writer: that many recordings, that many bytes. */
const MOST_AHEAD = 8;
const HEAVIEST_AHEAD = 64 * 1024 * 1024;

/** A batch is written when it has so many results, so many bytes of tracks, or has been gathered for so long. */
const MOST_IN_BATCH = 1_000;
const HEAVIEST_BATCH = 8 * 1024 * 1024;
const LONGEST_BATCH_MS = 500;

/** Results gathered in one go. */
const BREATH = 16;

/**
 * Takes one import that waits and works on it until it is done, the host stops, or it fails. Answers whether there was one. Safe to
 * call in several processes at once.
 */
export async function workOnImport(host: JobHost): Promise<boolean> {
  const lease = await asSystem(newId(), (tx) => takeImport(tx, newId()));
  if (!lease) return false;
  const renewing = setInterval(() => void asSystem(newId(), (tx) => renewLease(tx, lease)).catch(() => undefined), RENEW_MS);
  renewing.unref();
  try {
    const ended = await runLease(lease, host);
    if (!ended) await asSystem(newId(), (tx) => releaseLease(tx, lease));
  } catch (error) {
    if (error instanceof HostStopped) await asSystem(newId(), (tx) => releaseLease(tx, lease));
    else if (!(error instanceof LeaseLost)) await afterFailure(lease, error);
  } finally {
    clearInterval(renewing);
  }
  return true;
}

/** Works on imports until none waits or `mostMs` have passed; answers how many it worked on. For cron, where there is no worker. */
export async function drainImports(host: JobHost, mostMs: number): Promise<number> {
  const end = performance.now() + mostMs;
  const timed = { ...host, stopping: () => host.stopping() || performance.now() > end };
  let worked = 0;
  while (!timed.stopping() && (await workOnImport(timed))) worked++;
  return worked;
}

async function runLease(lease: LeasedImport, host: JobHost): Promise<boolean> {
  if (lease.attempts > MOST_ATTEMPTS) {
    await end(lease, "The work on this import broke off three times at the same place. What it had brought until then is kept.");
    return true;
  }
  return lease.undoing ? undo(lease, host) : bring(lease, host);
}

/** An unexpected failure: the attempt counts, and the lease ends so that the next attempt need not wait for it. */
async function afterFailure(lease: LeasedImport, error: unknown): Promise<void> {
  log().error({ importId: lease.id, requestId: lease.requestId, error: stackOf(error) }, "an import broke off");
  if (isMissing(error)) {
    await end(lease, "The uploaded files are not on this machine any more. Upload them again.");
  } else if (lease.attempts >= MOST_ATTEMPTS) {
    await end(
      lease,
      "The work on this import failed three times. What it had brought until then is kept; the log has the details.",
    );
  }
  // Else the lease runs out by itself within a minute: a database that is down gets time to come back.
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

async function end(lease: LeasedImport, reason: string | null): Promise<void> {
  await asUser(importActor(lease), (tx) => finishImport(tx, lease.id, reason));
}

async function bring(lease: LeasedImport, host: JobHost): Promise<boolean> {
  const actor = importActor(lease);
  const scratch = join(uploadFolder(lease.userId, lease.id), `scratch-${process.pid}-${newId()}`);
  const upload = await Upload.open(lease.files, scratch);
  try {
    const shoes = await upload.shoeNames();
    const { timeZone, last } = await asUser(actor, async (tx) => {
      const progress = { timeZone: await ownTimeZone(tx), last: await lastSeq(tx, lease.id) };
      if (shoes.length > 0) {
        await takeTurn(tx);
        await shoesByName(tx, shoes);
      }
      return progress;
    });
    const first = Math.floor(last / SEQ_PER_UNIT) + 1;
    // Results of files with several sessions make the total rise; what was written before a break counts as it is.
    const progress: Progress = { done: lease.done, total: Math.max(lease.done, lease.done + upload.count - first) };
    if (lease.total !== progress.total) await announce(lease, progress);
    const ended = await writeAll(lease, timeZone, readAll(upload, first, host), progress, host);
    if (ended) await end(lease, null);
    return ended;
  } finally {
    await upload.close();
  }
}

/** Says how much there is before the first result. */
async function announce(lease: LeasedImport, progress: Progress): Promise<void> {
  await asUser(importActor(lease), (tx) => noteTotal(tx, lease, progress));
}

async function noteTotal(tx: Parameters<typeof noteProgress>[0], lease: LeasedImport, { done, total }: Progress): Promise<void> {
  await tx.query("update app.imports set total = $4 where user_id = $1 and id = $2 and state = 'running' and done = $3", [
    tx.userId,
    lease.id,
    done,
    total,
  ]);
}

/** The results of all units from `first` on, in order, read ahead. */
async function* readAll(upload: Upload, first: number, host: JobHost): AsyncGenerator<Prepared[]> {
  const numbered = (async function* () {
    let index = 0;
    for await (const unit of upload.units()) {
      if (index >= first) yield { unit, index };
      index++;
    }
  })();
  yield* inOrder(
    numbered,
    ({ unit, index }) => prepareAtOnce(unit, index) ?? (unit.kind === "file" ? prepareRecording(unit, index, host.readFile) : []),
    { most: MOST_AHEAD, heaviest: HEAVIEST_AHEAD, weigh: ({ unit }) => weightOf(unit) },
  );
}

function weightOf(unit: Unit): number {
  if (unit.kind === "coding") return unit.part.bytes;
  return unit.kind === "file" ? unit.bytes : 0;
}

/** Writes batches while the next one is being gathered. Answers false when the host stops before the end. */
async function writeAll(
  lease: LeasedImport,
  timeZone: string,
  results: AsyncGenerator<Prepared[]>,
  progress: Progress,
  host: JobHost,
): Promise<boolean> {
  const ahead: { batch: ReturnType<typeof gather> | null } = { batch: null };
  // Not before the server is busy: gathering would hold up the short questions that a batch begins with.
  const prepare = () => {
    ahead.batch ??= gather(results);
    // Whoever awaits it sees the failure; until then it must not count as unhandled.
    ahead.batch.catch(() => undefined);
    return ahead.batch;
  };
  try {
    for (;;) {
      const { deliveries, ended } = await prepare();
      ahead.batch = null;
      if (host.stopping()) return false;
      await writeDeliveries(lease, timeZone, deliveries, progress, ended ? undefined : prepare);
      if (ended) return true;
    }
  } finally {
    await ahead.batch?.catch(() => undefined);
    await results.return(undefined);
  }
}

const breathe = promisify(setImmediate);

async function gather(results: AsyncGenerator<Prepared[]>): Promise<{ deliveries: Prepared[]; ended: boolean }> {
  const deliveries: Prepared[] = [];
  const started = performance.now();
  let bytes = 0;
  while (deliveries.length < MOST_IN_BATCH && bytes < HEAVIEST_BATCH && performance.now() - started < LONGEST_BATCH_MS) {
    const next = await results.next();
    if (next.done) return { deliveries, ended: true };
    // Now and then the database's answers get their turn: it must not wait for us.
    if (deliveries.length % BREATH === 0) await breathe();
    deliveries.push(...next.value);
    for (const delivery of next.value) bytes += trackBytes(delivery);
  }
  return { deliveries, ended: false };
}

function trackBytes(delivery: Prepared): number {
  if (isCoding(delivery)) return delivery.weight;
  if (!("sources" in delivery)) return 0;
  let bytes = 0;
  for (const { track } of delivery.sources) {
    for (const data of Object.values(track?.channels ?? {})) bytes += data.byteLength;
  }
  return bytes;
}

/** Takes an import back, batch by batch. */
async function undo(lease: LeasedImport, host: JobHost): Promise<boolean> {
  for (;;) {
    const ended = await asUser(importActor(lease), (tx) => undoNextBatch(tx, lease.id));
    if (ended) return true;
    if (host.stopping()) return false;
  }
}
