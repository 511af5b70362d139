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

function shared(facts: ActivityFacts, timeZone: string): BulkRow {
  const durationS = within(facts.timerS, 0, LONGEST_S) ?? within(facts.elapsedS, 0, LONGEST_S) ?? 0;
  return {
    start_at: facts.startAt,
    start_precision: facts.startPrecision,
    time_zone: timeZone,
    local_date: (facts.startPrecision === "day" ? facts.localDate : null) ?? localDate(new Date(facts.startAt), timeZone),
    duration_s: durationS,
    elapsed_s: Math.max(within(facts.elapsedS, 0, LONGEST_S) ?? 0, durationS),
    moving_s: within(facts.movingS, 0, LONGEST_S),
    distance_m: within(facts.distanceM, 0, LONGEST_M),
    elevation_gain_m: within(facts.elevationGainM, 0, 100_000),
    average_heart_rate_bpm: within(facts.averageHeartRateBpm, 20, 260),
    max_heart_rate_bpm: within(facts.maxHeartRateBpm, 20, 260),
  };
}

/**
 * The values of `FACT_COLUMNS` for merged facts. `timeZone` is the zone of the activity: its sources' own, else the person's.
 * `shoeId` is the shoe that `gearName` names, for runs.
 */
export function factValues(noun: ActivityNoun, facts: ActivityFacts, timeZone: string, shoeId: string | null): BulkRow {
  const common = shared(facts, timeZone);
  const name = facts.name?.trim() || activityName(facts, timeZone);
  if (noun === "run") {
    const cadence = within(facts.averageCadence, 0, 200);
    // Assigned rather than spread: this is made for every row of every import.
    return Object.assign(common, {
      name: name.slice(0, 200),
      notes: facts.notes,
      type: facts.indoor ? "Treadmill Run" : "Outdoor Run",
      distance_m: common["distance_m"] ?? 0,
      average_cadence_spm: cadence === null ? null : cadence * 2,
      shoe_id: shoeId,
    });
  }
  const power = facts.summary?.power;
  const elapsedS = typeof common["elapsed_s"] === "number" ? common["elapsed_s"] : 0;
  return Object.assign(common, {
    title: name.slice(0, 200),
    description: facts.notes,
    sport: facts.sport,
    raw_sport: facts.rawSport,
    end_at: new Date(Date.parse(facts.startAt) + elapsedS * 1000).toISOString(),
    average_power_w: rounded(power?.averageW),
    max_power_w: rounded(power?.maxW),
    normalized_power_w: rounded(power?.normalizedW),
    average_cadence_rpm: rounded(facts.averageCadence),
    max_cadence_rpm: rounded(facts.summary?.maxCadenceRpm),
    energy_kj: rounded(power?.workKj),
    sample_count: facts.trackPoints,
  });
}
