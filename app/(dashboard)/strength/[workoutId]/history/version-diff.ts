import type { StrengthRow } from "@/db/strength-rows";
import type { FieldChange } from "@/domain/run-fields";
import type { Format } from "@/domain/units";
import { exerciseText } from "../../exercise-text";
import { strengthLabelOf } from "../../labels";

type Said = Pick<StrengthRow, "title" | "description" | "startAt" | "endAt" | "durationS" | "deletedAt" | "exercises">;

/** What changed from one version of a session to the next, exercises set by set in words; everything that it says, from none. */
export function diffVersions(before: Said | undefined, after: Said, format: Format): FieldChange[] {
  const [was, is] = [before && plain(before), plain(after)];
  const fields = Object.keys(is).map((field) => ({
    ...{ field, label: strengthLabelOf(field) },
    before: was?.[field] ?? null,
    after: is[field] ?? null,
  }));
  const many = Math.max(before?.exercises.length ?? 0, after.exercises.length);
  const exercises = Array.from({ length: many }, (_, index): FieldChange => {
    const [one, other] = [before?.exercises[index], after.exercises[index]];
    const renamed = one && other && one.title !== other.title;
    const text = (exercise: typeof one) =>
      exercise ? `${renamed ? `${exercise.title}: ` : ""}${exerciseText(exercise, format)}` : null;
    return { field: "exercise", label: other?.title ?? one?.title ?? "Exercise", before: text(one), after: text(other) };
  });
  return [...fields, ...exercises].filter((change) => change.before !== change.after);
}

function plain({ title, startAt, endAt, durationS, description, deletedAt }: Said): Record<string, string | number | null> {
  const instant = (at: Date | null) => at?.toISOString() ?? null;
  return {
    title,
    startAt: instant(startAt),
    endAt: instant(endAt),
    duration: durationS,
    description,
    deletedAt: instant(deletedAt),
  };
}
