import type { Moment } from "@/domain/moments";
import { taskResource } from "@/domain/tasks";
import { localDate } from "@/domain/time-zones";
import { Failure, notFound, staleVersion } from "@/lib/errors";
import { recordActivity } from "./activity";
import type { Tx } from "./client";
import { getVersion, listVersions, type Version } from "./history";
import { getSettings } from "./settings";
import { writeTask } from "./task-edits";
import { setTaskGoals } from "./task-links";
import { type StoredTask, TASKS, type TaskRow, taskOf } from "./task-rows";
import { getTaskEvenDeleted, lockTask } from "./tasks";

/** A version of a task: who made it, when, and the task as it became. */
export type TaskVersion = Omit<Version, "data"> & { task: TaskRow };

/** All versions of a task, deleted or not, newest first. @throws Failure "not_found" */
export async function listTaskVersions(tx: Tx, id: string): Promise<TaskVersion[]> {
  const versions = await listVersions(tx, TASKS, id);
  const first = versions[versions.length - 1];
  if (!first) throw notFound("task");
  return versions.map(({ data, ...version }) => ({ ...version, task: past(data, first.at) }));
}

function past(data: Record<string, unknown>, createdAt: Date): TaskRow {
  const stored = data as StoredTask;
  return taskOf(stored, stored.goalIds ?? [], createdAt);
}

/** What a restore brings back: all but the place in the person's order, which belongs to the list. */
const RESTORED = [
  ["title", "title"],
  ["notes", "notes"],
  ["status", "status"],
  ["dueDate", "due_date"],
  ["priority", "priority"],
  ["repeat", "repeat"],
  ["repeatFrom", "repeat_from"],
] as const;

/**
 * Makes an earlier version the newest: what differs is written as a version of its own. Goals that are gone are left out.
 * @throws Failure "not_found" | "conflict" (stale, or the task is deleted)
 */
export async function restoreTask(
  tx: Tx,
  id: string,
  version: number,
  at: Moment,
  wish: { reason?: string | null; expected?: number } = {},
): Promise<TaskRow> {
  const task = await lockTask(tx, id, undefined, true);
  const stored = await getVersion(tx, TASKS, id, version);
  if (task.deletedAt !== null) {
    const message = "This task is deleted. Undelete it first, then restore the version you want.";
    throw new Failure("conflict", message, { current: taskResource(task) });
  }
  if (wish.expected !== undefined && wish.expected !== task.version) throw staleVersion("task", taskResource(task));
  const was = past(stored.data, task.createdAt);
  // A task that is done again is done when it was; which day that was, the zone they live in now says.
  const doneAt = was.status === "done" && task.status !== "done" ? was.completedAt : null;
  const values: Record<string, unknown> =
    doneAt === null ? {} : { completed_at: doneAt, completed_on: localDate(doneAt, (await getSettings(tx)).timeZone) };
  const fields: string[] = [];
  for (const [field, column] of RESTORED) {
    if (was[field] === task[field]) continue;
    values[column] = was[field];
    fields.push(field);
  }
  await setTaskGoals(tx, id, was.goalIds);
  const { goalIds } = await getTaskEvenDeleted(tx, id);
  if (goalIds.join() !== task.goalIds.join()) fields.push("goalIds");
  if (fields.length === 0) return task;
  const reason = wish.reason ?? `Restored version ${version}.`;
  await writeTask(tx, task, values, { type: "restore", fields, reason, beside: { goalIds } }, at);
  await recordActivity(tx, { kind: "tasks.restore", subjectId: id, title: was.title, data: { version } });
  return getTaskEvenDeleted(tx, id);
}
