import { notFound } from "@/lib/errors";
import type { Tx } from "./client";
import { updateVersioned } from "./history";
import { type StoredTask, TASKS, type TaskRow } from "./task-rows";
import { getTaskEvenDeleted, lockTask } from "./tasks";

/** Distance to the first or last, and between tasks that are spread anew: a second, as positions begin as milliseconds. */
const STEP = 1000;

/** Closer than this there is no place between two, by a wide margin. */
const CLOSEST = 0.01;

/** How many tasks are spread anew where there is no place. */
const SPREAD = 100;

/**
 * Moves a task right behind another in the person's own order; null: before all others. @throws Failure "not_found" for either of them |
 * "conflict"
 */
export async function moveTask(tx: Tx, id: string, after: string | null, version?: number): Promise<TaskRow> {
  const task = await lockTask(tx, id, version);
  if (after === id) return task;
  const place = (await between(tx, id, after)) ?? (await spread(tx, id, after));
  if (place === task.position) return task;
  const change = { type: "edit", fields: ["position"], beside: { goalIds: task.goalIds } } as const;
  await updateVersioned<StoredTask>(tx, TASKS, id, { position: place }, change);
  return getTaskEvenDeleted(tx, id);
}

/** The place behind `after`, or null where that is too close to the one behind. */
async function between(tx: Tx, id: string, after: string | null): Promise<number | null> {
  if (after === null) {
    const [row] = await tx.query<{ first: number | null }>(
      "select min(position) as first from app.tasks where user_id = $1 and deleted_at is null and id <> $2",
      [tx.userId, id],
    );
    return (row?.first ?? STEP) - STEP;
  }
  const [row] = await tx.query<{ from: number; to: number | null }>(
    `select a.position as from, (select min(t.position) from app.tasks t where t.user_id = $1 and t.deleted_at is null and t.id <> $2
        and (t.position, t.id) > (a.position, a.id)) as to
      from app.tasks a where a.user_id = $1 and a.id = $3 and a.deleted_at is null`,
    [tx.userId, id, after],
  );
  if (!row) throw notFound("task");
  if (row.to === null) return row.from + STEP;
  return row.to - row.from < CLOSEST ? null : (row.from + row.to) / 2;
}

/** Makes room behind a task by spreading those that follow as far as the next that stands apart; answers the place. */
async function spread(tx: Tx, id: string, after: string | null): Promise<number> {
  const rows = await tx.query<{ place: number }>(
    `with a as (select position, id from app.tasks where user_id = $1 and id = $3),
      crowd as (select t.id, row_number() over (order by t.position, t.id) as n from app.tasks t, a where t.user_id = $1 and t.deleted_at is null
        and t.id <> $2 and (t.position, t.id) > (a.position, a.id) order by t.position, t.id limit ${SPREAD}),
      beyond as (select min(t.position) as position from app.tasks t, a where t.user_id = $1 and t.deleted_at is null and t.id <> $2
        and (t.position, t.id) > (a.position, a.id) and t.id not in (select id from crowd)),
      room as (select a.position as from, (coalesce(beyond.position, a.position + ${STEP} * (select count(*) + 2 from crowd)) - a.position)
        / (select count(*) + 2 from crowd) as step from a, beyond),
      w as (update app.tasks t set position = room.from + room.step * (crowd.n + 1), version = t.version + 1, updated_at = now()
        from crowd, room where t.user_id = $1 and t.id = crowd.id returning t.*),
      h as (insert into app.tasks_history (user_id, task_id, version, change_type, changed_fields, data, actor, reason, request_id, at)
        select t.user_id, t.id, t.version, 'edit', '{position}', to_jsonb(t) - 'user_id' - 'created_at' - 'updated_at' || jsonb_build_object('goalIds',
          array(select l.goal_id::text from app.goals_tasks l where l.user_id = t.user_id and l.task_id = t.id)), $4, 'Moved aside', $5, now() from w t)
      select room.from + room.step as place from room`,
    [tx.userId, id, after, tx.actor.hand, tx.actor.requestId],
  );
  const place = rows[0]?.place;
  if (place === undefined) throw notFound("task");
  return place;
}
