import type { Tx } from "@/db/client";
import { putEachDay } from "@/db/coding-archive";
import type { DeliveryResult } from "@/db/deliveries";
import { knownHeartbeats, takeHeartbeats } from "@/db/heartbeats";
import { beatsMark, dayMark } from "@/domain/coding-marks";
import type { Heartbeat } from "@/domain/heartbeats";
import type { ImportResult } from "@/domain/imports";
import type { DumpContent } from "@/integrations/wakatime/dump-parts";
import type { CodingDelivery } from "./prepare-unit";

/**
 * Stores coding time of data dumps. A result for each day or part of a day, in order; each bears a mark by which an undo finds what
 * the import brought and what others tell of as well.
 */
export async function deliverCoding(tx: Tx, importId: string, deliveries: readonly CodingDelivery[]): Promise<DeliveryResult[]> {
  if (deliveries.length === 0) return [];
  // What a crash takes away takes the import's progress with it, and is brought again.
  await tx.query("set local synchronous_commit = off", []);
  const days = deliveries.flatMap(({ coding }) => (coding.kind === "day" ? [coding.day] : []));
  const put = await putEachDay(tx, "wakatime_dump", days);
  const beats = deliveries.flatMap(({ coding }) => (coding.kind === "beats" ? coding.beats : []));
  const known = await knownHeartbeats(tx, beats);
  await takeHeartbeats(tx, beats, { importId });
  return deliveries.map(({ seq, file, entry, row, coding }) => {
    const place = { seq, file, entry, row, runId: null, workoutId: null };
    return coding.kind === "day" ? dayResult(place, coding, put) : beatsResult(place, coding, known);
  });
}

type Placed = Omit<DeliveryResult, "result" | "reason">;

function dayResult(
  place: Placed,
  { date }: Extract<DumpContent, { kind: "day" }>,
  put: ReadonlyMap<string, "inserted" | "updated" | "unchanged">,
): DeliveryResult {
  const became = put.get(date) ?? "unchanged";
  const result: ImportResult = became === "inserted" ? "imported" : became;
  const reason = result === "unchanged" ? "This day was imported before." : null;
  return { ...place, result, reason, confirmed: [dayMark(date)] };
}

function beatsResult(
  place: Placed,
  { beats, unreadable, why }: Extract<DumpContent, { kind: "beats" }>,
  known: ReadonlySet<Heartbeat>,
): DeliveryResult {
  const doubled = beats.filter((beat) => known.has(beat)).length;
  const stored = beats.length - doubled;
  const result: ImportResult = stored > 0 ? "imported" : doubled > 0 ? "unchanged" : "failed";
  const confirmed = beats.length > 0 ? [beatsMark(beats)] : [];
  return { ...place, result, reason: reasonOf({ stored, doubled, unreadable, why }), confirmed };
}

function reasonOf({
  stored,
  doubled,
  unreadable,
  why,
}: {
  stored: number;
  doubled: number;
  unreadable: number;
  why: string | null;
}) {
  const parts = [
    stored > 0 ? `${counted(stored, "heartbeat")} new` : "",
    doubled > 0 ? `${counted(doubled, "heartbeat")} here already` : "",
    unreadable > 0 ? `${counted(unreadable, "heartbeat")} left out: ${why ?? "they could not be read"}` : "",
  ];
  return `${parts.filter((part) => part !== "").join(", ")}.`.replace(/\.\.$/, ".");
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}
