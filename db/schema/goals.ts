import { sql } from "drizzle-orm";
import { check, date, doublePrecision, foreignKey, index, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { GOAL_METRICS, GOAL_STATUSES } from "../../domain/goals";
import { app, createdAt, instant, oneOf, updatedAt, userId, version } from "./columns";
import { habits } from "./habits";
import { historyColumns, historyKeys } from "./history";
import { tasks } from "./tasks";
import { users } from "./users";

/** What a person wants to have reached. How far it is comes from rows, but for a goal that is counted by hand. */
export const goals = app.table(
  "goals",
  {
    userId: userId(),
    id: uuid("id").notNull(),
    title: text("title").notNull(),
    description: text("description"),
    metric: text("metric").notNull().default("manual"),
    /** In the metric's unit: metres, kilojoules, seconds, days, tasks; null of tasks: all that are linked. */
    target: doublePrecision("target"),
    /** The habit whose days count. */
    habitId: uuid("habit_id"),
    startDate: date("start_date", { mode: "string" }).notNull(),
    endDate: date("end_date", { mode: "string" }),
    /** As a person set it; while it is `active`, what is reached or missed is told by progress and day. */
    status: text("status").notNull().default("active"),
    /** Progress of a goal that is counted by hand. */
    manualValue: doublePrecision("manual_value").notNull().default(0),
    version: version(),
    deletedAt: instant("deleted_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: "goals_pk", columns: [t.userId, t.id] }),
    foreignKey({ name: "goals_user_fk", columns: [t.userId], foreignColumns: [users.userId] }).onDelete("cascade"),
    foreignKey({ name: "goals_habit_fk", columns: [t.userId, t.habitId], foreignColumns: [habits.userId, habits.id] }),
    check("goals_metric_check", oneOf("metric", GOAL_METRICS)),
    check("goals_status_check", oneOf("status", GOAL_STATUSES)),
    check("goals_target_check", sql`target > 0 and (target is not null or metric = 'tasks')`),
    check("goals_habit_check", sql`(metric = 'habit_days') = (habit_id is not null)`),
    check("goals_dates_check", sql`end_date >= start_date`),
    check("goals_version_check", sql`version >= 1`),
  ],
);

export const goalsHistory = app.table(
  "goals_history",
  { userId: userId(), goalId: uuid("goal_id").notNull(), ...historyColumns() },
  (t) => [primaryKey({ name: "goals_history_pk", columns: [t.userId, t.goalId, t.version] }), ...historyKeys("goals_history")],
);

/** Which tasks belong to which goals. */
export const goalsTasks = app.table(
  "goals_tasks",
  { userId: userId(), goalId: uuid("goal_id").notNull(), taskId: uuid("task_id").notNull() },
  (t) => [
    primaryKey({ name: "goals_tasks_pk", columns: [t.userId, t.goalId, t.taskId] }),
    foreignKey({
      name: "goals_tasks_goal_fk",
      columns: [t.userId, t.goalId],
      foreignColumns: [goals.userId, goals.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "goals_tasks_task_fk",
      columns: [t.userId, t.taskId],
      foreignColumns: [tasks.userId, tasks.id],
    }).onDelete("cascade"),
    index("goals_tasks_task_idx").on(t.userId, t.taskId),
  ],
);
