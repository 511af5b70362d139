import type { Activity, Lap, Sport } from "./activity";
import { type ActivitySummary, summarise } from "./summary";

/** Where facts about an activity can come from, best measurements first. */
export const SOURCE_FORMATS = ["fit", "tcx", "gpx", "strava_api", "strava_csv", "mmf_csv", "manual", "demo"] as const;
export type SourceFormat = (typeof SOURCE_FORMATS)[number];

/**
 * What one source says about an activity: a plain record that survives JSON, so that every source of a merged activity can be kept
 * and the merge be taken apart again. Null where the source says nothing. Metres, seconds, bpm; instants as ISO 8601 UTC.
 */
export type SourceFacts = {
  format: SourceFormat;
  name: string | null;
  notes: string | null;
  sport: Sport;
  /** The source's own word for the sport. */
  rawSport: string | null;
  indoor: boolean;
  startAt: string;
  startPrecision: "second" | "day";
  timeZone: string | null;
  /** The calendar day where the source knows only that. */
  localDate: string | null;
  distanceM: number | null;
  timerS: number | null;
  elapsedS: number;
  movingS: number | null;
  elevationGainM: number | null;
  averageHeartRateBpm: number | null;
  maxHeartRateBpm: number | null;
  averageCadence: number | null;
  calories: number | null;
  gearName: string | null;
  device: string | null;
  /** Samples of its track, 0 without one. */
  trackPoints: number;
  summary: ActivitySummary | null;
  /** Laps as the device wrote them; left out where it wrote none. */
  laps?: Lap[];
  /** Whose account at the provider told it; left out where none did. */
  account?: string;
};

/**
 * The facts of a parsed activity. Figures of the track win over what the file's own session says, as session fields are often
 * missing or wrong. `summary` may be handed in where it is already computed.
 */
export function factsOf(
  activity: Activity,
  format: SourceFormat,
  summary: ActivitySummary | null = summarise(activity),
): SourceFacts {
  return {
    format,
    name: activity.name,
    notes: activity.notes,
    sport: activity.sport,
    rawSport: activity.rawSport,
    indoor: activity.indoor,
    startAt: activity.startAt.toISOString(),
    startPrecision: activity.startPrecision,
    timeZone: activity.timeZone,
    localDate: activity.localDate,
    distanceM: summary?.distanceM ?? activity.distanceM,
    timerS: summary?.timerS ?? activity.timerS,
    elapsedS: summary?.elapsedS ?? activity.elapsedS,
    movingS: summary?.movingS ?? null,
    elevationGainM: summary?.elevationGainM ?? activity.elevationGainM,
    averageHeartRateBpm: summary?.heartRate?.averageBpm ?? activity.averageHeartRateBpm,
    maxHeartRateBpm: summary?.heartRate?.maxBpm ?? activity.maxHeartRateBpm,
    averageCadence: summary?.averageCadenceRpm ?? null,
    calories: activity.calories,
    gearName: activity.gearName,
    device: activity.device,
    trackPoints: activity.track?.time.length ?? 0,
    summary,
    ...(activity.laps.length > 0 ? { laps: activity.laps } : {}),
  };
}
