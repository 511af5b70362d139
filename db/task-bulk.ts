import type { Moment } from "@/domain/moments";
import { LAST_PLANNED_DAY } from "@/domain/tasks";
import { addDays } from "@/domain/time-zones";
import { recordActivity } from "./activity";
import type { Tx } from "./client";
import { tickHabits } from "./habit-ticks";
import { checkLinks } from "./task-links";
import { makeNext, takeBackNext } from "./task-repeats";
import { GOALS_OF_TASK } from "./task-rows";
import { getTaskEvenDeleted } from "./tasks";

/**
 * What can be done to many tasks at once. `postpone` moves due dates by days, those without one to so many days from today, and none
 * past the last day that can be planned for.
 */
export type BulkVerb =
  | { kind: "complete" | "reopen" | "cancel" | "delete" | "undelete" }
  | { kind: "due"; dueDate: string | null }
  | { kind: "postpone"; days: number }
  | { kind: "priority"; priority: number }
  | { kind: "link" | "unlink"; goalId: string };

/** A task as it became: what undo needs to know. */
export type TaskMark = { id: string; version: number };

/** The most tasks of one bulk change. */
export const BULK_LIMIT = 500;

type Change = { sets: string; when: string; type: string; field: string; values: unknown[] };

const LIVE = "t.deleted_at is null";
const NOT_DONE = "completed_at = null, completed_on = null";

/** What each verb sets, on which tasks it changes anything, and what the version says. Values are $7 and on. */
function changeOf(verb: BulkVerb, at: Moment): Change {
  const field = (name: string, sets: string, when: string, values: unknown[] = []): Change => ({
    ...{ sets, when: `${LIVE} and ${when}`, type: "edit", field: name, values },
  });
  switch (verb.kind) {
    case "complete":
      return field("status", "status = 'done', completed_at = $7, completed_on = $8", "t.status <> 'done'", [at.now, at.today]);
    case "reopen":
      return field("status", `status = 'todo', ${NOT_DONE}`, "t.status in ('done', 'cancelled')");
    case "cancel":
      return field("status", `status = 'cancelled', ${NOT_DONE}`, "t.status <> 'cancelled'");
    case "due":
      return field("dueDate", "due_date = $7::date", "t.due_date is distinct from $7::date", [verb.dueDate]);
    case "postpone": {
      const values = [verb.days, addDays(at.today, verb.days)];
      return field(
        "dueDate",
        `due_date = least(coalesce(t.due_date + $7::integer, $8::date), date '${LAST_PLANNED_DAY}')`,
        "$7::integer <> 0",
        values,
      );
    }
    case "priority":
      return field("priority", "priority = $7::smallint", "t.priority <> $7::smallint", [verb.priority]);
    case "delete":
      return { sets: "deleted_at = now()", when: LIVE, type: "deletion", field: "deletedAt", values: [] };
    case "undelete":
      return { sets: "deleted_at = null", when: "t.deleted_at is not null", type: "undeletion", field: "deletedAt", values: [] };
    case "link":
    case "unlink":
      // The links themselves were changed before; what is left are those that this request has touched.
      return field("goalIds", "title = t.title", "t.id = any($7::uuid[])", []);
  }
}

type Changed = TaskMark & { title: string; repeats: boolean };

const HISTORY = `insert into app.tasks_history (user_id, task_id, version, change_type, changed_fields, data, actor, reason, request_id, at)`;
const DATA = "to_jsonb(t) - 'user_id' - 'created_at' - 'updated_at'";

/**
 * Does one thing to many tasks, in one statement with their versions; those it means nothing to are left alone. Repeating tasks that are
 * done make their next. Answers what {@link undoTasks} takes. @throws Failure "invalid" for a goal that is not there
 */
export async function changeTasks(tx: Tx, verb: BulkVerb, ids: readonly string[], at: Moment): Promise<TaskMark[]> {
  const change = changeOf(verb, at);
  const days = await daysOf(tx, ids, at.today);
  if (verb.kind === "link" || verb.kind === "unlink") change.values = [await relink(tx, verb, ids)];
  const rows = await tx.query<Changed>(
    `with w as (update app.tasks t set ${change.sets}, version = version + 1, updated_at = now()
        where t.user_id = $1 and t.id = any($2::uuid[]) and ${change.when} returning t.*),
      h as (${HISTORY} select t.user_id, t.id, t.version, $3, array[$4], ${DATA} || jsonb_build_object('goalIds', ${GOALS_OF_TASK}), $5, null, $6, now() from w t)
      select id, version, title, repeat is not null as repeats from w`,
    [tx.userId, ids, change.type, change.field, tx.actor.hand, tx.actor.requestId, ...change.values],
  );
  for (const { id } of rows.filter(({ repeats }) => repeats)) {
    if (verb.kind === "complete") await makeNext(tx, await getTaskEvenDeleted(tx, id), at);
    if (verb.kind === "reopen" || verb.kind === "cancel") await takeBackNext(tx, await getTaskEvenDeleted(tx, id));
  }
  if (change.field === "status" || change.field === "deletedAt") await tickHabits(tx, days.from, days.to, ["tasks"]);
  if (rows.length > 0) await tell(tx, `tasks.${verb.kind}`, rows);
  return rows.map(({ id, version }) => ({ id, version }));
}

/** The span of the days that these tasks count on, before and after a change of today. */
async function daysOf(tx: Tx, ids: readonly string[], today: string): Promise<{ from: string; to: string }> {
  const [row] = await tx.query<{ from: string; to: string }>(
    `select least(min(completed_on), $3::date) as from, greatest(max(completed_on), $3::date) as to from app.tasks
      where user_id = $1 and id = any($2::uuid[])`,
    [tx.userId, ids, today],
  );
  return row ?? { from: today, to: today };
}

async function tell(tx: Tx, kind: `tasks.${string}`, rows: readonly Changed[]): Promise<void> {
  const [first] = rows;
  const many = rows.length > 1;
  await recordActivity(tx, { kind, subjectId: many ? null : first?.id, title: first?.title, data: { count: rows.length } });
}

/** Links or unlinks tasks and a goal; answers the tasks for which that changed anything. */
async function relink(tx: Tx, verb: { kind: "link" | "unlink"; goalId: string }, ids: readonly string[]): Promise<string[]> {
  if (verb.kind === "link") await checkLinks(tx, "goals", [verb.goalId], "goalId");
  const statement =
    verb.kind === "link"
      ? `insert into app.goals_tasks (user_id, goal_id, task_id) select $1, $2, t.id from app.tasks t where t.user_id = $1 and t.id = any($3::uuid[])
          and ${LIVE} on conflict do nothing returning task_id as id`
      : "delete from app.goals_tasks where user_id = $1 and goal_id = $2 and task_id = any($3::uuid[]) returning task_id as id";
  return (await tx.query<{ id: string }>(statement, [tx.userId, verb.goalId, ids])).map(({ id }) => id);
}

/**
 * Takes a bulk change back: each task that nobody has changed since becomes what it was before, as a version of its own. Answers how many
 * were taken back.
 */
export async function undoTasks(tx: Tx, marks: readonly TaskMark[], at: Moment): Promise<number> {
  const ids = marks.map(({ id }) => id);
  const before = await daysOf(tx, ids, at.today);
  const rows = await tx.query<{ id: string; turned: "done" | "open" | null; goalIds: string[] | null }>(
    `with was as (select t.id, t.status as now, h.data from app.tasks t
        join unnest($2::uuid[], $3::integer[]) m (id, version) on m.id = t.id and m.version = t.version
        join app.tasks_history h on h.user_id = $1 and h.task_id = t.id and h.version = t.version - 1 where t.user_id = $1 for no key update of t),
      w as (update app.tasks t set title = d.title, notes = d.notes, status = d.status, due_date = d.due_date, priority = d.priority,
          repeat = d.repeat, repeat_from = d.repeat_from, position = d.position, completed_at = d.completed_at,
          completed_on = (d.completed_at at time zone z.time_zone)::date, deleted_at = d.deleted_at, version = t.version + 1, updated_at = now()
        from was, app.settings z, jsonb_populate_record(null::app.tasks, was.data) d
        where z.user_id = $1 and t.user_id = $1 and t.id = was.id returning t.*, was.now, was.data),
      h as (${HISTORY} select t.user_id, t.id, t.version, 'restore', '{}', ${DATA} - 'now' - 'data' || jsonb_build_object('goalIds', t.data -> 'goalIds'),
          $4, 'Undone', $5, now() from w t)
      select id, case when status = 'done' and now <> 'done' then 'done' when status <> 'done' and now = 'done' then 'open' end as turned,
        array(select jsonb_array_elements_text(data -> 'goalIds')) as "goalIds" from w`,
    [tx.userId, ids, marks.map(({ version }) => version), tx.actor.hand, tx.actor.requestId],
  );
  await relinkAll(tx, rows);
  for (const { id, turned } of rows) {
    if (turned === "done") await makeNext(tx, await getTaskEvenDeleted(tx, id), at);
    if (turned === "open") await takeBackNext(tx, await getTaskEvenDeleted(tx, id));
  }
  const after = await daysOf(tx, ids, at.today);
  await tickHabits(tx, before.from < after.from ? before.from : after.from, before.to > after.to ? before.to : after.to, [
    "tasks",
  ]);
  if (rows.length > 0) await recordActivity(tx, { kind: "tasks.undo", data: { count: rows.length } });
  return rows.length;
}

/** Gives tasks the links they had. */
async function relinkAll(tx: Tx, rows: readonly { id: string; goalIds: string[] | null }[]): Promise<void> {
  const pairs = rows.flatMap(({ id, goalIds }) => (goalIds ?? []).map((goalId) => ({ id, goalId })));
  const values = [tx.userId, rows.map(({ id }) => id), pairs.map(({ id }) => id), pairs.map(({ goalId }) => goalId)];
  await tx.query(
    `with wanted as (select * from unnest($3::uuid[], $4::uuid[]) w (task_id, goal_id)),
      gone as (delete from app.goals_tasks l where l.user_id = $1 and l.task_id = any($2::uuid[])
        and not exists (select from wanted w where w.task_id = l.task_id and w.goal_id = l.goal_id))
      insert into app.goals_tasks (user_id, goal_id, task_id) select $1, w.goal_id, w.task_id from wanted w
        join app.goals g on g.user_id = $1 and g.id = w.goal_id on conflict do nothing`,
    values,
  );
}
