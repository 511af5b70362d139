import type { Tx } from "@/db/client";
import type { DeliveryResult } from "@/db/deliveries";
import type { BroughtSession } from "@/db/strength-merge";
import { type PutResult, putSessions } from "@/db/strength-writes";
import { instantOfWall } from "@/domain/wall-clock";
import type { SessionDelivery } from "./prepare-unit";

/** Stores strength sessions of exports, whose clock is taken for the person's own. A result for each, in order. */
export async function deliverSessions(
  tx: Tx,
  timeZone: string,
  deliveries: readonly SessionDelivery[],
): Promise<DeliveryResult[]> {
  const results = await putSessions(
    tx,
    timeZone,
    deliveries.map((delivery) => broughtOf(delivery, timeZone)),
  );
  return deliveries.map(({ seq, file, entry, row }, index) => {
    const put = results[index];
    if (!put) throw new Error("a session without a result");
    const { id, result } = put;
    return { seq, file, entry, row, result, reason: reasonOf(put), runId: null, workoutId: null, strengthWorkoutId: id };
  });
}

function broughtOf({ id, exported }: SessionDelivery, timeZone: string): BroughtSession {
  const { ends, ...session } = exported.session;
  const startAt = instantOfWall(exported.wallStart, timeZone);
  const endAt = ends ? new Date(startAt.getTime() + session.durationS * 1000) : null;
  return { id, by: "export", hevyId: null, session: { ...session, startAt, endAt } };
}

function reasonOf({ result, title, kept }: PutResult): string | null {
  if (kept) return "You deleted this session, so it stays deleted.";
  if (result === "duplicate") return `The same session as “${title}”, which came from Hevy itself.`;
  return result === "unchanged" ? "This was imported before." : null;
}
