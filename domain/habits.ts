/** Done or not, or a number a day. */
export const HABIT_KINDS = ["yes_no", "number"] as const;
export type HabitKind = (typeof HABIT_KINDS)[number];

/** Whether a day's number is to be reached or not to be passed. */
export const TARGET_TYPES = ["at_least", "at_most"] as const;
export type TargetType = (typeof TARGET_TYPES)[number];

/** Who ticked a day: a person, or a fact. */
export const LOG_SOURCES = ["user", "auto"] as const;
export type LogSource = (typeof LOG_SOURCES)[number];

/** When a habit is due: on weekdays (ISO, 1 Monday to 7 Sunday), so many times a week, or every so many days. */
export type Schedule =
  | { kind: "weekdays"; weekdays: number[] }
  | { kind: "per_week"; times: number }
  | { kind: "every_days"; days: number };

/** Facts that can tick a habit. */
export const AUTO_METRICS = [
  "run_distance",
  "ride_distance",
  "ride_energy",
  "coding_seconds",
  "strength_sessions",
  "tasks",
  "reflections",
] as const;
export type AutoMetric = (typeof AUTO_METRICS)[number];

/** Ticks a day when its facts sum up to at least this much: metres, kilojoules, seconds, or how many. */
export type Auto = { metric: AutoMetric; atLeast: number };
