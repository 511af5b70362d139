import { newId } from "@/lib/crypto";
import type { Tx } from "./client";

/** What a door writes down about one act. `input` has passed the action's allow-list. */
export type UserAction = {
  action: string;
  resource?: string | null;
  resourceId?: string | null;
  outcome: "success" | "refused" | "failed";
  input?: Record<string, unknown> | null;
  status?: number | null;
  error?: string | null;
  durationMs?: number | null;
};

const INSERT = {
  name: "user_actions_insert",
  text: `insert into app.user_actions (user_id, id, at, role, action, resource, resource_id, outcome, ip, user_agent, request_id, input, status, error, duration_ms)
    values ($1, $2, clock_timestamp(), $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
};

/** What was sent may be anything; PostgreSQL takes neither NUL nor half of a surrogate pair. */
function storable(text: string): string {
  return text.replaceAll(/\0|\p{Surrogate}/gu, "\uFFFD");
}

function storableJson(input: Record<string, unknown>): string {
  return JSON.stringify(input, (_, value: unknown) => (typeof value === "string" ? storable(value) : value));
}

/**
 * Appends one row to the audit log in the transaction it is given: a success in the write's own, so that neither exists without
 * the other. Nobody's rows (the nil UUID) are written by a transaction opened for nobody.
 */
export async function recordAction(tx: Tx, entry: UserAction): Promise<void> {
  const { actor } = tx;
  await tx.named(INSERT, [
    tx.userId,
    newId(),
    actor.role,
    entry.action,
    entry.resource ?? null,
    entry.resourceId ? storable(entry.resourceId.slice(0, 200)) : null,
    entry.outcome,
    actor.ip,
    actor.userAgent?.slice(0, 400) ?? null,
    actor.requestId,
    entry.input ? storableJson(entry.input) : null,
    entry.status ?? null,
    entry.error ? storable(entry.error.slice(0, 500)) : null,
    entry.durationMs ?? null,
  ]);
}
