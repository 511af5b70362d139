import { sql } from "drizzle-orm";
import {
  check,
  date,
  doublePrecision,
  foreignKey,
  index,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { REPEAT_FROM, TASK_STATUSES } from "../../domain/tasks";
import { app, createdAt, instant, oneOf, updatedAt, userId, version } from "./columns";
import { historyColumns, historyKeys } from "./history";
import { users } from "./users";

/** Things to do, in 16 hash partitions by user. */
export const tasks = app.table(
  "tasks",
  {
    userId: userId(),
    id: uuid("id").notNull(),
    title: text("title").notNull(),
    notes: text("notes"),
    status: text("status").notNull().default("todo"),
    dueDate: date("due_date", { mode: "string" }),
    priority: smallint("priority").notNull().default(0),
    /** A recurrence rule of RFC 5545, as seen from this task: its due date is the first of the series. */
    repeat: text("repeat"),
    /** Whether the next one is counted from the due date or from the day it was done. */
    repeatFrom: text("repeat_from").notNull().default("due"),
    /** The task whose completion made this one. */
    repeatOf: uuid("repeat_of"),
    /** The person's own order, rising; a new task's is the moment it was made in milliseconds. */
    position: doublePrecision("position").notNull(),
    completedAt: instant("completed_at"),
    /** The days of `completed_at` and `created_at` in the person's zone: what days are counted by. No version of the task. */
    completedOn: date("completed_on", { mode: "string" }),
    createdOn: date("created_on", { mode: "string" }).notNull(),
    version: version(),
    deletedAt: instant("deleted_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: "tasks_pk", columns: [t.userId, t.id] }),
    foreignKey({ name: "tasks_user_fk", columns: [t.userId], foreignColumns: [users.userId] }).onDelete("cascade"),
    uniqueIndex("tasks_repeat_idx").on(t.userId, t.repeatOf).where(sql`repeat_of is not null`),
    index("tasks_open_idx").on(t.userId, t.dueDate).where(sql`deleted_at is null and status in ('todo', 'doing')`),
    index("tasks_done_idx").on(t.userId, t.completedOn).where(sql`deleted_at is null and status = 'done'`),
    check("tasks_status_check", oneOf("status", TASK_STATUSES)),
    check("tasks_repeat_from_check", oneOf("repeat_from", REPEAT_FROM)),
    check("tasks_priority_check", sql`priority between 0 and 3`),
    check("tasks_notes_check", sql`length(notes) <= 20000`),
    check(
      "tasks_done_check",
      sql`(status = 'done') = (completed_at is not null) and (status = 'done') = (completed_on is not null)`,
    ),
    check("tasks_version_check", sql`version >= 1`),
  ],
);

export const tasksHistory = app.table(
  "tasks_history",
  { userId: userId(), taskId: uuid("task_id").notNull(), ...historyColumns() },
  (t) => [primaryKey({ name: "tasks_history_pk", columns: [t.userId, t.taskId, t.version] }), ...historyKeys("tasks_history")],
);
