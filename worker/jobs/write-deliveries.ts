import { send } from "@/db/bulk";
import { asUser } from "@/db/client";
import { type Delivery, type DeliveryResult, deliver } from "@/db/deliveries";
import { databaseFault } from "@/db/faults";
import { importActor, type LeasedImport } from "@/db/import-leases";
import { insertItems, noteProgress } from "@/db/imports";
import { log } from "@/lib/log";
import { metrics } from "@/lib/metrics";
import { isCoding, isSession, type Prepared, SEQ_PER_UNIT } from "./prepare-unit";
import { deliverCoding } from "./write-coding";
import { deliverSessions } from "./write-sessions";

/** How far an import has come, as its worker knows it. */
export type Progress = { done: number; total: number };

const MOST_TRIES = 4;

/**
 * Writes deliveries with their items and the progress in one transaction. Where the database refuses the data of one of them, the
 * batch is halved until that one is found; it fails with a reason and the others are stored.
 * @throws LeaseLost when another worker has gone on, and the database's error when it cannot work at all
 */
export async function writeDeliveries(
  lease: LeasedImport,
  timeZone: string,
  deliveries: readonly Prepared[],
  progress: Progress,
  begun?: () => void,
): Promise<void> {
  if (deliveries.length === 0) return;
  for (let tries = 1; ; tries++) {
    try {
      await writeOnce(lease, timeZone, deliveries, progress, { begun, careful: tries > 1 });
      return;
    } catch (error) {
      const fault = databaseFault(error);
      // Refused values are tried again once: a key may have been taken by somebody a moment ago.
      if (tries < (fault === "retry" ? MOST_TRIES : fault === "data" ? 2 : 1)) continue;
      if (fault !== "data") throw error;
      const [only] = deliveries;
      if (deliveries.length > 1 || !only) break;
      log().error({ importId: lease.id, file: only.file, entry: only.entry, error: String(error) }, "a delivery was refused");
      const { seq, file, entry, row } = only;
      if ("reason" in only) throw error;
      const reason = "Almanac could not store what this says. That is a fault of Almanac's; the log has the details.";
      await writeOnce(lease, timeZone, [{ seq, file, entry, row, reason }], progress);
      return;
    }
  }
  const middle = middleOf(deliveries);
  await writeDeliveries(lease, timeZone, deliveries.slice(0, middle), progress);
  await writeDeliveries(lease, timeZone, deliveries.slice(middle), progress);
}

/** The middle, if possible between two units: a unit whose results are torn apart could not be resumed in between. */
function middleOf(deliveries: readonly Prepared[]): number {
  const half = deliveries.length >> 1;
  const unit = (at: number) => Math.floor((deliveries[at]?.seq ?? -1) / SEQ_PER_UNIT);
  for (let away = 0; away < half; away++) {
    for (const at of [half - away, half + away]) if (at > 0 && at < deliveries.length && unit(at) !== unit(at - 1)) return at;
  }
  return half;
}

async function writeOnce(
  lease: LeasedImport,
  timeZone: string,
  deliveries: readonly Prepared[],
  progress: Progress,
  how: { begun?: () => void; careful?: boolean } = {},
): Promise<void> {
  const done = progress.done + deliveries.length;
  const results = await asUser(importActor(lease), async (tx) => {
    await noteProgress(tx, lease.id, progress.done, done, Math.max(progress.total, done));
    const sessions = deliveries.filter(isSession);
    const activities = deliveries.filter((one): one is Delivery => !isSession(one) && !isCoding(one));
    const results: DeliveryResult[] = await deliverSessions(tx, timeZone, sessions);
    results.push(...(await deliverCoding(tx, lease.id, deliveries.filter(isCoding))));
    await send(tx, insertItems(tx, lease.id, results));
    if (activities.length === 0) return results;
    const delivered = await deliver(tx, { importId: lease.id, timeZone }, activities, {
      ...how,
      record: (written) => insertItems(tx, lease.id, written),
    });
    return [...results, ...delivered];
  });
  progress.done = done;
  progress.total = Math.max(progress.total, done);
  for (const { result } of results) metrics().importItems.inc({ result });
}
