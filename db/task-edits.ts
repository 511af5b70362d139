import type { Moment } from "@/domain/moments";
import type { NewTask, TaskChanges, TaskStatus } from "@/domain/tasks";
import { newId } from "@/lib/crypto";
import { recordActivity } from "./activity";
import type { Tx } from "./client";
import { tickHabits } from "./habit-ticks";
import { type Change, insertVersioned, updateVersioned } from "./history";
import { checkLinks, setTaskGoals } from "./task-links";
import { makeNext, takeBackNext } from "./task-repeats";
import { type StoredTask, TASKS, type TaskRow } from "./task-rows";
import { getTaskEvenDeleted, lockTask } from "./tasks";

/** PostgreSQL's own word for the start of the transaction. */
const NOW = "now";

const COLUMN_OF = {
  title: "title",
  notes: "notes",
  status: "status",
  dueDate: "due_date",
  priority: "priority",
  repeat: "repeat",
  repeatFrom: "repeat_from",
} as const satisfies Partial<Record<keyof TaskChanges, string>>;

type Field = keyof typeof COLUMN_OF;
const FIELDS = Object.keys(COLUMN_OF) as Field[];

/** What being done, or not, means for the other columns. */
function doneColumns(status: TaskStatus, at: Moment) {
  return status === "done" ? { completed_at: at.now, completed_on: at.today } : { completed_at: null, completed_on: null };
}

/** A task that was written, and the next one of its kind where that made one. */
export type Written = { task: TaskRow; next: TaskRow | null };

/** Writes a task down, last in the person's order. @throws Failure "invalid" for goals that are not there */
export async function createTask(tx: Tx, input: NewTask, at: Moment): Promise<TaskRow> {
  const goalIds = input.goalIds ?? [];
  await checkLinks(tx, "goals", goalIds, "goalIds");
  const id = newId();
  const status = input.status ?? "todo";
  const values = {
    id,
    title: input.title,
    notes: input.notes ?? null,
    status,
    due_date: input.dueDate ?? null,
    priority: input.priority ?? 0,
    repeat: input.repeat ?? null,
    repeat_from: input.repeatFrom ?? "due",
    position: at.now.getTime(),
    created_on: at.today,
    ...doneColumns(status, at),
  };
  await insertVersioned<StoredTask>(tx, TASKS, values, { type: "original", fields: [], beside: { goalIds } });
  await setTaskGoals(tx, id, goalIds);
  await recordActivity(tx, { kind: "tasks.create", subjectId: id, title: input.title });
  const task = await getTaskEvenDeleted(tx, id);
  if (status === "done") {
    await makeNext(tx, task, at);
    await tickHabits(tx, at.today, at.today, ["tasks"]);
  }
  return task;
}

const same = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((id) => b.includes(id));

/**
 * Changes a task; values that are there already change nothing and make no version. Done, it makes the next one of its rule; done no
 * more, it takes that back. @throws Failure "not_found" | "conflict" with the task as it is now | "invalid" for goals that are not there
 */
export async function updateTask(tx: Tx, id: string, changes: TaskChanges, at: Moment, version?: number): Promise<Written> {
  const task = await lockTask(tx, id, version);
  const fields: string[] = FIELDS.filter((field) => changes[field] !== undefined && changes[field] !== task[field]);
  const goalIds = changes.goalIds ?? task.goalIds;
  if (!same(goalIds, task.goalIds)) {
    await checkLinks(tx, "goals", goalIds, "goalIds");
    await setTaskGoals(tx, id, goalIds);
    fields.push("goalIds");
  }
  if (fields.length === 0) return { task, next: null };
  const values: Record<string, unknown> = {};
  for (const field of FIELDS) if (fields.includes(field)) values[COLUMN_OF[field]] = changes[field];
  const next = await writeTask(tx, task, values, { type: "edit", fields, beside: { goalIds } }, at);
  const status = fields.includes("status") ? changes.status : undefined;
  const kind = status === "done" ? "complete" : task.status === "done" && status ? "reopen" : "update";
  const written = await getTaskEvenDeleted(tx, id);
  await recordActivity(tx, { kind: `tasks.${kind}`, subjectId: id, title: written.title, data: { fields } });
  return { task: written, next };
}

/**
 * Writes a version of a task that is locked; what its status means for days (unless `values` say of which), and for the next of its rule,
 * follows.
 */
export async function writeTask(
  tx: Tx,
  task: TaskRow,
  values: Record<string, unknown>,
  change: Change,
  at: Moment,
): Promise<TaskRow | null> {
  const status = (values["status"] ?? task.status) as TaskStatus;
  const turns = status !== task.status && (status === "done" || task.status === "done");
  const all: Record<string, unknown> = turns ? { ...doneColumns(status, at), ...values } : values;
  await updateVersioned<StoredTask>(tx, TASKS, task.id, all, change);
  if (!turns) return null;
  const day = task.completedOn ?? String(all["completed_on"]);
  await tickHabits(tx, day, day, ["tasks"]);
  if (status === "done") return makeNext(tx, await getTaskEvenDeleted(tx, task.id), at);
  await takeBackNext(tx, task);
  return null;
}

/** Deletes a task so that it can come back. @throws Failure "not_found" | "conflict" */
export async function deleteTask(tx: Tx, id: string, version?: number): Promise<TaskRow> {
  const task = await lockTask(tx, id, version);
  const change = { type: "deletion", fields: ["deletedAt"], beside: { goalIds: task.goalIds } } as const;
  await updateVersioned<StoredTask>(tx, TASKS, id, { deleted_at: NOW }, change);
  if (task.completedOn !== null) await tickHabits(tx, task.completedOn, task.completedOn, ["tasks"]);
  await recordActivity(tx, { kind: "tasks.delete", subjectId: id, title: task.title });
  return getTaskEvenDeleted(tx, id);
}

/** Brings a deleted task back; one that is there is answered as it is. @throws Failure "not_found" | "conflict" */
export async function undeleteTask(tx: Tx, id: string, version?: number): Promise<TaskRow> {
  const task = await lockTask(tx, id, version, true);
  if (task.deletedAt === null) return task;
  const change = { type: "undeletion", fields: ["deletedAt"], beside: { goalIds: task.goalIds } } as const;
  await updateVersioned<StoredTask>(tx, TASKS, id, { deleted_at: null }, change);
  if (task.completedOn !== null) await tickHabits(tx, task.completedOn, task.completedOn, ["tasks"]);
  await recordActivity(tx, { kind: "tasks.undelete", subjectId: id, title: task.title });
  return getTaskEvenDeleted(tx, id);
}
