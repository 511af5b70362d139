import { postponeThese, type SyncItem } from "@/db/sync-items";
import type { Step, SyncSession } from "@/integrations/provider";
import { ATHLETE_HINT, EVERYTHING_HINT, strangersAmong } from "./hints";
import { afterMiss, allowanceOf, type HintMemory, MOST_SINGLES, whileWalking } from "./patience";
import { ACTIVITY_ID, activityIdOf } from "./told-source";

/** What of Strava waits to be looked at by itself in one sync, hints and activities that failed, and what may be asked because of it. */
export class HintBook {
  /** A hint that access was withdrawn. */
  readonly athlete: SyncItem | null;
  /** More waits than should be looked at one by one. */
  readonly many: boolean;
  /** The whole list is to be looked at because of it. */
  readonly walks: boolean;
  /** Activities that were hinted at and that a list has told of. */
  readonly told: string[] = [];
  private readonly everything: SyncItem | null;
  private readonly waiting: Map<string, SyncItem>;
  private readonly gone = new Set<string>();
  private readonly isHinted: boolean;
  private readonly now: number;
  private readonly allowance: ReturnType<typeof allowanceOf>;
  private late: SyncItem[] = [];
  private changed = false;

  constructor(
    private readonly session: SyncSession,
    items: readonly SyncItem[],
    private readonly before: HintMemory | undefined,
  ) {
    const named = (name: string) => items.find(({ itemId }) => itemId === name) ?? null;
    this.athlete = named(ATHLETE_HINT);
    this.everything = named(EVERYTHING_HINT);
    this.waiting = new Map(items.flatMap((item) => (ACTIVITY_ID.test(item.itemId) ? [[item.itemId, item] as const] : [])));
    this.now = session.startedAt.getTime() / 1000;
    this.allowance = allowanceOf(before, this.now);
    const hints = this.hints().length;
    const failed = this.waiting.size - hints;
    this.isHinted = hints > 0 || this.athlete !== null || this.everything !== null;
    this.many = this.everything !== null || hints > this.allowance.singles || failed > MOST_SINGLES;
    this.walks = this.many && (session.full || failed > MOST_SINGLES || this.allowance.walkFrom <= this.now);
  }

  /** What the connection remembers while the sync is under way. */
  get memory(): HintMemory | undefined {
    return this.walks && this.isHinted ? whileWalking(this.before, this.now) : this.before;
  }

  /** The same steps; whether they changed anything is noted. */
  async *watching(steps: AsyncGenerator<Step, void>): AsyncGenerator<Step, void> {
    for await (const step of steps) {
      const save: Step["save"] = async (tx) => {
        const counts = await step.save(tx);
        if ((counts.inserted ?? 0) + (counts.updated ?? 0) + (counts.deleted ?? 0) > 0) this.changed = true;
        return counts;
      };
      yield { ...step, save };
    }
  }

  /** A list tells of an activity: what waited for it. */
  take(id: string): SyncItem | undefined {
    const item = this.waiting.get(id);
    if (item?.kind === "hint") this.told.push(id);
    this.waiting.delete(id);
    return item;
  }

  waitsFor(id: string): boolean {
    return this.waiting.has(id);
  }

  /** A list has proved that these are gone. */
  noteGone(sourceIds: readonly string[]): void {
    for (const sourceId of sourceIds) this.gone.add(activityIdOf(sourceId) ?? "");
  }

  /** What the whole list has answered and needs no request of its own. @throws ProviderFailure */
  async answeredByList(): Promise<SyncItem[]> {
    const answered = this.hints().filter(({ itemId }) => this.gone.has(itemId));
    const settled = [...answered, ...(await strangersAmong(this.session, this.hints()))];
    for (const { itemId } of settled) this.waiting.delete(itemId);
    return this.everything ? [...settled, this.everything] : settled;
  }

  /** What is to be asked for one by one now, first what is known here; the rest waits. */
  async toAsk(): Promise<SyncItem[]> {
    let hints = this.hints();
    if (hints.length > this.allowance.singles) {
      const strangers = new Set(await strangersAmong(this.session, hints));
      hints = [...hints.filter((hint) => !strangers.has(hint)), ...strangers];
    }
    const rest = hints.slice(this.allowance.singles);
    for (const { itemId } of rest) this.waiting.delete(itemId);
    if (this.many && !this.walks) this.late = this.everything ? [...rest, this.everything] : rest;
    return [...this.waiting.values()];
  }

  /** What hints have cost is remembered: those that were nothing let others wait. `save` is null where there is nothing to remember. */
  learn(): { memory: HintMemory | undefined; save: Step["save"] | null } {
    if (!this.isHinted) return { memory: this.memory, save: null };
    const { late } = this;
    const walkFrom = new Date(this.allowance.walkFrom * 1000);
    const save: Step["save"] = async (tx) => {
      if (late.length > 0) await postponeThese(tx, late, walkFrom);
      return {};
    };
    if (this.changed) return { memory: undefined, save: this.memory || late.length > 0 ? save : null };
    const { memory, until } = afterMiss(this.memory, this.now);
    this.session.calm(new Date(until * 1000));
    return { memory, save };
  }

  private hints(): SyncItem[] {
    return [...this.waiting.values()].filter(({ kind }) => kind === "hint");
  }
}
