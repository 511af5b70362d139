import type { DeliveredSource } from "@/db/deliveries";
import type { SourceFacts } from "@/domain/source-facts";
import type { EncodedTrack } from "@/domain/track-codec";
import { isReshaped, renewedFacts } from "./map";

/** The id of an activity's source: an archive of Strava's names its rows the same way, so that the two meet. */
export function sourceIdOf(activityId: string): string {
  return `strava_${activityId}`;
}

/** What ids of activities look like. */
export const ACTIVITY_ID = /^\d{1,19}$/;

/** The id at Strava of a source; null for what is none of Strava's. */
export function activityIdOf(sourceId: string): string | null {
  return /^strava_(\d+)/.exec(sourceId)?.[1] ?? null;
}

/**
 * An activity to store. `whole`: the facts are all that Strava says, with the track unless that is null; else they are a list's, and
 * what is known of details stays.
 */
export type Told = { id: string; facts: SourceFacts; whole?: { track: EncodedTrack | null } };

/** What Strava tells of an activity, as a source to deliver. A class: a closure for each of ten thousand is dear. */
export class ToldSource implements DeliveredSource {
  readonly id: string;
  readonly source = "strava";
  readonly origin = "api";
  readonly fileHash = null;
  readonly facts: SourceFacts;
  readonly track: EncodedTrack | null;

  constructor(
    private readonly told: Told,
    /** Ids at Strava of activities whose samples and laps have to be asked for again. */
    private readonly reshaped: Set<string>,
  ) {
    this.id = sourceIdOf(told.id);
    this.facts = told.facts;
    this.track = told.whole?.track ?? null;
  }

  renew(before: SourceFacts): SourceFacts {
    const { id, facts, whole } = this.told;
    if (whole?.track) return facts;
    // Without new samples the ones that are there stay.
    const after = whole ? { ...renewedFacts(before, facts), ...detailsOf(facts) } : renewedFacts(before, facts);
    if (isReshaped(before, after)) this.reshaped.add(id);
    return after;
  }
}

function detailsOf({ notes, calories, device, laps }: SourceFacts): Partial<SourceFacts> {
  return { notes, calories, device, laps };
}
