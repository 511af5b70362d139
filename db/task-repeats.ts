import type { Moment } from "@/domain/moments";
import { nextRepeat } from "@/domain/repeat-days";
import { newId } from "@/lib/crypto";
import type { Tx } from "./client";
import { insertVersioned, updateVersioned } from "./history";
import { setTaskGoals } from "./task-links";
import { type StoredTask, TASKS, type TaskRow } from "./task-rows";
import { getTaskEvenDeleted } from "./tasks";

/** The successor of a task, if completing it ever made one. */
async function successorOf(tx: Tx, taskId: string): Promise<{ id: string; deletedAt: Date | null; untouched: boolean } | null> {
  const [row] = await tx.query<{ id: string; deletedAt: Date | null; untouched: boolean }>(
    `select t.id, t.deleted_at as "deletedAt", t.status = 'todo' and not exists (select from app.tasks_history h
        where h.user_id = $1 and h.task_id = t.id and h.change_type in ('edit', 'restore')) as untouched
      from app.tasks t where t.user_id = $1 and t.repeat_of = $2 for no key update of t`,
    [tx.userId, taskId],
  );
  return row ?? null;
}

/**
 * Makes the next of a repeating task that was done: at most one, whatever is done twice. One that was taken back comes back. Answers it,
 * null where the rule has come to its end or the next is there already. The caller holds the task's lock.
 */
export async function makeNext(tx: Tx, task: TaskRow, at: Moment): Promise<TaskRow | null> {
  if (task.repeat === null) return null;
  const next = nextRepeat({ repeat: task.repeat, dueDate: task.dueDate, repeatFrom: task.repeatFrom, doneOn: at.today });
  if (next === null) return null;
  const values = {
    title: task.title,
    notes: task.notes,
    priority: task.priority,
    due_date: next.dueDate,
    repeat: next.repeat,
    repeat_from: task.repeatFrom,
    position: task.position,
  };
  const there = await successorOf(tx, task.id);
  if (there && there.deletedAt === null) return null;
  const beside = { goalIds: task.goalIds };
  let id = there?.id;
  if (id === undefined) {
    id = newId();
    const made = { ...values, id, repeat_of: task.id, created_on: at.today };
    await insertVersioned<StoredTask>(tx, TASKS, made, { type: "original", fields: [], beside });
  } else {
    const change = { type: "undeletion", fields: ["deletedAt", "dueDate"], beside } as const;
    const again = { ...values, status: "todo", completed_at: null, completed_on: null, deleted_at: null };
    await updateVersioned<StoredTask>(tx, TASKS, id, again, change);
  }
  await setTaskGoals(tx, id, task.goalIds);
  return getTaskEvenDeleted(tx, id);
}

/** Takes the next of a task back that is done no more, unless somebody has changed it since. */
export async function takeBackNext(tx: Tx, task: TaskRow): Promise<void> {
  const next = await successorOf(tx, task.id);
  if (!next || next.deletedAt !== null || !next.untouched) return;
  const { goalIds } = await getTaskEvenDeleted(tx, next.id);
  const change = { type: "deletion", fields: ["deletedAt"], beside: { goalIds } } as const;
  await updateVersioned<StoredTask>(tx, TASKS, next.id, { deleted_at: "now" }, change);
}
