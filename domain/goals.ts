/** What a goal is measured by. */
export const GOAL_METRICS = ["manual", "tasks", "run_distance", "ride_energy", "coding_seconds", "habit_days"] as const;
export type GoalMetric = (typeof GOAL_METRICS)[number];

/** How a goal stands. */
export const GOAL_STATUSES = ["active", "reached", "missed", "archived"] as const;
export type GoalStatus = (typeof GOAL_STATUSES)[number];
