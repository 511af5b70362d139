import type { Tx } from "./client";

/** How much of planning a seeded person has; `words` of each reflection. */
export type PlanningSize = { tasks: number; reflections: number; words: number; habits: number; habitDays: number };

const VERBS = "'Call', 'Write to', 'Clean', 'Fix', 'Plan', 'Review', 'Buy', 'Order', 'Return', 'Book', 'Prepare', 'Update'";
const THINGS = `'the dentist', 'the tax office', 'the bike', 'the kitchen', 'the release', 'the spring trip', 'new tyres', 'a present', 'the library books',
  'the report', 'the backup', 'the garden', 'running shoes', 'the invoice', 'the talk'`;
const WORDS = `'morning', 'run', 'legs', 'heavy', 'light', 'rain', 'sun', 'wind', 'coffee', 'slept', 'badly', 'well', 'code', 'review', 'meeting', 'long', 'short',
  'calm', 'tired', 'happy', 'family', 'dinner', 'walk', 'ride', 'hills', 'headwind', 'progress', 'stuck', 'solved', 'reading', 'music', 'garden', 'train',
  'late', 'early', 'quiet', 'friends', 'call', 'work', 'rest', 'pain', 'knee', 'better', 'worse', 'strong', 'easy', 'hard', 'focus', 'noise', 'plan'`;

const pick = (words: string, by: string) => `(array[${words}])[1 + ((${by}) & 2147483647) % cardinality(array[${words}])]`;

/** Spread over the years before `until`: $2 rows, $3 a number that makes people differ, $4 the last day. Nine in ten are done. */
const TASKS = `with made as (
    select n, hashint4extended(n, $3::bigint + 13) as h, ($4::date - ((n::float8 / $2) * least($2 * 0.73, 7300))::integer) as day from generate_series(1, $2) n
  ), shaped as (
    select n, h, day, day::timestamp at time zone 'UTC' + interval '9 hours' as at, abs(h % 100) as dice,
      ${pick(VERBS, "h >> 8")} || ' ' || ${pick(THINGS, "h >> 20")} as title from made
  ), w as (
    insert into app.tasks (user_id, id, title, notes, status, due_date, priority, position, completed_at, completed_on, created_on, created_at)
      select $1, gen_random_uuid(), title, case when dice = 7 then 'Ask at the counter first' end,
        case when dice < 90 then 'done' when dice < 93 then 'cancelled' when dice < 94 then 'doing' else 'todo' end,
        case when dice % 10 < 7 then day + abs((h >> 32) % 14)::integer end, abs((h >> 40) % 4), extract(epoch from at) * 1000 + n,
        case when dice < 90 then at + make_interval(hours => abs((h >> 48) % 90)::integer) end,
        case when dice < 90 then ((at + make_interval(hours => abs((h >> 48) % 90)::integer)) at time zone 'UTC')::date end, day, at
      from shaped order by n desc returning *
  ), h as (
    insert into app.tasks_history (user_id, task_id, version, change_type, changed_fields, data, actor, at)
      select user_id, id, version, 'original', '{}', to_jsonb(w) - 'user_id' - 'created_at' - 'updated_at', 'import', created_at from w
  ) select count(*) from w`;

/** One a day, back from the last: $2 days, $3 a number that makes people differ, $4 the last day, $5 words of each. */
const REFLECTIONS = `with made as (
    select n, gen_random_uuid() as id, $4::date - n as day, hashint4extended(n, $3::bigint + 29) as h, (select string_agg(${pick(
      WORDS,
      "hashint8extended(n * 1000 + k, $3::bigint)",
    )}, ' ') from generate_series(1, $5) k) as text from generate_series(0, $2 - 1) n
  ), w as (
    insert into app.reflections (user_id, id, date, mood, created_at) select $1, id, day, 1 + abs(h % 5), day::timestamp at time zone 'UTC' + interval '21 hours'
      from made order by n desc returning *
  ), x as (
    insert into app.reflection_texts (user_id, reflection_id, text) select $1, id, text from made order by n desc
  ), h as (
    insert into app.reflections_history (user_id, reflection_id, version, change_type, changed_fields, data, actor, at)
      select w.user_id, w.id, w.version, 'original', '{}', to_jsonb(w) - 'user_id' - 'created_at' - 'updated_at' || jsonb_build_object('text', made.text,
        'taskIds', '[]'::jsonb, 'goalIds', '[]'::jsonb, 'habitIds', '[]'::jsonb), 'import', w.created_at from w join made using (id)
  ) select count(*) from w`;

/** $2 habits of every day, with $3 days each until $4; four days of five are done. */
const HABITS = `with w as (
    insert into app.habits (user_id, id, name, schedule, position, start_date) select $1, gen_random_uuid(), 'Habit ' || n, '{"kind": "every_days", "days": 1}', n,
      $4::date - $3::integer from generate_series(1, $2) n returning *
  ), h as (
    insert into app.habits_history (user_id, habit_id, version, change_type, changed_fields, data, actor, at)
      select user_id, id, version, 'original', '{}', to_jsonb(w) - 'user_id' - 'created_at' - 'updated_at', 'import', now() from w
  ) insert into app.habit_logs (user_id, habit_id, date, value, done)
      select $1, w.id, $4::date - d, v, v = 1 from w cross join generate_series(0, $3 - 1) d
        cross join lateral (select case when abs(hashint8extended(d * 100 + w.position::bigint, 5)) % 5 > 0 then 1 else 0 end as v) s`;

/** Gives a person tasks, reflections and habits. Deterministic but for ids. */
export async function seedPlanning(tx: Tx, size: PlanningSize, person: number, until: string): Promise<void> {
  if (size.tasks > 0) await tx.query(TASKS, [tx.userId, size.tasks, person, until]);
  if (size.reflections > 0) await tx.query(REFLECTIONS, [tx.userId, size.reflections, person, until, size.words]);
  if (size.habits > 0) await tx.query(HABITS, [tx.userId, size.habits, size.habitDays, until]);
}
