import type { StrengthRow } from "@/db/strength-rows";
import { equalExercises, type StrengthExercise } from "@/domain/strength";
import { type StrengthChanges, strengthChangesSchema } from "@/domain/strength-changes";
import type { Format } from "@/domain/units";
import { Failure, type FieldError } from "@/lib/errors";
import { touched } from "../_view/conflict";
import { instantOf, localDateTime } from "../_view/local-time";
import { exerciseText } from "./exercise-text";
import { readExercises } from "./set-form";

/** A session in the words of its form; `exercises` in a few, for whom two versions are compared. */
export type SessionTexts = { title: string; description: string; startAt: string; endAt: string; exercises: string };
const WORDS = ["title", "description", "startAt", "endAt"] as const;
export const SESSION_TEXT_FIELDS = [...WORDS, "exercises"] as const;

type Editable = Pick<StrengthRow, "title" | "description" | "startAt" | "endAt" | "timeZone" | "exercises">;

/** A session in the words of its form. */
export function sessionTexts(session: Editable, format: Format): SessionTexts {
  const { title, description, startAt, endAt, timeZone, exercises } = session;
  return {
    ...{ title, description: description ?? "" },
    startAt: localDateTime(startAt, timeZone),
    endAt: endAt === null ? "" : localDateTime(endAt, timeZone),
    exercises: exercisesText(exercises, format),
  };
}

/** Exercises in words, one a line. */
export function exercisesText(exercises: readonly StrengthExercise[], format: Format): string {
  return exercises.map((one) => `${one.title}: ${exerciseText(one, format)}`).join("\n");
}

type Typed = Record<(typeof WORDS)[number], string> & Record<string, unknown>;

/**
 * What a person changed of the session that the form showed, checked by the schema that the API uses, and its words.
 * @throws Failure "invalid" with words for each control
 */
export function readSession(typed: Typed, base: Editable, format: Format): { changes: StrengthChanges; texts: SessionTexts } {
  const shown = sessionTexts(base, format);
  const errors: FieldError[] = [];
  const values: Record<string, unknown> = {};
  for (const field of touched(WORDS, typed, shown)) {
    const text = typed[field].trim();
    if (field === "title" || field === "description") values[field] = text;
    else if (text === "" && field === "endAt") values[field] = null;
    else {
      const at = instantOf(text, base.timeZone);
      if (at) values[field] = at.toISOString();
      else errors.push({ path: field, message: "Choose a day and a time." });
    }
  }
  const read = readExercises(typed, base.exercises, format);
  const parsed = strengthChangesSchema.safeParse({ ...values, exercises: read.exercises });
  for (const { path, message } of parsed.error?.issues ?? []) {
    const place = path.join(".");
    errors.push({ path: read.names.get(place) ?? place, message });
  }
  errors.push(...read.errors.filter(({ path }) => !errors.some((error) => error.path === path)));
  if (!parsed.success || errors.length > 0) {
    throw new Failure("invalid", "Some fields need another look.", { fields: errors });
  }
  const { exercises = [], ...changes } = parsed.data;
  const same = equalExercises(exercises, base.exercises);
  const texts = { ...typed, exercises: same ? shown.exercises : exercisesText(exercises, format) };
  return { changes: same ? changes : { ...changes, exercises }, texts };
}
