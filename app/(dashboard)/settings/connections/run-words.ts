import type { SyncRun } from "@/db/sync-runs";
import { PROVIDER_NAMES, type Provider } from "@/domain/connections";

const STATES = {
  running: "Under way",
  done: "Done",
  rate_limited: "Waits for the limits",
  refused: "Refused",
  failed: "Failed",
  broken: "Broke off",
} as const;

/** How a sync ended, in a word. */
export const runState = (run: SyncRun): string => STATES[run.state];

/** What began a sync, in words. */
export function begunBy({ trigger, provider }: SyncRun): string {
  switch (trigger) {
    case "schedule":
      return "when it was due";
    case "button":
      return "when you asked";
    case "api":
      return "asked for by the API";
    case "webhook":
      return `${PROVIDER_NAMES[provider]} said that something changed`;
    case "connected":
      return "the first one";
    case "change":
      return "after a change here";
  }
}

/** How far a sync that is under way has come. */
export function progressOf(run: SyncRun, provider: Provider): string {
  const any = run.inserted + run.updated + run.unchanged + run.deleted + run.failed > 0;
  return any ? `Under way: ${landed(run)} so far` : `Under way: ${PROVIDER_NAMES[provider]} is being asked`;
}

/** What a sync brought, in words: "3 new, 1 changed, 196 as before". */
export function landed(run: SyncRun): string {
  const parts = [
    [run.inserted, "new"],
    [run.updated, "changed"],
    [run.unchanged, "as before"],
    [run.deleted, "deleted"],
    [run.failed, "failed"],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  if (said.length > 0) return said.join(", ");
  return run.state === "done" ? "Nothing new" : "Nothing";
}

/** How the last sync went, in a few words: what it brought, or that it did not come to its end. */
export function lastOf(run: SyncRun): string {
  if (run.state === "done") return landed(run);
  const brought = landed(run);
  return brought === "Nothing" ? runState(run) : `${runState(run)}, ${brought}`;
}
