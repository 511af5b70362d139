import { manualFacts } from "@/domain/manual-run";
import { newRunSchema } from "@/domain/run-changes";
import type { SourceFacts } from "@/domain/source-facts";
import { newId } from "@/lib/crypto";
import type { Tx } from "./client";
import { type DeliveryResult, deliver } from "./deliveries";

/** For tests only: a recording of the run that `makeRun` makes, as a watch tells of it. */
export function recording(wish: Partial<SourceFacts> = {}): SourceFacts {
  const run = newRunSchema.parse({ name: "Morning Run", startAt: "2026-11-01T07:00:00Z", distance: 10_100, duration: 3010 });
  return { ...manualFacts({ ...run, timeZone: "UTC" }, null), format: "fit", averageHeartRateBpm: 150, ...wish };
}

/** Delivers a recording as an import does; the same `id` is the same source, told anew. */
export async function delivered(tx: Tx, id: string, facts: SourceFacts): Promise<DeliveryResult | undefined> {
  const importId = newId();
  await tx.query("insert into app.imports (user_id, id, files) values ($1, $2, '[]')", [tx.userId, importId]);
  const source = { id, source: "file", origin: "file", facts, fileHash: null, track: null } as const;
  const delivery = { seq: 1, file: "a.fit", entry: null, row: null, sources: [source], warnings: [] };
  const [result] = await deliver(tx, { importId, timeZone: "UTC" }, [delivery]);
  return result;
}
