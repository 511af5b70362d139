import type { Sport } from "@/domain/activity";
import { STRENGTH_SPORTS } from "@/domain/strength-match";
import { Failure } from "@/lib/errors";
import type { Tx } from "./client";
import { getStrengthWorkout } from "./strength";
import { REACH, SPORTS } from "./strength-links";
import { takeTurn } from "./turns";
import { getWorkout } from "./workouts";

/** An activity of the time of a session, and how the two stand: one hour, separated by hand, or not looked at as one. */
export type SessionActivity = {
  id: string;
  title: string;
  sport: Sport;
  source: string;
  startAt: Date;
  timeZone: string;
  durationS: number;
  elapsedS: number;
  averageHeartRateBpm: number | null;
  maxHeartRateBpm: number | null;
  energyKj: number | null;
  link: "joined" | "separated" | "none";
};

/** What was recorded at the time of a session, without saying another sport than strength; what tells of the same hour first. */
export function listSessionActivities(tx: Tx, id: string): Promise<SessionActivity[]> {
  return tx.query<SessionActivity>(
    `select w.id, w.title, w.sport, w.source, w.start_at as "startAt", w.time_zone as "timeZone", w.duration_s as "durationS",
        w.elapsed_s as "elapsedS", w.average_heart_rate_bpm as "averageHeartRateBpm", w.max_heart_rate_bpm as "maxHeartRateBpm", w.energy_kj as "energyKj",
        case when l.workout_id is null then 'none' when l.separated_at is null then 'joined' else 'separated' end as link
      from app.strength_workouts s join app.workouts w on w.user_id = s.user_id
      left join app.strength_links l on l.user_id = s.user_id and l.strength_workout_id = s.id and l.workout_id = w.id
      where s.user_id = $1 and s.id = $2 and w.deleted_at is null and w.status = 'COMPLETED' and w.sport in (${SPORTS})
        and w.start_at between s.start_at - ${REACH} and s.start_at + ${REACH}
        and (l.workout_id is not null or (w.start_precision = 'second'
          and w.start_at < s.start_at + make_interval(secs => greatest(s.duration_s, 60))
          and w.start_at + make_interval(secs => w.elapsed_s) > s.start_at))
      order by (l.workout_id is not null and l.separated_at is null) desc, w.start_at, w.id`,
    [tx.userId, id],
  );
}

/** The live sessions that tell of the same hour as an activity. */
export function listActivitySessions(tx: Tx, workoutId: string): Promise<{ id: string; title: string }[]> {
  return tx.query(
    `select s.id, s.title from app.workouts w
      join app.strength_links l on l.user_id = w.user_id and l.workout_id = w.id and l.separated_at is null
      join app.strength_workouts s on s.user_id = l.user_id and s.id = l.strength_workout_id and s.deleted_at is null
      where w.user_id = $1 and w.id = $2 and w.sport in (${SPORTS}) order by s.start_at`,
    [tx.userId, workoutId],
  );
}

/** Makes a session and an activity two: both count, and no import or sync joins them again. @throws Failure "not_found" | "conflict" */
export async function separateSession(tx: Tx, id: string, workoutId: string): Promise<void> {
  const rows = await tx.query(
    `update app.strength_links set separated_at = coalesce(separated_at, now()) where user_id = $1 and strength_workout_id = $2
      and workout_id = $3 returning 1`,
    [tx.userId, id, workoutId],
  );
  if (rows.length === 0)
    throw new Failure("conflict", "This activity is not part of the session, so there is nothing to separate.");
}

/** Makes a session and an activity one hour, which counts once. @throws Failure "not_found" | "invalid" for another sport */
export async function joinSession(tx: Tx, id: string, workoutId: string): Promise<void> {
  await takeTurn(tx);
  const { id: sessionId } = await getStrengthWorkout(tx, id);
  const { sport } = await getWorkout(tx, workoutId);
  if (!STRENGTH_SPORTS.some((one) => one === sport)) {
    const message = "This activity says that it was another sport. Change its sport to strength first.";
    throw new Failure("invalid", message, { fields: [{ path: "workoutId", message }] });
  }
  await tx.query(
    `insert into app.strength_links (user_id, strength_workout_id, workout_id) values ($1, $2, $3)
      on conflict (user_id, strength_workout_id, workout_id) do update set separated_at = null`,
    [tx.userId, sessionId, workoutId],
  );
}
