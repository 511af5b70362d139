import { AGGREGATES, CONTRIBUTIONS, type RowText, type Sums } from "@/domain/aggregates";

const PLACE = new Map(AGGREGATES.map((name, place) => [name, place]));

/** Changes folded into what they change: sums by person and day. Its size is that of the days touched, however many rows changed. */
export class Fold {
  private readonly days = new Map<string, Sums>();

  /** Folds the change of a row from `before` to `after`; null where it was or is not there. */
  change(table: string, before: RowText | null, after: RowText | null): void {
    const contribute = CONTRIBUTIONS[table];
    if (!contribute) return;
    if (before) contribute(before, -1, this.add);
    if (after) contribute(after, 1, this.add);
  }

  /** How many days of people are touched. */
  get size(): number {
    return this.days.size;
  }

  /** What changed, days without a difference left out. */
  *differences(): Generator<{ userId: string; date: string; sums: Sums }> {
    for (const [key, sums] of this.days) {
      if (sums.every((sum) => sum === 0)) continue;
      yield { userId: key.slice(0, 36), date: key.slice(37), sums };
    }
  }

  private readonly add = (userId: string, date: string, aggregate: (typeof AGGREGATES)[number], by: number) => {
    const key = `${userId} ${date}`;
    let sums = this.days.get(key);
    if (!sums) {
      sums = AGGREGATES.map(() => 0);
      this.days.set(key, sums);
    }
    const place = PLACE.get(aggregate) ?? 0;
    sums[place] = (sums[place] ?? 0) + by;
  };
}
