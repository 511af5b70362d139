/** What a set can be measured in, in the order of the form's columns. */
const MEASURES = ["weight", "reps", "distance", "time", "rpe"] as const;
export type Measure = (typeof MEASURES)[number];

/** A set in the words of its controls. */
export type SetTexts = { id: string; kind: string } & Record<Measure, string>;

/** An exercise in the words of its controls. Ids that begin with an n are of what the form added. */
export type ExerciseTexts = { id: string; title: string; notes: string; measures: readonly Measure[]; sets: readonly SetTexts[] };

/** Ways to measure an exercise that is added: what its control says, and what for. */
export const WAYS = [
  { value: "weight reps rpe", label: "Weight and repetitions" },
  { value: "distance time rpe", label: "Distance and time" },
] as const;

const LIFTED: readonly Measure[] = ["weight", "reps", "rpe"];
const CONTROL = /^x(n?\d{1,4})\.(?:(title|notes)|s(n?\d{1,4})\.(kind|weight|reps|distance|time|rpe))$/;

/**
 * Exercises from their form's controls, in its order. A control's name says whose it is: `x0.s1.weight` is of the second set of the first
 * exercise, `xn1.title` of an exercise that was added; `measured.n1` says what it is measured in.
 */
export function readTexts(values: Readonly<Record<string, unknown>>): ExerciseTexts[] {
  type Open = { id: string; title: string; notes: string; sets: Map<string, SetTexts> };
  const exercises = new Map<string, Open>();
  for (const [name, value] of Object.entries(values)) {
    const [, id, word, setId, cell] = CONTROL.exec(name) ?? [];
    if (id === undefined || typeof value !== "string") continue;
    const exercise = exercises.get(id) ?? { id, title: "", notes: "", sets: new Map() };
    exercises.set(id, exercise);
    if (word === "title" || word === "notes") exercise[word] = value;
    if (setId === undefined || cell === undefined) continue;
    exercise.sets.set(setId, { ...(exercise.sets.get(setId) ?? emptySet(setId)), [cell]: value });
  }
  return [...exercises.values()].map(({ sets, ...exercise }) => {
    const measures = measuresIn(values[`measured.${exercise.id}`]);
    return { ...exercise, measures, sets: [...sets.values()] };
  });
}

/** The controls of exercises, for a form that is drawn anew: the opposite of {@link readTexts}. */
export function writeTexts(exercises: readonly ExerciseTexts[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const { id, title, notes, measures, sets } of exercises) {
    values[`x${id}.title`] = title;
    values[`measured.${id}`] = measures.join(" ");
    for (const set of sets) {
      values[`x${id}.s${set.id}.kind`] = set.kind;
      for (const measure of measures) values[`x${id}.s${set.id}.${measure}`] = set[measure];
    }
    values[`x${id}.notes`] = notes;
  }
  return values;
}

function measuresIn(value: unknown): readonly Measure[] {
  const named = typeof value === "string" ? value.split(" ") : [];
  const measures = MEASURES.filter((measure) => named.includes(measure));
  return measures.length > 0 ? measures : LIFTED;
}

/** A set of which nothing is known. */
export function emptySet(id: string): SetTexts {
  return { id, kind: "normal", weight: "", reps: "", distance: "", time: "", rpe: "" };
}

/** An exercise to be named, with one set. */
export function emptyExercise(id: string): ExerciseTexts {
  return { id, title: "", notes: "", measures: LIFTED, sets: [emptySet("n0")] };
}
