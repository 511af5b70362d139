import { z } from "zod";
import { idField, instantField, noteField, textField, versionField } from "./fields";
import { SET_KINDS, type StrengthExercise } from "./strength";

/** Fields of a strength session that a person may edit, by their names in the API. */
export const EDITABLE_STRENGTH_FIELDS = ["title", "description", "startAt", "endAt", "exercises"] as const;
export type EditableStrengthField = (typeof EDITABLE_STRENGTH_FIELDS)[number];

/** What a person may set of a session: an exercise without an id is known by its title. */
export type StrengthContent = {
  title: string;
  description: string | null;
  startAt: Date;
  endAt: Date | null;
  exercises: StrengthExercise[];
};

const amount = (most: number, words: string) => z.number(words).min(0, words).max(most, words).nullable().default(null);

/** The limits are those of what sources bring: whatever is there can be sent back. */
const setSchema = z.strictObject({
  type: z.enum(SET_KINDS).default("normal"),
  weight: amount(10_000, "A weight lies between 0 and 10,000 kg.").describe("Kilograms."),
  reps: z.int("Repetitions are a whole number.").min(0).max(1_000_000).nullable().default(null),
  distance: amount(10_000_000, "A distance lies between 0 and 10,000 km.").describe("Metres."),
  duration: amount(10_000_000, "A time is 0 or more and less than 100 days.").describe("Seconds."),
  rpe: amount(10, "RPE lies between 0 and 10."),
});

const exerciseSchema = z.strictObject({
  exerciseId: idField.optional().describe("Without one the exercise is known by its title."),
  title: textField(500),
  notes: noteField(20_000).default(null),
  supersetId: z.int().min(-2_147_483_648).max(2_147_483_647).nullable().default(null),
  sets: z.array(setSchema).max(1_000, "At most 1,000 sets."),
});

const exercisesField = z
  .array(exerciseSchema)
  .max(1_000, "At most 1,000 exercises.")
  .transform((exercises) =>
    exercises.map(
      ({ exerciseId = "", sets, ...exercise }): StrengthExercise => ({
        ...exercise,
        exerciseId,
        sets: sets.map(({ type, weight, reps, distance, duration, rpe }) => ({
          ...{ kind: type, weightKg: weight, reps, distanceM: distance, durationS: duration, rpe },
        })),
      }),
    ),
  );

/** What a person may change of a strength session. Absent fields stay as they are; `exercises` are replaced as a whole. */
export const strengthChangesSchema = z.strictObject({
  title: textField(200).optional(),
  description: noteField(20_000).optional(),
  startAt: instantField.optional(),
  endAt: instantField.nullable().optional(),
  exercises: exercisesField.optional(),
});
export type StrengthChanges = z.output<typeof strengthChangesSchema>;

/** A change with the version that the person saw. */
export const editStrengthSchema = strengthChangesSchema.extend({ version: versionField.optional() });

/** Clocks differ: a start that lies so little ahead of ours is now. */
const CLOCKS_DIFFER_MS = 300_000;
const LONGEST_MS = 24 * 3_600_000;

/** What cannot be true of a session though each field by itself could be, in words for each field. */
export function contradictionsOf(
  changes: StrengthChanges,
  { startAt, endAt }: Pick<StrengthContent, "startAt" | "endAt">,
  now: Date,
): { path: string; message: string }[] {
  const errors: { path: string; message: string }[] = [];
  if (changes.startAt && changes.startAt.getTime() > now.getTime() + CLOCKS_DIFFER_MS) {
    errors.push({ path: "startAt", message: "This start lies in the future. Write down when the session began." });
  }
  if ((changes.startAt === undefined && changes.endAt === undefined) || endAt === null) return errors;
  const lastedMs = endAt.getTime() - startAt.getTime();
  const path = changes.endAt === undefined ? "startAt" : "endAt";
  if (lastedMs < 0) errors.push({ path, message: "The session cannot end before it begins." });
  else if (lastedMs > LONGEST_MS) errors.push({ path, message: "A session is at most a day long. Check start and end." });
  return errors;
}

/** Seconds from start to end; 0 where the end is not known or lies before the start. */
export function sessionLength({ startAt, endAt }: Pick<StrengthContent, "startAt" | "endAt">): number {
  return endAt === null ? 0 : Math.max(0, (endAt.getTime() - startAt.getTime()) / 1000);
}
