import { z } from "zod";
import { taskFilterSchema } from "@/domain/task-filter";
import { newTaskSchema, REPEAT_FROM, TASK_STATUSES, updateTaskSchema } from "@/domain/tasks";
import { deletingQuery, onlyVersion, restoring, uuidParams, uuidVersionParams, versionOf } from "./history";
import { day, instant, listOf, type Spec } from "./spec";

const taskSchema = z
  .object({
    id: z.uuid(),
    title: z.string(),
    notes: z.string().nullable(),
    status: z.enum(TASK_STATUSES),
    dueDate: day.nullable(),
    priority: z.int().describe("0 none to 3 high."),
    repeat: z.string().nullable().describe("A recurrence rule of RFC 5545; completing the task makes the next one."),
    repeatFrom: z.enum(REPEAT_FROM).describe("What the next one is counted from: the due date, or the day it was done."),
    goalIds: z.array(z.uuid()),
    position: z.number().describe("Your own order, rising."),
    createdAt: instant,
    completedAt: instant.nullable(),
    version: z.int(),
    deletedAt: instant.nullable(),
  })
  .meta({ id: "Task" });

const taskVersion = versionOf("task", taskSchema, "TaskVersion");

const common = { resource: "task" } as const;
const change = { ...common, scope: "write", params: uuidParams, response: taskSchema } as const;

export const listTasksSpec = {
  ...common,
  method: "GET",
  path: "/tasks",
  name: "tasks.list",
  summary: "Tasks, filtered, sorted, page by page.",
  scope: "read",
  query: taskFilterSchema,
  response: listOf(taskSchema),
} satisfies Spec;

export const createTaskSpec = {
  ...common,
  method: "POST",
  path: "/tasks",
  name: "tasks.create",
  summary: "Writes a task down.",
  scope: "write",
  body: newTaskSchema,
  response: taskSchema,
  status: 201,
  allow: ["title", "status", "dueDate", "priority", "repeat"],
} satisfies Spec;

export const getTaskSpec = {
  ...common,
  method: "GET",
  path: "/tasks/{id}",
  name: "tasks.get",
  summary: "One task.",
  scope: "read",
  params: uuidParams,
  response: taskSchema,
} satisfies Spec;

export const updateTaskSpec = {
  ...change,
  method: "PATCH",
  path: "/tasks/{id}",
  name: "tasks.update",
  summary: "Changes fields of a task. A stale version is refused with 409 and the task as it is now.",
  body: updateTaskSchema,
  allow: ["title", "status", "dueDate", "priority", "repeat"],
} satisfies Spec;

export const deleteTaskSpec = {
  ...common,
  method: "DELETE",
  path: "/tasks/{id}",
  name: "tasks.delete",
  summary: "Deletes a task so that it can come back.",
  scope: "write",
  params: uuidParams,
  query: deletingQuery,
  status: 204,
} satisfies Spec;

export const undeleteTaskSpec = {
  ...change,
  method: "POST",
  path: "/tasks/{id}/undelete",
  name: "tasks.undelete",
  summary: "Brings a deleted task back.",
  body: onlyVersion,
} satisfies Spec;

export const listTaskVersionsSpec = {
  ...common,
  method: "GET",
  path: "/tasks/{id}/history",
  name: "tasks.history",
  summary: "All versions of a task, newest first; of a deleted one, too.",
  scope: "read",
  params: uuidParams,
  response: listOf(taskVersion),
} satisfies Spec;

export const restoreTaskSpec = {
  ...change,
  method: "POST",
  path: "/tasks/{id}/restore/{version}",
  name: "tasks.restore",
  summary: "Makes a task what it was in a version; this is itself a version.",
  params: uuidVersionParams,
  body: restoring,
  allow: ["reason", "version"],
} satisfies Spec;
