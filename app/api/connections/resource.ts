import type { Connection } from "@/db/connections";

/** A connection as the API shows it. */
export function connectionResource(connection: Connection) {
  const { provider, state, reason, scopes, policy, lastSyncedAt, dueAt, resumesAt, policyDays } = connection;
  return { provider, state, reason, scopes, lastSyncedAt, nextSyncAt: dueAt, resumesAt, policy, days: policyDays };
}
