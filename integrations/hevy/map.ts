import type { BroughtSession } from "@/db/strength-merge";
import { SET_KINDS, type SetKind, type StrengthSet } from "@/domain/strength";
import { plainName, plainNotes } from "@/integrations/files/plain-text";
import type { HevySet, HevyWorkout } from "./schema";

/** A session of longer is a clock that was not stopped; its end says nothing. */
const LONGEST_S = 24 * 3600;

/** A workout of Hevy's API as a session: kilograms, metres, seconds. Pure. */
export function broughtSession(workout: HevyWorkout): BroughtSession {
  const startAt = new Date(workout.start_time);
  const { endAt, durationS } = endOf(startAt, workout.end_time ? new Date(workout.end_time) : null);
  return {
    id: `hevy_${workout.id}`,
    by: "api",
    hevyId: workout.id,
    session: {
      title: plainName(workout.title) ?? "Strength session",
      description: plainNotes(workout.description),
      ...{ startAt, endAt, durationS },
      exercises: workout.exercises.map((exercise) => ({
        exerciseId: exercise.exercise_template_id,
        title: plainName(exercise.title) ?? "Exercise",
        notes: plainNotes(exercise.notes),
        supersetId: exercise.superset_id ?? null,
        sets: exercise.sets.map(strengthSet),
      })),
    },
  };
}

/** The end and the length of a session; an end before the start, or a day after it, is none. */
function endOf(startAt: Date, end: Date | null): { endAt: Date | null; durationS: number } {
  const durationS = end === null ? -1 : (end.getTime() - startAt.getTime()) / 1000;
  return durationS >= 0 && durationS <= LONGEST_S ? { endAt: end, durationS } : { endAt: null, durationS: 0 };
}

/** What a set was for; kinds that Hevy may add count as work. */
export function setKind(type: string): SetKind {
  return SET_KINDS.find((kind) => kind === type.trim().toLowerCase()) ?? "normal";
}

function strengthSet({ type, weight_kg, reps, distance_meters, duration_seconds, rpe }: HevySet): StrengthSet {
  return {
    kind: setKind(type),
    weightKg: weight_kg ?? null,
    reps: reps === null || reps === undefined ? null : Math.round(reps),
    distanceM: distance_meters ?? null,
    durationS: duration_seconds ?? null,
    rpe: rpe ?? null,
  };
}
