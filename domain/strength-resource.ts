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
    deletedAt: session.deletedAt?.toISOString() ?? null,
    exercises: session.exercises.map(({ exerciseId, title, notes, supersetId, sets }) => ({
      ...{ exerciseId, title, notes, supersetId },
      sets: sets.map(({ kind, weightKg, reps, distanceM, durationS, rpe }) => ({
        ...{ type: kind, weight: weightKg, reps, distance: distanceM, duration: durationS, rpe },
      })),
    })),
  };
}
