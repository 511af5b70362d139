import type { Tx } from "@/db/client";
import { putDays } from "@/db/coding-archive";
import type { DeliveryResult } from "@/db/deliveries";
import { takeHeartbeats } from "@/db/heartbeats";
import { beatsMark, dayMark } from "@/domain/coding-marks";
import type { ImportResult } from "@/domain/imports";
import type { CodingDelivery } from "./prepare-unit";

/**
 * Stores coding time of data dumps. A result for each day or part of a day, in order; each bears a mark by which an undo finds what
 * the import brought and what others tell of as well.
 */
export async function deliverCoding(tx: Tx, importId: string, deliveries: readonly CodingDelivery[]): Promise<DeliveryResult[]> {
  if (deliveries.length === 0) return [];
  // What a crash takes away takes the import's progress with it, and is brought again.
  await tx.query("set local synchronous_commit = off", []);
  const results: DeliveryResult[] = [];
  for (const { seq, file, entry, row, coding } of deliveries) {
    const place = { seq, file, entry, row, runId: null, workoutId: null };
    if (coding.kind === "day") {
      const { inserted, updated } = await putDays(tx, "wakatime_dump", [coding.day]);
      const result: ImportResult = inserted > 0 ? "imported" : updated > 0 ? "updated" : "unchanged";
      const reason = result === "unchanged" ? "This day was imported before." : null;
      results.push({ ...place, result, reason, confirmed: [dayMark(coding.date)] });
      continue;
    }
    const { beats, unreadable, why } = coding;
    const { stored, doubled } = await takeHeartbeats(tx, beats, { importId });
    const result: ImportResult = stored > 0 ? "imported" : doubled > 0 ? "unchanged" : "failed";
    const confirmed = beats.length > 0 ? [beatsMark(beats)] : [];
    results.push({ ...place, result, reason: reasonOf({ stored, doubled, unreadable, why }), confirmed });
  }
  return results;
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
