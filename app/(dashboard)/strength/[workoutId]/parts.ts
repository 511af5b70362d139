import type { StrengthExercise } from "@/domain/strength";
import type { StrengthRecord } from "@/domain/strength-records";

/** An exercise of a session as its page shows it. */
export type SessionPart = { key: string; exercise: StrengthExercise; records: StrengthRecord[]; superset: string | null };

/** The exercises of a session in order, with the records that stand in it and the letters of supersets. */
export function partsOf(
  session: { id: string; exercises: readonly StrengthExercise[] },
  records: ReadonlyMap<string, readonly StrengthRecord[]>,
): SessionPart[] {
  const { exercises } = session;
  const supersets = [...new Set(exercises.flatMap(({ supersetId }) => supersetId ?? []))];
  const letter = (id: number | null) => (id === null ? null : String.fromCharCode(65 + supersets.indexOf(id)));
  return exercises.map((exercise, index) => {
    const { exerciseId, supersetId } = exercise;
    // An exercise that was done twice in a session has its records once.
    const first = exercises.findIndex((one) => one.exerciseId === exerciseId) === index;
    const own = first ? (records.get(exerciseId) ?? []).filter(({ set }) => set.workoutId === session.id) : [];
    return { key: `${index} ${exerciseId}`, exercise, records: own, superset: letter(supersetId) };
  });
}
