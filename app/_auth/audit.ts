import "server-only";
import { type Actor, asUser, type Tx } from "@/db/client";
import { recordAction, type UserAction } from "@/db/user-actions";
import { Failure } from "@/lib/errors";
import { log } from "@/lib/log";
import { recordCounted } from "./counted-actions";

/** Values longer than this are cut in the audit log. */
const MOST_TEXT = 200;

/** The fields of an input that the action allows to be kept, cut to a length; everything else is left out. */
export function allowedInput(input: unknown, allow: readonly string[]): Record<string, unknown> | null {
  if (allow.length === 0 || typeof input !== "object" || input === null) return null;
  const source = input as Record<string, unknown>;
  const kept = allow.flatMap((name) => {
    const value = source[name];
    return value === undefined ? [] : [[name, typeof value === "string" ? value.slice(0, MOST_TEXT) : value] as const];
  });
  return Object.fromEntries(kept);
}

export type Entry = {
  action: string;
  resource: string | null;
  resourceId: string | null;
  input: Record<string, unknown> | null;
  started: number;
};

/** Writes the success row of a change into the change's own transaction. */
export async function recordSuccess(tx: Tx, entry: Entry, status: number): Promise<void> {
  const { started, ...rest } = entry;
  await recordAction(tx, { ...rest, outcome: "success", status, durationMs: performance.now() - started });
}

/**
 * Writes a refusal (expected) or a failure (a bug or an outage) into a transaction of its own; never throws. Floods of them are counted
 * together.
 */
export async function recordFailure(actor: Actor, entry: Entry, error: unknown): Promise<void> {
  const { started, ...rest } = entry;
  const expected = error instanceof Failure;
  try {
    const act: UserAction = {
      ...rest,
      outcome: expected ? "refused" : "failed",
      status: expected ? error.status : 500,
      error: expected ? error.message : "unexpected error, see the log by request id",
      durationMs: performance.now() - started,
    };
    await recordCounted(actor, act, (row) => asUser(actor, (tx) => recordAction(tx, row)));
  } catch (failure) {
    log().error({ requestId: actor.requestId, error: String(failure) }, "the audit row of a failure could not be written");
  }
}
