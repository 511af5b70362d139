/** What an exercise is measured in. */
export type Kind = "weight_reps" | "reps_only" | "distance_duration" | "duration";

export type Template = {
  id: string;
  title: string;
  type: Kind;
  primary_muscle_group: string;
  secondary_muscle_groups: string[];
  is_custom: boolean;
};

const template = (id: string, title: string, type: Kind, primary: string, secondary: string[] = []): Template => ({
  id,
  title,
  type,
  primary_muscle_group: primary,
  secondary_muscle_groups: secondary,
  is_custom: id.length > 8,
});

/** The exercises of the simulated account, one of them its own. */
export const TEMPLATES: [Template, ...Template[]] = [
  template("79D0BB3A", "Bench Press (Barbell)", "weight_reps", "chest", ["triceps", "shoulders"]),
  template("D04AC939", "Squat (Barbell)", "weight_reps", "quadriceps", ["glutes", "hamstrings"]),
  template("C6272009", "Deadlift (Barbell)", "weight_reps", "glutes", ["hamstrings", "lower_back"]),
  template("7B8D84E8", "Overhead Press (Barbell)", "weight_reps", "shoulders", ["triceps"]),
  template("55E6546F", "Bent Over Row (Barbell)", "weight_reps", "upper_back", ["biceps"]),
  template("37FCC2BB", "Bicep Curl (Dumbbell)", "weight_reps", "biceps"),
  template("1B2B1E7C", "Pull Up", "reps_only", "lats", ["biceps"]),
  template("243710DE", "Treadmill", "distance_duration", "cardio"),
  template("C6C9B8A0", "Plank", "duration", "abdominals"),
  template("4f1c6d1e-95a4-4e1b-a4d1-6d6c8f5a0001", "Kettlebell Jerk, my way", "weight_reps", "full_body"),
];
