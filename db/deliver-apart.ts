import type { Tx } from "./client";
import { type Delivery, type DeliveryContext, type DeliveryResult, type DeliveryWish, deliver } from "./deliveries";
import { databaseFault } from "./faults";
import { together } from "./together";

const REFUSED = "Almanac could not store what this says. That is a fault of Almanac's; the log has the details.";

/**
 * As `deliver`, within a transaction that goes on whatever happens: where the database refuses the data of one delivery, the batch is
 * halved until that one is found; it fails and the others are stored. Answers results in the order of the deliveries.
 */
export async function deliverApart(
  tx: Tx,
  context: DeliveryContext,
  deliveries: readonly Delivery[],
  wish: Pick<DeliveryWish, "reasons" | "strangers"> = {},
): Promise<DeliveryResult[]> {
  const [first] = deliveries;
  if (!first) return [];
  try {
    const [, results] = await together(
      tx.query("savepoint delivery", []),
      deliver(tx, context, deliveries, { ...wish, careful: !wish.strangers }),
    );
    await tx.query("release savepoint delivery", []);
    return results;
  } catch (error) {
    if (databaseFault(error) !== "data") throw error;
    await tx.query("rollback to savepoint delivery", []);
    await tx.query("release savepoint delivery", []);
  }
  // What was taken to be new was not: that is looked at first.
  if (wish.strangers) return deliverApart(tx, context, deliveries, { ...wish, strangers: false });
  if (deliveries.length === 1) {
    const { seq, file, entry, row } = first;
    return [{ seq, file, entry, row, result: "failed", reason: REFUSED, runId: null, workoutId: null }];
  }
  const middle = deliveries.length >> 1;
  return [
    ...(await deliverApart(tx, context, deliveries.slice(0, middle), wish)),
    ...(await deliverApart(tx, context, deliveries.slice(middle), wish)),
  ];
}
