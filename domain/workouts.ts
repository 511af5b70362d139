import type { Sport } from "./activity";
import { type HeartRateSeconds, heartRatesOf, timeInHeartRateZones } from "./heart-rate";
import type { Source } from "./runs";

/** Life of a workout: live ones are ACTIVE or PAUSED; what files bring is COMPLETED. */
export const WORKOUT_STATUSES = ["ACTIVE", "PAUSED", "COMPLETED", "ARCHIVED", "DELETED"] as const;
export type WorkoutStatus = (typeof WORKOUT_STATUSES)[number];

/**
 * A workout as it is stored, with the threshold power that was valid on its day (null where none was set by then) and what follows
 * from it: training stress and intensity.
 */
export type Workout = {
  id: string;
  sport: Sport;
  title: string;
  description: string | null;
  status: WorkoutStatus;
  startAt: Date;
  endAt: Date | null;
  timeZone: string;
  localDate: string;
  durationS: number;
  elapsedS: number;
  distanceM: number | null;
  elevationGainM: number | null;
  averagePowerW: number | null;
  maxPowerW: number | null;
  normalizedPowerW: number | null;
  averageCadenceRpm: number | null;
  maxCadenceRpm: number | null;
  averageHeartRateBpm: number | null;
  maxHeartRateBpm: number | null;
  energyKj: number | null;
  sampleCount: number;
  source: Source;
  version: number;
  /** Fields that a person has set, by their names in the API; no import or sync writes those. */
  editedFields: string[];
  /** What the sources say of edited fields, by the same names and in the API's units. */
  provider: Record<string, unknown>;
  deletedAt: Date | null;
  tss: number | null;
  intensityFactor: number | null;
};

/** Seconds in one heart-rate zone; `from` is its lower bound in bpm. */
export type ZoneTime = { zone: number; from: number; seconds: number };

/** Seconds in each zone from the stored seconds by bpm; null without heart rate or zones. */
export function zoneTimes(
  seconds: HeartRateSeconds | null | undefined,
  lowerBoundsBpm: readonly number[] | undefined,
): ZoneTime[] | null {
  if (!seconds || !lowerBoundsBpm) return null;
  const times = timeInHeartRateZones(heartRatesOf(seconds), lowerBoundsBpm);
  return lowerBoundsBpm.map((from, index) => ({ zone: index + 1, from, seconds: times[index] ?? 0 }));
}

/** A workout as the API shows it. */
export type WorkoutResource = ReturnType<typeof workoutResource>;

/** Turns a workout into what the API shows: metres, seconds, watts, kJ, bpm. `zones` is time in heart-rate zones. */
export function workoutResource(workout: Workout, zones: ZoneTime[] | null = null) {
  return {
    id: workout.id,
    sport: workout.sport,
    title: workout.title,
    description: workout.description,
    status: workout.deletedAt === null ? workout.status : ("DELETED" as const),
    startAt: workout.startAt.toISOString(),
    endAt: workout.endAt?.toISOString() ?? null,
    timeZone: workout.timeZone,
    localDate: workout.localDate,
    duration: workout.durationS,
    elapsed: workout.elapsedS,
    distance: workout.distanceM,
    elevationGain: workout.elevationGainM,
    source: workout.source,
    version: workout.version,
    editedFields: workout.editedFields,
    provider: workout.provider,
    deletedAt: workout.deletedAt?.toISOString() ?? null,
    summary: {
      averagePower: workout.averagePowerW,
      maxPower: workout.maxPowerW,
      normalizedPower: workout.normalizedPowerW,
      averageCadence: workout.averageCadenceRpm,
      maxCadence: workout.maxCadenceRpm,
      averageHeartRate: workout.averageHeartRateBpm,
      maxHeartRate: workout.maxHeartRateBpm,
      energy: workout.energyKj,
      tss: workout.tss,
      intensityFactor: workout.intensityFactor,
      zones,
      sampleCount: workout.sampleCount,
    },
  };
}
