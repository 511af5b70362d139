import type { FieldChange } from "@/domain/run-fields";
import type { StrengthExercise } from "@/domain/strength";
import type { Format } from "@/domain/units";
import { setText } from "../../set-text";

type Data = Readonly<Record<string, unknown>>;
type Value = string | number | null;

const FIELDS: { field: string; column: string; label: string }[] = [
  { field: "title", column: "title", label: "Title" },
  { field: "startAt", column: "start_at", label: "Start" },
  { field: "duration", column: "duration_s", label: "Duration" },
  { field: "description", column: "description", label: "Notes" },
  { field: "deletedAt", column: "deleted_at", label: "Deleted" },
];

/** What changed from one stored version of a session to the next, exercises set by set in words. */
export function diffVersions(before: Data, after: Data, format: Format): FieldChange[] {
  const plain = FIELDS.map(({ field, column, label }) => ({
    ...{ field, label },
    before: valueIn(before, column),
    after: valueIn(after, column),
  }));
  const [was, is] = [exercisesOf(before), exercisesOf(after)];
  const exercises = Array.from({ length: Math.max(was.length, is.length) }, (_, index) => ({
    field: "exercise",
    label: is[index]?.title ?? was[index]?.title ?? "Exercise",
    before: textOf(was[index], format),
    after: textOf(is[index], format),
  }));
  return [...plain, ...exercises].filter(({ before, after }) => before !== after);
}

/** Histories keep instants in PostgreSQL's spelling. */
function valueIn(data: Data, column: string): Value {
  const value = data[column];
  if (typeof value === "number") return value;
  if (typeof value !== "string") return null;
  return column.endsWith("_at") ? new Date(value).toISOString() : value;
}

function exercisesOf(data: Data): StrengthExercise[] {
  const { exercises } = data;
  // Only sessions that were checked are stored, and their versions with them.
  return Array.isArray(exercises) ? (exercises as StrengthExercise[]) : [];
}

function textOf(exercise: StrengthExercise | undefined, format: Format): string | null {
  if (!exercise) return null;
  const sets = exercise.sets.map((set) => `${setText(set, format)}${set.kind === "warmup" ? " (warm-up)" : ""}`);
  return [sets.join("; "), exercise.notes].filter(Boolean).join(" · ") || "no sets";
}
