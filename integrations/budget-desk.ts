import { asSystemAtOnce } from "@/db/client";
import { type BudgetWindow, noteBudgets, takeBudgets } from "@/db/provider-budgets";
import type { Provider } from "@/domain/connections";
import { newId } from "@/lib/crypto";

type Take = { share: number; now: Date; resolve: (waits: Date | null) => void; reject: (error: unknown) => void };

/**
 * Where this process asks for requests of an application's limits. All that ask at the same moment go to the database together: fifty
 * connections that are due at once would otherwise stand in line for the same few rows.
 */
class BudgetDesk {
  private takes: Take[] = [];
  private notes = new Map<string, BudgetWindow>();
  /** What the database holds of windows at the least, by what this process wrote: their use only rises. */
  private readonly written = new Map<string, BudgetWindow>();
  private working = false;

  constructor(private readonly provider: Provider) {}

  /** Takes one request. Answers null when it may be made, else when the next may be. */
  take(now: Date, share: number): Promise<Date | null> {
    return new Promise((resolve, reject) => {
      this.takes.push({ share, now, resolve, reject });
      void this.work();
    });
  }

  /** Notes what an answer said of the limits, unless that is known; written down with the next take, or by itself. */
  note(windows: readonly BudgetWindow[]): void {
    for (const one of windows) {
      if (this.isWritten(one)) continue;
      const known = this.notes.get(one.window);
      if (!known || one.resetsAt > known.resetsAt || (one.resetsAt >= known.resetsAt && one.used >= known.used)) {
        this.notes.set(one.window, one);
      }
    }
    void this.work();
  }

  /** Nearly every answer tells of the one request more that was taken before it was made. */
  private isWritten({ window, mostRequests, used, resetsAt }: BudgetWindow): boolean {
    const known = this.written.get(window);
    return known?.mostRequests === mostRequests && known.resetsAt.getTime() === resetsAt.getTime() && known.used >= used;
  }

  private async work(): Promise<void> {
    if (this.working) return;
    this.working = true;
    // Whoever asks in the same turn comes along.
    await new Promise(setImmediate);
    while (this.takes.length > 0 || this.notes.size > 0) {
      const takes = this.takes.splice(0);
      const notes = [...this.notes.values()];
      this.notes.clear();
      try {
        await this.serve(takes, notes);
      } catch (error) {
        // A server that crashed may have forgotten what was written last.
        this.written.clear();
        for (const { reject } of takes) reject(error);
      }
    }
    this.working = false;
  }

  private async serve(takes: readonly Take[], notes: readonly BudgetWindow[]): Promise<void> {
    const shares = [...new Set(takes.map((take) => take.share))];
    const answers = await asSystemAtOnce(newId(), async (tx) => {
      const [, , ...taken] = await Promise.all([
        // What a crash takes away the provider's next answer tells again.
        tx.query("set local synchronous_commit = off", []),
        notes.length > 0 ? noteBudgets(tx, this.provider, notes) : undefined,
        ...shares.map(async (share) => {
          const alike = takes.filter((take) => take.share === share);
          const waits = await takeBudgets(tx, this.provider, alike[0]?.now ?? new Date(0), share, alike.length);
          return alike.map((take, index) => [take, waits[index] ?? null] as const);
        }),
      ]);
      return taken.flat();
    });
    for (const one of notes) this.written.set(one.window, { ...one });
    for (const [take, waits] of answers) {
      if (waits === null) for (const one of this.written.values()) if (one.resetsAt > take.now) one.used++;
      take.resolve(waits);
    }
  }
}

const desks = new Map<Provider, BudgetDesk>();

/** The desk of a provider in this process. */
export function budgetDesk(provider: Provider): BudgetDesk {
  let desk = desks.get(provider);
  if (!desk) {
    desk = new BudgetDesk(provider);
    desks.set(provider, desk);
  }
  return desk;
}
