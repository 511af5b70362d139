"use server";

import { z } from "zod";
import { findGoalsByName } from "@/db/goals";
import { BULK_LIMIT, type BulkVerb, changeTasks, type TaskMark, undoTasks } from "@/db/task-bulk";
import { createTask, deleteTask, undeleteTask, updateTask } from "@/db/task-edits";
import { moveTask } from "@/db/task-order";
import { restoreTask } from "@/db/task-versions";
import { getTask } from "@/db/tasks";
import { formVersionField } from "@/domain/fields";
import { momentIn } from "@/domain/moments";
import { readQuickAdd } from "@/domain/natural-dates";
import { newTaskSchema, taskMarkField, uuidField } from "@/domain/tasks";
import { Failure } from "@/lib/errors";
import { userAction } from "../../_auth/action";
import { readTaskForm } from "./task-form";

const audited = { resource: "task", idField: "id" } as const;
const one = z.object({ id: uuidField });
const lists = ["/tasks", "/"];

const lineSchema = z.object({ line: z.string().max(400), "left[]": z.array(z.string().max(400)).max(40).default([]) });

/** Makes a task of one line. `left[]` are pieces of it that are to stay in the title. */
export const add = userAction(
  { name: "tasks.create", ...audited, schema: lineSchema },
  async (tx, { line, "left[]": left }, { visitor }) => {
    const at = momentIn(new Date(), visitor.timeZone);
    const on = { today: at.today, firstWeekday: visitor.firstWeekday, locale: visitor.numberFormat };
    const read = readQuickAdd(line, on, left);
    const goals = await findGoalsByName(tx, read.goals);
    // A name that is no goal's is part of what was written.
    const title = [read.title, ...goals.unknown.map((name) => `#${name}`)].join(" ").trim();
    const parsed = newTaskSchema.safeParse({
      ...{ title, dueDate: read.dueDate, priority: read.priority },
      ...{ repeat: read.repeat, repeatFrom: read.repeatFrom, goalIds: goals.ids },
    });
    if (!parsed.success) throw new Failure("invalid", parsed.error.issues[0]?.message ?? "Write what there is to do.");
    const task = await createTask(tx, parsed.data, at);
    return { id: task.id, message: `Added “${task.title}”.`, undo: { id: task.id }, revalidate: lists };
  },
);

const idList = z
  .string()
  .transform((text) => [...new Set(text.split(",").filter((id) => id !== ""))])
  .pipe(z.array(uuidField).min(1, "Choose a task first.").max(BULK_LIMIT));

const verbField = z.string().regex(/^(?:complete|reopen|cancel|delete|undelete|due-today|postpone-\d{1,3}|priority-[0-3])$/);

function verbOf(word: string, today: string): BulkVerb {
  const [kind, number] = word.split("-");
  if (kind === "postpone") return { kind, days: Number(number) };
  if (kind === "priority") return { kind, priority: Number(number) };
  if (kind === "due") return { kind, dueDate: today };
  return { kind: kind as "complete" | "reopen" | "cancel" | "delete" | "undelete" };
}

const SAID: Record<string, string> = {
  complete: "done",
  reopen: "open again",
  cancel: "cancelled",
  delete: "deleted",
  undelete: "back",
  due: "due today",
};

const writeMarks = (marks: readonly TaskMark[]) => marks.map(({ id, version }) => `${id}:${version}`).join(",");
const markList = z
  .string()
  .transform((text) => text.split(",").filter((mark) => mark !== ""))
  .pipe(z.array(taskMarkField).max(BULK_LIMIT));

/** What the buttons of the list send: without scripts the pressed one says verb and task in one. */
const changeSchema = z.preprocess(
  (sent) => {
    const { tick, ...rest } = (sent ?? {}) as Record<string, unknown>;
    const [verb, ids] = typeof tick === "string" ? tick.split(" ") : [];
    return { verb, ids, ...rest };
  },
  z.object({ verb: verbField, ids: idList }),
);

/** Does one thing to some tasks. */
export const act = userAction(
  { name: "tasks.change", resource: "task", schema: changeSchema, allow: ["verb", "ids"] },
  async (tx, { verb, ids }, { visitor }) => {
    const at = momentIn(new Date(), visitor.timeZone);
    const marks = await changeTasks(tx, verbOf(verb, at.today), ids, at);
    const count = marks.length === 1 ? "1 task" : `${marks.length} tasks`;
    const [kind = ""] = verb.split("-");
    const message = marks.length === 0 ? "Nothing had to be changed." : `${count} ${SAID[kind] ?? "changed"}.`;
    return { message, undo: { marks: writeMarks(marks) }, revalidate: lists };
  },
);

/** Takes back what was done to some tasks, where nobody has changed them since. */
export const undo = userAction(
  { name: "tasks.undo", resource: "task", schema: z.object({ marks: markList }) },
  async (tx, { marks }, { visitor }) => {
    const back = await undoTasks(tx, marks, momentIn(new Date(), visitor.timeZone));
    const all = back === marks.length;
    return { message: all ? "Undone." : `${back} of ${marks.length} undone; the rest was changed since.`, revalidate: lists };
  },
);

/** Puts a task behind another one, or to the top. */
export const move = userAction(
  { name: "tasks.move", ...audited, schema: z.object({ id: uuidField, after: z.union([uuidField, z.literal("")]) }) },
  async (tx, { id, after }) => {
    await moveTask(tx, id, after === "" ? null : after);
    return { id, revalidate: lists };
  },
);

/** Changes a task's fields. */
export const edit = userAction(
  { name: "tasks.edit", ...audited, schema: z.looseObject({ id: uuidField, version: formVersionField }) },
  async (tx, sent, { visitor }) => {
    const at = momentIn(new Date(), visitor.timeZone);
    const changes = readTaskForm(sent, await getTask(tx, sent.id), {
      today: at.today,
      firstWeekday: visitor.firstWeekday,
      locale: visitor.numberFormat,
    });
    const { task, next } = await updateTask(tx, sent.id, changes, at, sent.version);
    const message = next ? `Saved. The next one is due on ${next.dueDate ?? "no day"}.` : "Saved.";
    return { id: task.id, message, href: `/tasks/${task.id}` };
  },
);

/** Deletes a task. */
export const remove = userAction({ name: "tasks.delete", ...audited, schema: one }, async (tx, { id }) => {
  await deleteTask(tx, id);
  return { id, message: "Task deleted.", revalidate: lists };
});

/** Deletes a task from its own page, which is left. */
export const discard = userAction({ name: "tasks.delete", ...audited, schema: one }, async (tx, { id }) => {
  await deleteTask(tx, id);
  return { id, href: `/tasks?removed=${id}` };
});

/** Brings a deleted task back. */
export const undelete = userAction({ name: "tasks.undelete", ...audited, schema: one }, async (tx, { id }) => {
  await undeleteTask(tx, id);
  return { id, message: "The task is back.", revalidate: [...lists, "/tasks/deleted"] };
});

const restoring = z.object({ id: uuidField, to: formVersionField, from: formVersionField });

/** Makes an earlier version of a task the newest. */
export const restore = userAction(
  { name: "tasks.restore", ...audited, schema: restoring, allow: ["to"] },
  async (tx, { id, to }, { visitor }) => {
    await restoreTask(tx, id, to, momentIn(new Date(), visitor.timeZone));
    return { id, message: `Version ${to} is the task again.`, revalidate: [`/tasks/${id}`] };
  },
);

/** Takes a restore back. */
export const unrestore = userAction(
  { name: "tasks.restore", ...audited, schema: restoring, allow: ["from"] },
  async (tx, { id, from }, { visitor }) => {
    await restoreTask(tx, id, from, momentIn(new Date(), visitor.timeZone));
    return { id, message: "Undone.", revalidate: [`/tasks/${id}`] };
  },
);
