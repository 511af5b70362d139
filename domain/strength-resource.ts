import type { StrengthExercise } from "./strength";

type Session = {
  id: string;
  title: string;
  description: string | null;
  startAt: Date;
  endAt: Date | null;
  timeZone: string;
  localDate: string;
  durationS: number;
  volumeKg: number;
  setCount: number;
  source: "hevy" | "demo";
  version: number;
  editedFields: readonly string[];
  provider: Readonly<Record<string, unknown>>;
  deletedAt: Date | null;
  exercises: readonly StrengthExercise[];
};

/** A strength session with its sets as the API shows it: seconds, kilograms, metres. */
export function strengthResource(session: Session) {
  const { id, title, description, timeZone, localDate, source, version } = session;
  return {
    ...{ id, title, description },
    startAt: session.startAt.toISOString(),
    endAt: session.endAt?.toISOString() ?? null,
    ...{ timeZone, localDate },
    duration: session.durationS,
    volume: session.volumeKg,
    sets: session.setCount,
    ...{ source, version },
    editedFields: [...session.editedFields],
    provider: providerOf(session.provider),
    deletedAt: session.deletedAt?.toISOString() ?? null,
    exercises: exercisesOf(session.exercises),
  };
}

function providerOf(provider: Session["provider"]): Record<string, unknown> {
  const { exercises } = provider;
  // Only sessions that were checked are stored, and what their sources say with them.
  return Array.isArray(exercises) ? { ...provider, exercises: exercisesOf(exercises as StrengthExercise[]) } : { ...provider };
}

function exercisesOf(exercises: readonly StrengthExercise[]) {
  return exercises.map(({ exerciseId, title, notes, supersetId, sets }) => ({
    ...{ exerciseId, title, notes, supersetId },
    sets: sets.map(({ kind, weightKg, reps, distanceM, durationS, rpe }) => ({
      ...{ type: kind, weight: weightKg, reps, distance: distanceM, duration: durationS, rpe },
    })),
  }));
}
