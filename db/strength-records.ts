import { type DatedSet, recordsOf, type StrengthRecord } from "@/domain/strength-records";
import { notFound } from "@/lib/errors";
import { arrayLiteral } from "./bulk";
import type { Tx } from "./client";

/** An exercise over all sessions, warm-ups apart: kilograms, metres, seconds. */
export type ExerciseUse = {
  id: string;
  title: string;
  sessions: number;
  sets: number;
  volumeKg: number;
  weightKg: number | null;
  oneRepMaxKg: number | null;
  reps: number | null;
  lastDate: string;
};

/** Every exercise that the user has done, the most practised first. */
export function listExercises(tx: Tx): Promise<ExerciseUse[]> {
  return tx.query<ExerciseUse>(
    `with sessions as (
        select s.exercise_id, s.workout_id, count(*) as sets, sum(s.volume_kg) as volume, max(s.weight_kg) filter (where s.reps > 0) as weight,
          max(s.one_rep_max_kg) as maximum, max(s.reps) as reps, max(s.local_date) as day
        from app.strength_sets s where s.user_id = $1 and s.kind <> 'warmup' group by 1, 2),
      uses as (
        select exercise_id as id, count(*) as sessions, sum(sets)::integer as sets, sum(volume) as "volumeKg", max(weight) as "weightKg",
          max(maximum) as "oneRepMaxKg", max(reps) as reps, max(day) as "lastDate" from sessions group by 1)
      select u.*, l.exercise as title from uses u cross join lateral (select s.exercise from app.strength_sets s
        where s.user_id = $1 and s.exercise_id = u.id order by s.local_date desc limit 1) l order by u.sessions desc, title`,
    [tx.userId],
  );
}

const DATED = `s.workout_id as "workoutId", s.local_date as "localDate", s.weight_kg as "weightKg", s.reps, s.distance_m as "distanceM",
  s.duration_s as "durationS", s.volume_kg as "volumeKg", s.one_rep_max_kg as "oneRepMaxKg", s.exercise_id as "exerciseId", s.exercise, s.kind`;

type ExerciseSet = DatedSet & { exerciseId: string; exercise: string; kind: string };

function listSets(tx: Tx, exerciseIds: readonly string[]): Promise<ExerciseSet[]> {
  return tx.query<ExerciseSet>(
    `select ${DATED} from app.strength_sets s join app.strength_workouts w on w.user_id = s.user_id and w.id = s.workout_id
      where s.user_id = $1 and s.exercise_id = any($2::text[]) order by w.start_at, w.id, s.exercise_index, s.set_index`,
    [tx.userId, arrayLiteral(exerciseIds)],
  );
}

/** All working sets of an exercise, oldest first, and what it is called. @throws Failure "not_found" where the user never did it */
export async function getExercise(tx: Tx, id: string): Promise<{ id: string; title: string; sets: DatedSet[] }> {
  const rows = await listSets(tx, [id]);
  const title = rows.at(-1)?.exercise;
  if (title === undefined) throw notFound("exercise");
  return { id, title, sets: rows.filter(isWork) };
}

/** The records that some exercises have, by exercise. */
export async function listRecords(tx: Tx, exerciseIds: readonly string[]): Promise<Map<string, StrengthRecord[]>> {
  const sets = (await listSets(tx, exerciseIds)).filter(isWork);
  return new Map(exerciseIds.map((id) => [id, recordsOf(sets.filter(({ exerciseId }) => exerciseId === id))]));
}

const isWork = ({ kind }: ExerciseSet) => kind !== "warmup";
