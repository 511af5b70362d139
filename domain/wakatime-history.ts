import { z } from "zod";

/**
 * How far the whole history is that a person asked WakaTime for: `asked` by them, `making` at WakaTime, `fetching` to here, `importing`
 * as an import like any other, which then tells the rest; `failed` with the reason.
 */
const historySchema = z.object({
  state: z.enum(["asked", "making", "fetching", "importing", "failed"]),
  /** Epoch ms. */
  askedAt: z.number(),
  dumpId: z.string().optional(),
  type: z.enum(["heartbeats", "daily"]).optional(),
  /** Of the making, 0 to 100. */
  percent: z.number().optional(),
  importId: z.string().optional(),
  reason: z.string().optional(),
});
export type WakaTimeHistory = z.output<typeof historySchema>;

/** What a connection remembers of the history that was asked for; null when nothing was. */
export function historyOf({ memory }: { memory: Readonly<Record<string, unknown>> }): WakaTimeHistory | null {
  return historySchema.safeParse(memory["history"]).data ?? null;
}

/** Whether the history is on its way. */
export function isUnderWay(history: WakaTimeHistory | null): boolean {
  return history !== null && history.state !== "failed" && history.state !== "importing";
}

/** The zone whose midnights WakaTime cuts its days at, as a connection remembers it. */
export function accountZoneOf({ memory }: { memory: Readonly<Record<string, unknown>> }): string | null {
  return typeof memory["timeZone"] === "string" ? memory["timeZone"] : null;
}

/** The first day that the plan at WakaTime tells, where it does not tell them all. */
export function planStartOf({ memory }: { memory: Readonly<Record<string, unknown>> }): string | null {
  return typeof memory["planStart"] === "string" ? memory["planStart"] : null;
}
