"use server";

import { z } from "zod";
import { createGoal, deleteGoal, restoreGoal, undeleteGoal, updateGoal } from "@/db/goal-edits";
import { getGoal } from "@/db/goals";
import { changeTasks, undoTasks } from "@/db/task-bulk";
import { createTask } from "@/db/task-edits";
import { formVersionField } from "@/domain/fields";
import { momentIn } from "@/domain/moments";
import { readQuickAdd } from "@/domain/natural-dates";
import { newTaskSchema, taskMarkField, uuidField } from "@/domain/tasks";
import { localDate } from "@/domain/time-zones";
import { userAction } from "../../_auth/action";
import { checked } from "../_view/checked";
import { formatOf } from "../_view/visitor-format";
import { joined } from "../_view/words";
import { readAmount, readGoalForm } from "./goal-form";
import { goalAmount } from "./goal-words";

const audited = { resource: "goal", idField: "id" } as const;
const one = z.object({ id: uuidField });
const pages = (id: string) => ["/goals", `/goals/${id}`, "/"];

/** Sets a goal. */
export const create = userAction(
  { name: "goals.create", resource: "goal", schema: z.looseObject({ title: z.string() }) },
  async (tx, sent, { visitor }) => {
    const goal = await createGoal(tx, readGoalForm(sent, formatOf(visitor)), localDate(new Date(), visitor.timeZone));
    return { id: goal.id, message: "The goal is set.", href: `/goals/${goal.id}` };
  },
);

/** Changes what a goal is. */
export const edit = userAction(
  { name: "goals.edit", ...audited, schema: z.looseObject({ id: uuidField, version: formVersionField }) },
  async (tx, sent, { visitor }) => {
    const changes = readGoalForm(sent, formatOf(visitor));
    await updateGoal(tx, sent.id, changes, localDate(new Date(), visitor.timeZone), sent.version);
    return { id: sent.id, message: "Saved.", href: `/goals/${sent.id}` };
  },
);

/** Says how far a goal is that is counted by hand. */
export const advance = userAction(
  { name: "goals.progress", ...audited, schema: z.object({ id: uuidField, progress: z.string().max(40) }), allow: ["progress"] },
  async (tx, { id, progress }, { visitor }) => {
    const format = formatOf(visitor);
    const was = await getGoal(tx, id);
    const value = readAmount(progress, was.metric, format, "progress");
    const goal = await updateGoal(tx, id, { progress: value }, localDate(new Date(), visitor.timeZone));
    const message = `${goal.title}: ${joined(goalAmount(goal, goal.value, format))}.`;
    return { id, message, undo: { progress: String(was.value) }, revalidate: pages(id) };
  },
);

const archiving = (name: string, status: "archived" | "active", words: string) =>
  userAction({ name, ...audited, schema: one }, async (tx, { id }, { visitor }) => {
    await updateGoal(tx, id, { status }, localDate(new Date(), visitor.timeZone));
    return { id, message: words, revalidate: pages(id) };
  });

/** Puts a goal aside. */
export const archive = archiving("goals.archive", "archived", "Goal archived.");
/** Takes a goal up again. */
export const resume = archiving("goals.resume", "active", "The goal goes on.");

/** Deletes a goal from its own page, which is left. */
export const discard = userAction({ name: "goals.delete", ...audited, schema: one }, async (tx, { id }, { visitor }) => {
  await deleteGoal(tx, id, localDate(new Date(), visitor.timeZone));
  return { id, href: `/goals?removed=${id}` };
});

/** Brings a deleted goal back. */
export const undelete = userAction({ name: "goals.undelete", ...audited, schema: one }, async (tx, { id }, { visitor }) => {
  await undeleteGoal(tx, id, localDate(new Date(), visitor.timeZone));
  return { id, message: "The goal is back.", revalidate: [...pages(id), "/goals/deleted"] };
});

/** Makes a task of one line and links it to the goal. */
export const addTask = userAction(
  { name: "tasks.create", ...audited, schema: z.object({ id: uuidField, line: z.string().max(400) }) },
  async (tx, { id, line }, { visitor }) => {
    const at = momentIn(new Date(), visitor.timeZone);
    await getGoal(tx, id);
    const read = readQuickAdd(line, { today: at.today, firstWeekday: visitor.firstWeekday, locale: visitor.numberFormat });
    const title = [read.title, ...read.goals.map((name) => `#${name}`)].join(" ").trim();
    const { dueDate, priority, repeat, repeatFrom } = read;
    const fields = { title: title || line, dueDate, priority, repeat, repeatFrom, goalIds: [id] };
    const task = await createTask(tx, checked(newTaskSchema, fields), at);
    return { id: task.id, message: `Added “${task.title}”.`, revalidate: pages(id) };
  },
);

const linking = (kind: "link" | "unlink", words: string) =>
  userAction(
    { name: `tasks.${kind}`, ...audited, schema: z.object({ id: uuidField, task: z.union([uuidField, z.literal("")]) }) },
    async (tx, { id, task }, { visitor }) => {
      if (task === "") return { id, message: "Choose a task first." };
      const goal = await getGoal(tx, id);
      const at = momentIn(new Date(), visitor.timeZone);
      const marks = await changeTasks(tx, { kind, goalId: goal.id }, [task], at);
      const undo = marks.map((mark) => `${mark.id}:${mark.version}`).join(",");
      return { id, message: words, undo: { marks: undo }, revalidate: pages(id) };
    },
  );

/** Links a task to the goal. */
export const link = linking("link", "Linked.");
/** Takes a task from the goal. */
export const unlink = linking("unlink", "Unlinked.");

/** Finishes a linked task, or opens it again. */
export const tick = userAction(
  {
    name: "tasks.change",
    ...audited,
    schema: z.object({ id: uuidField, task: uuidField, verb: z.enum(["complete", "reopen"]) }),
    allow: ["verb"],
  },
  async (tx, { id, task, verb }, { visitor }) => {
    const marks = await changeTasks(tx, { kind: verb }, [task], momentIn(new Date(), visitor.timeZone));
    const undo = marks.map((mark) => `${mark.id}:${mark.version}`).join(",");
    return { id, message: verb === "complete" ? "Task done." : "Task open again.", undo: { marks: undo }, revalidate: pages(id) };
  },
);

const marksField = z.union([z.literal("").transform(() => []), taskMarkField.transform((mark) => [mark])]);

/** Takes back what was done to a linked task. */
export const undoTask = userAction(
  { name: "tasks.undo", ...audited, schema: z.object({ id: uuidField, marks: marksField }) },
  async (tx, { id, marks }, { visitor }) => {
    const back = await undoTasks(tx, marks, momentIn(new Date(), visitor.timeZone));
    return {
      id,
      message: back === marks.length ? "Undone." : "The task was changed since, so nothing was undone.",
      revalidate: pages(id),
    };
  },
);

const restoring = z.object({ id: uuidField, to: formVersionField, from: formVersionField });

/** Makes an earlier version of a goal the newest. */
export const restore = userAction(
  { name: "goals.restore", ...audited, schema: restoring, allow: ["to"] },
  async (tx, { id, to }, { visitor }) => {
    await restoreGoal(tx, id, to, localDate(new Date(), visitor.timeZone));
    return { id, message: `Version ${to} is the goal again.`, revalidate: [`/goals/${id}`] };
  },
);

/** Takes a restore back. */
export const unrestore = userAction(
  { name: "goals.restore", ...audited, schema: restoring, allow: ["from"] },
  async (tx, { id, from }, { visitor }) => {
    await restoreGoal(tx, id, from, localDate(new Date(), visitor.timeZone));
    return { id, message: "Undone.", revalidate: [`/goals/${id}`] };
  },
);
