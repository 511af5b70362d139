import type { Connection } from "@/db/connections";
import type { SyncRun } from "@/db/sync-runs";
import { PROVIDER_NAMES } from "@/domain/connections";
import { progressOf } from "../run-words";

/** How a connection is doing, in one sentence that a layman understands, with what to press. */
export function verdictOf(connection: Connection, run: SyncRun | null, now: Date, moment: (at: Date) => string): string {
  const { state, reason, lastSyncedAt, dueAt, resumesAt, syncing } = connection;
  const name = PROVIDER_NAMES[connection.provider];
  const since = lastSyncedAt ? `Everything up to ${moment(lastSyncedAt)} is here.` : "Nothing has been fetched yet.";
  if (syncing) return run ? `${progressOf(run, connection.provider)}.` : `A sync is beginning. ${since}`;
  if (state === "needs_reconnect")
    return `${reason ?? `${name} refuses Almanac's access.`} ${since} Press “Connect ${name} again”.`;
  if (state === "rate_limited")
    return `${reason ?? ""} ${since}${resumesAt ? ` It goes on at ${moment(resumesAt)}.` : ""} There is nothing to press.`.trim();
  if (state !== "ok")
    return `${reason ?? `${name} has trouble.`} ${since}${dueAt ? ` It is tried again at ${moment(dueAt)}.` : ""}`;
  if (dueAt && dueAt <= now) return `${since} The next sync begins in a moment.`;
  return dueAt ? `${since} The next sync is at ${moment(dueAt)}.` : since;
}
