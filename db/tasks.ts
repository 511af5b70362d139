import { taskResource } from "@/domain/tasks";
import { notFound, staleVersion } from "@/lib/errors";
import type { Tx } from "./client";
import { TASK_COLUMNS, type TaskRow } from "./task-rows";

/** A task, deleted ones included. @throws Failure "not_found" */
export async function getTaskEvenDeleted(tx: Tx, id: string): Promise<TaskRow> {
  const [task] = await tx.query<TaskRow>(`select ${TASK_COLUMNS} from app.tasks t where t.user_id = $1 and t.id = $2`, [
    tx.userId,
    id,
  ]);
  if (!task) throw notFound("task");
  return task;
}

/** A task. @throws Failure "not_found", also for a deleted one */
export async function getTask(tx: Tx, id: string): Promise<TaskRow> {
  const task = await getTaskEvenDeleted(tx, id);
  if (task.deletedAt !== null) throw notFound("task");
  return task;
}

/** Whether there is such a task; `deleted` counts those as well. */
export async function hasTask(tx: Tx, id: string, deleted = false): Promise<boolean> {
  const rows = await tx.query("select 1 from app.tasks where user_id = $1 and id = $2 and (deleted_at is null or $3)", [
    tx.userId,
    id,
    deleted,
  ]);
  return rows.length > 0;
}

/** What the tasks are called that a day's reflection is linked to. */
export function listTasksOfDay(tx: Tx, date: string): Promise<{ id: string; title: string }[]> {
  return tx.query(
    `select t.id, t.title from app.reflections r join app.reflections_tasks l on l.user_id = r.user_id and l.reflection_id = r.id
      join app.tasks t on t.user_id = l.user_id and t.id = l.task_id
      where r.user_id = $1 and r.date = $2::date and r.deleted_at is null and t.deleted_at is null order by t.title`,
    [tx.userId, date],
  );
}

/** The task, locked until the transaction ends. @throws Failure "not_found" | "conflict" with the task as it is now */
export async function lockTask(tx: Tx, id: string, expected: number | undefined, evenDeleted = false): Promise<TaskRow> {
  const [task] = await tx.query<TaskRow>(
    `select ${TASK_COLUMNS} from app.tasks t where t.user_id = $1 and t.id = $2 for no key update of t`,
    [tx.userId, id],
  );
  if (!task || (task.deletedAt !== null && !evenDeleted)) throw notFound("task");
  if (expected !== undefined && expected !== task.version) throw staleVersion("task", taskResource(task));
  return task;
}
