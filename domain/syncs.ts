/** What began a sync: the clock, somebody, the provider's word, a change here that the provider is to hear of. */
export const SYNC_TRIGGERS = ["schedule", "button", "api", "webhook", "connected", "change"] as const;
export type SyncTrigger = (typeof SYNC_TRIGGERS)[number];

/**
 * How a sync stands or ended. `rate_limited` did what the limits allowed and goes on later; `refused` needs the person (reconnect, a
 * scope); `broken` was cut off by a crash.
 */
export const SYNC_STATES = ["running", "done", "rate_limited", "refused", "failed", "broken"] as const;
export type SyncState = (typeof SYNC_STATES)[number];

/** What of a provider can need looking at by itself: what a webhook hinted at, an activity, its details, a shoe, an event, a workout. */
export const SYNC_ITEM_KINDS = ["hint", "activity", "details", "streams", "gear", "event", "workout"] as const;
export type SyncItemKind = (typeof SYNC_ITEM_KINDS)[number];

/** What became of the items of a sync. Fetched is the sum of inserted, updated, unchanged and failed. */
export type SyncCounts = {
  asked: number;
  fetched: number;
  inserted: number;
  updated: number;
  unchanged: number;
  deleted: number;
  failed: number;
};

/** Nothing asked, nothing fetched. */
export function noCounts(): SyncCounts {
  return { asked: 0, fetched: 0, inserted: 0, updated: 0, unchanged: 0, deleted: 0, failed: 0 };
}

/** First wait after a failure; doubles with each, up to six hours. */
const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 6 * 3_600_000;

/**
 * How long to wait after so many failures in a row, in ms. `jitter` (0 to 1) spreads those who failed together over the second half of
 * the wait (equal jitter, as AWS's architecture blog describes it).
 */
export function backoffMs(failures: number, jitter: number): number {
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, failures - 1));
  return Math.round(wait / 2 + (wait / 2) * jitter);
}
