import { intensityFactor, trainingStress } from "@/domain/power";
import type { Workout } from "@/domain/workouts";

/** A workout with all that its page and the API show. `ftpW` is the threshold power that was valid on its day. */
export type WorkoutRow = Workout & {
  rawSport: string | null;
  startPrecision: "second" | "day";
  movingS: number | null;
  importId: string | null;
  ftpW: number | null;
};

/** A row of {@link WORKOUT_COLUMNS}, before what follows from the threshold is computed. */
export type WorkoutFacts = Omit<WorkoutRow, "tss" | "intensityFactor">;

/** Columns of {@link WorkoutFacts}; the table is called `w`. */
export const WORKOUT_COLUMNS = `w.id, w.sport, w.raw_sport as "rawSport", w.title, w.description, w.status, w.start_at as "startAt",
  w.start_precision as "startPrecision", w.end_at as "endAt", w.time_zone as "timeZone", w.local_date as "localDate",
  w.duration_s as "durationS", w.elapsed_s as "elapsedS", w.moving_s as "movingS", w.distance_m as "distanceM",
  w.elevation_gain_m as "elevationGainM", w.average_power_w as "averagePowerW", w.max_power_w as "maxPowerW",
  w.normalized_power_w as "normalizedPowerW", w.average_cadence_rpm as "averageCadenceRpm", w.max_cadence_rpm as "maxCadenceRpm",
  w.average_heart_rate_bpm as "averageHeartRateBpm", w.max_heart_rate_bpm as "maxHeartRateBpm", w.energy_kj as "energyKj",
  w.sample_count as "sampleCount", w.source, w.version, w.edited_fields as "editedFields", w.provider, w.import_id as "importId",
  w.deleted_at as "deletedAt",
  (select f.ftp_w from app.ftp_history f where f.user_id = w.user_id and f.valid_from <= w.local_date
    order by f.valid_from desc limit 1) as "ftpW"`;

/** Adds training stress and intensity for the threshold of the day; null without power or threshold. */
export function workoutOf<Facts extends WorkoutFacts>(facts: Facts): Facts & WorkoutRow {
  return {
    ...facts,
    tss: trainingStress(facts.durationS, facts.normalizedPowerW, facts.ftpW),
    intensityFactor: intensityFactor(facts.normalizedPowerW, facts.ftpW),
  };
}
