/** What a set was for. Warm-ups do not count for volume and records; drop sets and sets to failure do. */
export const SET_KINDS = ["normal", "warmup", "dropset", "failure"] as const;
export type SetKind = (typeof SET_KINDS)[number];

/** One set: kilograms, metres, seconds; null where the exercise has no such measure. RPE is 6 to 10 in halves. */
export type StrengthSet = {
  kind: SetKind;
  weightKg: number | null;
  reps: number | null;
  distanceM: number | null;
  durationS: number | null;
  rpe: number | null;
};

/** An exercise of a session with its sets in order. `exerciseId` is the same across sessions. */
export type StrengthExercise = {
  exerciseId: string;
  title: string;
  notes: string | null;
  /** Exercises done in turns share one. */
  supersetId: number | null;
  sets: StrengthSet[];
};
