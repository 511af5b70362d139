import { pairSessions, type RecordedSpan, type Span, STRENGTH_SPORTS } from "@/domain/strength-match";
import { arrayLiteral } from "./bulk";
import type { Tx } from "./client";

/** The sports of {@link STRENGTH_SPORTS} for SQL. */
export const SPORTS = STRENGTH_SPORTS.map((sport) => `'${sport}'`).join(", ");

/** Of a workout `w`: a live session tells of the same hour, and counts instead of it. */
export const TOLD_BY_SESSION = `(w.sport in (${SPORTS}) and exists (select from app.strength_links l
  join app.strength_workouts s on s.user_id = l.user_id and s.id = l.strength_workout_id and s.deleted_at is null
  where l.user_id = w.user_id and l.workout_id = w.id and l.separated_at is null))`;

/** Nothing that lasts longer is looked at: a clock that was not stopped tells nothing. */
export const REACH = "interval '1 day'";

/**
 * Links sessions and activities that tell of the same hour and are linked with nothing yet. `starts` are of what is new or has changed;
 * only what lies around them is looked at. Whoever calls has the person's turn.
 */
export async function linkSessions(tx: Tx, starts: readonly Date[]): Promise<void> {
  if (starts.length === 0) return;
  const times = starts.map((at) => at.getTime());
  const window = [new Date(Math.min(...times)), new Date(Math.max(...times))];
  const sessions = await tx.query<Span>(
    `select s.id, s.start_at as "startAt", s.duration_s as "elapsedS", s.local_date as "localDate" from app.strength_workouts s
      where s.user_id = $1 and s.deleted_at is null and s.duration_s > 0 and s.start_at between $2::timestamptz - ${REACH} and $3::timestamptz + ${REACH}
        and not exists (select from app.strength_links l join app.workouts w on w.user_id = l.user_id and w.id = l.workout_id
          where l.user_id = s.user_id and l.strength_workout_id = s.id and l.separated_at is null and w.deleted_at is null)
      order by s.start_at, s.id`,
    [tx.userId, ...window],
  );
  if (sessions.length === 0) return;
  const activities = await tx.query<RecordedSpan>(
    `select w.id, w.start_at as "startAt", w.elapsed_s as "elapsedS", w.local_date as "localDate", w.sport, w.distance_m as "distanceM"
      from app.workouts w where w.user_id = $1 and w.deleted_at is null and w.sport in (${SPORTS}) and w.status = 'COMPLETED'
        and w.start_precision = 'second' and w.start_at between $2::timestamptz - ${REACH} and $3::timestamptz + ${REACH} and not ${TOLD_BY_SESSION}
      order by w.start_at, w.id`,
    [tx.userId, ...window],
  );
  if (activities.length === 0) return;
  const known = await tx.query<{ pair: string }>(
    `select strength_workout_id || ' ' || workout_id as pair from app.strength_links
      where user_id = $1 and strength_workout_id = any($2::text[]) and separated_at is not null`,
    [tx.userId, arrayLiteral(sessions.map(({ id }) => id))],
  );
  const pairs = pairSessions(sessions, activities, new Set(known.map(({ pair }) => pair)));
  if (pairs.length === 0) return;
  await tx.query(
    `insert into app.strength_links (user_id, strength_workout_id, workout_id)
      select $1, p.session, p.activity from unnest($2::text[], $3::text[]) p(session, activity) on conflict do nothing`,
    [tx.userId, arrayLiteral(pairs.map(({ session }) => session)), arrayLiteral(pairs.map(({ activity }) => activity))],
  );
}
