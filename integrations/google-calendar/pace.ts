import { ProviderFailure } from "@/integrations/failures";

/** Google allows one person 600 requests in any minute; some are left to the person's other applications. */
const MOST_IN_A_MINUTE = 540;
const SLOT_MS = 10_000;
const MINUTE_MS = 60_000;

/** How many requests began in each ten seconds of the last minute, by the number of the ten seconds: kept in the cursor. */
export type Recent = Record<string, number>;

/** Counts a connection's requests, across syncs and processes, so that long archives do not run into Google's limit. */
export class Pace {
  private readonly slots = new Map<number, number>();

  constructor(
    recent: unknown,
    private readonly now: () => Date,
  ) {
    if (typeof recent !== "object" || recent === null) return;
    for (const [slot, count] of Object.entries(recent)) if (typeof count === "number") this.slots.set(Number(slot), count);
  }

  /** Counts one request. @throws ProviderFailure "rate_limited" where it would be one too many */
  take(): void {
    const at = this.now().getTime();
    for (const slot of this.slots.keys()) if ((slot + 1) * SLOT_MS <= at - MINUTE_MS) this.slots.delete(slot);
    const used = [...this.slots.values()].reduce((sum, count) => sum + count, 0);
    if (used >= MOST_IN_A_MINUTE) {
      const words = "Google allows so many calendar events in a minute. Almanac goes on by itself.";
      throw new ProviderFailure("rate_limited", words, this.opensAgain(used));
    }
    const slot = Math.floor(at / SLOT_MS);
    this.slots.set(slot, (this.slots.get(slot) ?? 0) + 1);
  }

  /** When half of the minute is free again: going on for a handful would only make more syncs. */
  private opensAgain(used: number): Date {
    let left = used;
    for (const slot of [...this.slots.keys()].sort((a, b) => a - b)) {
      left -= this.slots.get(slot) ?? 0;
      if (left <= MOST_IN_A_MINUTE / 2) return new Date((slot + 1) * SLOT_MS + MINUTE_MS);
    }
    return new Date(this.now().getTime() + MINUTE_MS);
  }

  /** What the cursor keeps. */
  recent(): Recent {
    return Object.fromEntries(this.slots);
  }
}
