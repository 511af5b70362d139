import { type ExerciseTexts, emptyExercise, emptySet } from "./exercise-texts";

/** What a button of the form asks for: which change, of which exercise, of which set. It is the button's value. */
export type Change = "add" | `${"remove" | "up" | "down" | "measure" | "add-set"} ${string}` | `remove-set ${string} ${string}`;

/** Exercises after a change, and what is looked at next: a control's name, or a button's value. */
export type Changed = { exercises: readonly ExerciseTexts[]; focus: string | null };

/**
 * Does what a button asks for; what it does not know changes nothing. Pages with scripts and the server's answer to those without do the
 * same.
 */
export function applyChange(exercises: readonly ExerciseTexts[], change: string): Changed {
  const [verb, id = "", setId = ""] = change.split(" ");
  if (verb === "add") {
    const added = emptyExercise(nextId(exercises));
    return { exercises: [...exercises, added], focus: `x${added.id}.title` };
  }
  const at = exercises.findIndex((one) => one.id === id);
  const exercise = exercises[at];
  if (!exercise) return { exercises, focus: null };
  const replaced = (changes: Partial<ExerciseTexts>) => exercises.with(at, { ...exercise, ...changes });
  switch (verb) {
    case "remove": {
      const rest = exercises.toSpliced(at, 1);
      const beside = rest[Math.min(at, rest.length - 1)];
      return { exercises: rest, focus: beside ? `x${beside.id}.title` : "add" };
    }
    case "up":
    case "down": {
      const to = at + (verb === "up" ? -1 : 1);
      if (to < 0 || to >= exercises.length) return { exercises, focus: null };
      const moved = exercises.toSpliced(at, 1).toSpliced(to, 0, exercise);
      const isAtEnd = to === (verb === "up" ? 0 : moved.length - 1);
      return { exercises: moved, focus: `${isAtEnd === (verb === "up") ? "down" : "up"} ${id}` };
    }
    case "measure":
      return { exercises, focus: exercise.sets[0] ? `x${id}.s${exercise.sets[0].id}.${exercise.measures[0]}` : null };
    case "add-set": {
      // A set is mostly like the one before it, but for how hard it was.
      const set = { ...(exercise.sets.at(-1) ?? emptySet("")), rpe: "", id: nextId(exercise.sets) };
      return { exercises: replaced({ sets: [...exercise.sets, set] }), focus: `x${id}.s${set.id}.${exercise.measures[0]}` };
    }
    case "remove-set": {
      const sets = exercise.sets.filter((set) => set.id !== setId);
      return { exercises: replaced({ sets }), focus: `add-set ${id}` };
    }
    default:
      return { exercises, focus: null };
  }
}

function nextId(all: readonly { id: string }[]): string {
  return `n${all.reduce((most, { id }) => (id.startsWith("n") ? Math.max(most, Number(id.slice(1)) + 1) : most), 0)}`;
}
