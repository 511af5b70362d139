import type { SourceFacts } from "@/domain/source-facts";
import type { ActivityNoun } from "./activity-rows";
import type { Origin, StoredSource } from "./activity-sources";

/** A source that is stored, or was delivered earlier in the same batch, and the activity that it is of. */
export type Known = {
  id: string;
  origin: Origin;
  noun: ActivityNoun;
  activityId: string;
  stored: StoredSource | null;
  facts: SourceFacts;
};

/** What tells a delivered source apart. */
type Named = { id: string; source: string; origin: Origin; fileHash: string | null };

/**
 * Ids that a source may be stored under. What Strava's API tells of an activity and what its archive tells are two sources of one
 * activity, since one is the person's own and the other may have to be given up: whichever comes second gets an id of its own.
 */
export function storedIds({ id, source, origin, fileHash }: Named): string[] {
  const two = source === "strava" && fileHash === null && (origin === "api" || origin === "export");
  return two ? [id, `${id}_api`, `${id}_export`] : [id];
}

/** The sources that a batch of deliveries meets again, by id and by content. */
export class KnownSources {
  private readonly known = new Map<string, Known>();
  /** Ids of sources that were there before this batch. */
  private readonly before: Set<string>;

  constructor(stored: readonly StoredSource[]) {
    this.before = new Set(stored.map(({ id }) => id));
    for (const source of stored) this.remember(source.fileHash, { ...source, stored: source });
  }

  remember(fileHash: string | null, known: Known): void {
    this.known.set(known.id, known);
    if (fileHash) this.known.set(`content ${fileHash}`, known);
  }

  /** The source that this one is again by its id (`own`), and the one that tells of the same but came another way (`twin`). */
  named(source: Named): { own: Known | undefined; twin: Known | undefined } {
    const ids = storedIds(source);
    if (ids.length === 1) return { own: this.known.get(source.id), twin: undefined };
    const found = ids.flatMap((id) => this.known.get(id) ?? []);
    return {
      own: found.find(({ origin }) => origin === source.origin),
      twin: found.find(({ origin }) => origin !== source.origin),
    };
  }

  /** The source that tells of the same: by its id, its twin's, or by the content it came from. */
  find(source: Named): Known | undefined {
    const { own, twin } = this.named(source);
    return own ?? twin ?? (source.fileHash ? this.known.get(`content ${source.fileHash}`) : undefined);
  }

  /** Whether it was there before this batch, whichever way it came. */
  wasStored(source: Named): boolean {
    return storedIds(source).some((id) => this.before.has(id));
  }
}
