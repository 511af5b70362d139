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

const TWIN = /_(api|export)$/;

/** The sources that a batch of deliveries meets again, by id and by content. */
export class KnownSources {
  /** By the id that sources are delivered with: one, or two that came different ways. */
  private readonly byId = new Map<string, Known[]>();
  private readonly byContent = new Map<string, Known>();
  /** Sources that were there before this batch. */
  private readonly before = new Set<Known>();

  constructor(stored: readonly StoredSource[]) {
    for (const source of stored) {
      const known = { ...source, stored: source };
      this.remember(source.fileHash, known);
      this.before.add(known);
    }
  }

  remember(fileHash: string | null, known: Known): void {
    const id = known.id.startsWith("strava_") ? known.id.replace(TWIN, "") : known.id;
    const same = this.byId.get(id);
    if (same) same.push(known);
    else this.byId.set(id, [known]);
    if (fileHash) this.byContent.set(fileHash, known);
  }

  /** The source that this one is again by its id (`own`), and the one that tells of the same but came another way (`twin`). */
  named(source: Named): { own: Known | undefined; twin: Known | undefined } {
    const found = this.byId.get(source.id);
    if (!found) return NONE;
    if (storedIds(source).length === 1) return { own: found[0], twin: undefined };
    return {
      own: found.find(({ origin }) => origin === source.origin),
      twin: found.find(({ origin }) => origin !== source.origin),
    };
  }

  /** The source that tells of the same: by its id, its twin's, or by the content it came from. */
  find(source: Named): Known | undefined {
    const { own, twin } = this.named(source);
    return own ?? twin ?? (source.fileHash ? this.byContent.get(source.fileHash) : undefined);
  }

  /** Whether it was there before this batch, whichever way it came. */
  wasStored({ id }: Named): boolean {
    return this.byId.get(id)?.some((known) => this.before.has(known)) ?? false;
  }
}

const NONE = { own: undefined, twin: undefined };
