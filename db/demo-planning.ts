import type { DemoPlanning, DemoReflection, DemoTask } from "@/domain/demo/planning";
import { newId } from "@/lib/crypto";
import type { Tx } from "./client";
import { createGoal } from "./goal-edits";
import { createHabit } from "./habit-edits";
import { tickHabits } from "./habit-ticks";

/** Stores made-up plans, habits and reflections in an account that has none; facts that are there tick the habits. */
export async function insertDemoPlanning(tx: Tx, planning: DemoPlanning, today: string): Promise<void> {
  const goalIds: string[] = [];
  for (const goal of planning.goals) goalIds.push((await createGoal(tx, goal, today)).id);
  await insertReflections(tx, planning.reflections);
  await insertTasks(tx, planning.tasks, goalIds);
  for (const [place, { done, skipped, ...habit }] of planning.habits.entries()) {
    const { id } = await createHabit(tx, habit, { now: new Date(place), today });
    await tx.query(
      `insert into app.habit_logs (user_id, habit_id, date, value, skipped, done)
        select $1::uuid, $2::uuid, day, 1, false, true from unnest($3::date[]) day union all select $1::uuid, $2::uuid, day, 0, true, false from unnest($4::date[]) day`,
      [tx.userId, id, done, skipped],
    );
  }
  const first = planning.habits.map(({ startDate }) => startDate).sort()[0] ?? today;
  await tickHabits(tx, first, today);
  await insertTimeline(tx, today);
}

/** Days that the timeline of a made-up life goes back. */
const TIMELINE_DAYS = 21;

/** What would have been told while the made-up life was lived: tasks made and done, days written, habits ticked by hand. */
async function insertTimeline(tx: Tx, today: string): Promise<void> {
  await tx.query(
    `insert into app.user_activity (user_id, id, at, kind, subject_id, title, request_id)
      select $1, gen_random_uuid(), t.at, t.kind, t.subject, t.title, $4 from (
        select created_at as at, 'tasks.create' as kind, id::text as subject, title from app.tasks where user_id = $1
        union all select completed_at, 'tasks.complete', id::text, title from app.tasks where user_id = $1
        union all select created_at, 'reflections.create', id::text, date::text from app.reflections where user_id = $1
        union all select (l.date + time '20:30') at time zone s.time_zone, 'habits.log', h.id::text, h.name from app.habit_logs l
          join app.habits h on h.user_id = $1 and h.id = l.habit_id join app.settings s on s.user_id = $1
          where l.user_id = $1 and l.source = 'user' and l.done) t
      where t.at >= $2::date - $3::int and t.at <= now()`,
    [tx.userId, today, TIMELINE_DAYS, tx.actor.requestId],
  );
}

const HISTORY = "version, change_type, changed_fields, data, actor, reason, request_id, at";
const DATA = "- 'user_id' - 'created_at' - 'updated_at'";

async function insertTasks(tx: Tx, tasks: readonly DemoTask[], goalIds: readonly string[]): Promise<void> {
  const rows = tasks.map((task) => ({
    ...{ id: newId(), title: task.title, notes: task.notes, status: task.completedAt ? "done" : "todo", due_date: task.dueDate },
    ...{ priority: task.priority, repeat: task.repeat, position: task.createdAt.getTime(), completed_at: task.completedAt },
    ...{ completed_on: task.completedOn, created_on: task.createdOn, created_at: task.createdAt },
    goal: task.goal === null ? null : goalIds[task.goal],
  }));
  await tx.query(
    `with given as (select * from jsonb_to_recordset($2::jsonb) g (id uuid, title text, notes text, status text, due_date date, priority smallint,
        repeat text, position float8, completed_at timestamptz, completed_on date, created_on date, created_at timestamptz, goal uuid)),
      w as (insert into app.tasks (user_id, id, title, notes, status, due_date, priority, repeat, position, completed_at, completed_on, created_on, created_at)
        select $1, id, title, notes, status, due_date, priority, repeat, position, completed_at, completed_on, created_on, created_at from given returning *),
      h as (insert into app.tasks_history (user_id, task_id, ${HISTORY}) select w.user_id, w.id, 1, 'original', '{}', to_jsonb(w) ${DATA} || jsonb_build_object(
          'goalIds', case when g.goal is null then '[]'::jsonb else jsonb_build_array(g.goal) end), $3, null, $4, w.created_at from w join given g using (id))
      insert into app.goals_tasks (user_id, goal_id, task_id) select $1, goal, id from given where goal is not null`,
    [tx.userId, JSON.stringify(rows), tx.actor.hand, tx.actor.requestId],
  );
}

async function insertReflections(tx: Tx, reflections: readonly DemoReflection[]): Promise<void> {
  const rows = reflections.map(({ date, mood, text, writtenAt }) => ({ id: newId(), date, mood, text, at: writtenAt }));
  await tx.query(
    `with given as (select * from jsonb_to_recordset($2::jsonb) g (id uuid, date date, mood smallint, text text, at timestamptz)),
      w as (insert into app.reflections (user_id, id, date, mood, created_at, updated_at) select $1, id, date, mood, at, at from given returning *),
      x as (insert into app.reflection_texts (user_id, reflection_id, text) select $1, id, text from given)
      insert into app.reflections_history (user_id, reflection_id, ${HISTORY}) select w.user_id, w.id, 1, 'original', '{}', to_jsonb(w) ${DATA} ||
        jsonb_build_object('text', g.text, 'taskIds', '[]'::jsonb, 'goalIds', '[]'::jsonb, 'habitIds', '[]'::jsonb), $3, null, $4, g.at from w join given g using (id)`,
    [tx.userId, JSON.stringify(rows), tx.actor.hand, tx.actor.requestId],
  );
}
