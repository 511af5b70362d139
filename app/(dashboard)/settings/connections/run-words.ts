import type { SyncRun } from "@/db/sync-runs";
import { PROVIDER_NAMES } from "@/domain/connections";

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
  return said.length > 0 ? said.join(", ") : "Nothing new";
}
