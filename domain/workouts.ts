/** Life of a workout: live ones are ACTIVE or PAUSED; what files bring is COMPLETED. */
export const WORKOUT_STATUSES = ["ACTIVE", "PAUSED", "COMPLETED", "ARCHIVED", "DELETED"] as const;
export type WorkoutStatus = (typeof WORKOUT_STATUSES)[number];
