export type HevySet = {
  index: number;
  type: "normal" | "warmup" | "dropset" | "failure";
  weight_kg: number | null;
  reps: number | null;
  distance_meters: number | null;
  duration_seconds: number | null;
  rpe: number | null;
  custom_metric: number | null;
};

export type HevyExercise = {
  index: number;
  title: string;
  notes: string;
  exercise_template_id: string;
  superset_id: number | null;
  sets: HevySet[];
};

/** A workout as Hevy sends it: start and end are written `+00:00` without fractions, the other times with milliseconds and `Z`. */
export type HevyWorkout = {
  id: string;
  title: string;
  routine_id: string | null;
  description: string;
  start_time: string;
  end_time: string;
  updated_at: string;
  created_at: string;
  exercises: HevyExercise[];
};

/** The last thing that happened to a workout: a deletion takes the place of the update and stays. */
export type HevyEvent =
  | { type: "updated"; at: number; workoutId: string }
  | { type: "deleted"; at: number; id: string; deleted_at: string };

export type HevyAccount = {
  apiKey: string;
  user: { id: string; name: string; url: string };
  workouts: Map<string, HevyWorkout>;
  /** By workout id. */
  events: Map<string, HevyEvent>;
};

export type HevyState = { accounts: Map<string, HevyAccount> };
