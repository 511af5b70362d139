import type { Sport } from "@/domain/activity";
import { activityName } from "@/domain/activity-name";
import type { MergedFacts } from "@/domain/merge-sources";
import { localDate } from "@/domain/time-zones";
import type { BulkColumn, BulkRow } from "./bulk";
import type { Versioned } from "./history";

/**
 * Turns merged facts into the rows of `app.runs` and `app.workouts`. Only what the facts say is here; what a person has edited is
 * laid over it in `db/edited-overlay.ts`.
 */
/** What the sources of an activity say together. */
export type ActivityFacts = Omit<MergedFacts, "from">;

export type ActivityNoun = "run" | "workout";

/** Which activity: a run or a workout, and its id. */
export type Activity = { noun: ActivityNoun; id: string };

export const NOUNS: Record<ActivityNoun, Versioned> = {
  run: { table: "runs", idColumn: "run_id", what: "run" },
  workout: { table: "workouts", idColumn: "workout_id", what: "workout" },
};

/** Running is a run, every other sport a workout. */
export function nounOf(sport: Sport): ActivityNoun {
  return sport === "running" ? "run" : "workout";
}

const SHARED: readonly BulkColumn[] = [
  ["start_at", "timestamptz"],
  ["start_precision", "text"],
  ["time_zone", "text"],
  ["local_date", "date"],
  ["duration_s", "float8"],
  ["elapsed_s", "float8"],
  ["moving_s", "float8"],
  ["distance_m", "float8"],
  ["elevation_gain_m", "float8"],
  ["average_heart_rate_bpm", "float8"],
  ["max_heart_rate_bpm", "float8"],
];

/** The columns that facts decide, without the key. */
export const FACT_COLUMNS: Record<ActivityNoun, readonly BulkColumn[]> = {
  run: [["name", "text"], ["notes", "text"], ["type", "text"], ["average_cadence_spm", "float8"], ["shoe_id", "text"], ...SHARED],
  workout: [
    ["title", "text"],
    ["description", "text"],
    ["sport", "text"],
    ["raw_sport", "text"],
    ["end_at", "timestamptz"],
    ["average_power_w", "float8"],
    ["max_power_w", "float8"],
    ["normalized_power_w", "float8"],
    ["average_cadence_rpm", "float8"],
    ["max_cadence_rpm", "float8"],
    ["energy_kj", "float8"],
    ["sample_count", "int4"],
    ...SHARED,
  ],
};

/** Thousandths of every unit are finer than any device. */
function rounded(value: number | null | undefined): number | null {
  return value === null || value === undefined || !Number.isFinite(value) ? null : Math.round(value * 1000) / 1000;
}

function within(value: number | null | undefined, low: number, high: number): number | null {
  const number = rounded(value);
  return number === null || number < low || number > high ? null : number;
}

const LONGEST_M = 9_999_999;
const LONGEST_S = 366 * 86_400;

/** What runs and workouts have in common. Written out by name below, since it is done for every row of every import. */
function shared(facts: ActivityFacts, timeZone: string) {
  const durationS = within(facts.timerS, 0, LONGEST_S) ?? within(facts.elapsedS, 0, LONGEST_S) ?? 0;
  return {
    localDate: (facts.startPrecision === "day" ? facts.localDate : null) ?? localDate(new Date(facts.startAt), timeZone),
    durationS,
    elapsedS: Math.max(within(facts.elapsedS, 0, LONGEST_S) ?? 0, durationS),
    name: (facts.name?.trim() || activityName(facts, timeZone)).slice(0, 200),
  };
}

/**
 * The values of `FACT_COLUMNS` for merged facts. `timeZone` is the zone of the activity: its sources' own, else the person's.
 * `shoeId` is the shoe that `gearName` names, for runs.
 */
export function factValues(noun: ActivityNoun, facts: ActivityFacts, timeZone: string, shoeId: string | null): BulkRow {
  const common = shared(facts, timeZone);
  const distanceM = within(facts.distanceM, 0, LONGEST_M);
  if (noun === "run") {
    const cadence = within(facts.averageCadence, 0, 200);
    return {
      name: common.name,
      notes: facts.notes,
      type: facts.indoor ? "Treadmill Run" : "Outdoor Run",
      average_cadence_spm: cadence === null ? null : cadence * 2,
      shoe_id: shoeId,
      start_at: facts.startAt,
      start_precision: facts.startPrecision,
      time_zone: timeZone,
      local_date: common.localDate,
      duration_s: common.durationS,
      elapsed_s: common.elapsedS,
      moving_s: within(facts.movingS, 0, LONGEST_S),
      distance_m: distanceM ?? 0,
      elevation_gain_m: within(facts.elevationGainM, 0, 100_000),
      average_heart_rate_bpm: within(facts.averageHeartRateBpm, 20, 260),
      max_heart_rate_bpm: within(facts.maxHeartRateBpm, 20, 260),
    };
  }
  const power = facts.summary?.power;
  return {
    title: common.name,
    description: facts.notes,
    sport: facts.sport,
    raw_sport: facts.rawSport,
    end_at: new Date(Date.parse(facts.startAt) + common.elapsedS * 1000).toISOString(),
    average_power_w: rounded(power?.averageW),
    max_power_w: rounded(power?.maxW),
    normalized_power_w: rounded(power?.normalizedW),
    average_cadence_rpm: rounded(facts.averageCadence),
    max_cadence_rpm: rounded(facts.summary?.maxCadenceRpm),
    energy_kj: rounded(power?.workKj),
    sample_count: facts.trackPoints,
    start_at: facts.startAt,
    start_precision: facts.startPrecision,
    time_zone: timeZone,
    local_date: common.localDate,
    duration_s: common.durationS,
    elapsed_s: common.elapsedS,
    moving_s: within(facts.movingS, 0, LONGEST_S),
    distance_m: distanceM,
    elevation_gain_m: within(facts.elevationGainM, 0, 100_000),
    average_heart_rate_bpm: within(facts.averageHeartRateBpm, 20, 260),
    max_heart_rate_bpm: within(facts.maxHeartRateBpm, 20, 260),
  };
}
