import { sql } from "drizzle-orm";
import { check, customType, date, foreignKey, index, primaryKey, smallint, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { app, createdAt, instant, updatedAt, userId, version } from "./columns";
import { goals } from "./goals";
import { habits } from "./habits";
import { historyColumns, historyKeys } from "./history";
import { tasks } from "./tasks";
import { users } from "./users";

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/** A day as a person saw it. What they wrote is a table of its own: this one is read by the consumer of changes. */
export const reflections = app.table(
  "reflections",
  {
    userId: userId(),
    id: uuid("id").notNull(),
    date: date("date", { mode: "string" }).notNull(),
    /** 1 to 5; null where only words were written. */
    mood: smallint("mood"),
    version: version(),
    deletedAt: instant("deleted_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: "reflections_pk", columns: [t.userId, t.id] }),
    foreignKey({ name: "reflections_user_fk", columns: [t.userId], foreignColumns: [users.userId] }).onDelete("cascade"),
    uniqueIndex("reflections_date_idx").on(t.userId, t.date).where(sql`deleted_at is null`),
    check("reflections_mood_check", sql`mood between 1 and 5`),
    check("reflections_version_check", sql`version >= 1`),
  ],
);

/** Every version of a reflection with its text and its links. */
export const reflectionsHistory = app.table(
  "reflections_history",
  { userId: userId(), reflectionId: uuid("reflection_id").notNull(), ...historyColumns() },
  (t) => [
    primaryKey({ name: "reflections_history_pk", columns: [t.userId, t.reflectionId, t.version] }),
    ...historyKeys("reflections_history"),
  ],
);

/** The words of a reflection, with what search looks at. */
export const reflectionTexts = app.table(
  "reflection_texts",
  {
    userId: userId(),
    reflectionId: uuid("reflection_id").notNull(),
    text: text("text").notNull(),
    words: tsvector("words").notNull().generatedAlwaysAs(sql`to_tsvector('simple', app.plain_letters(text))`),
  },
  (t) => [
    primaryKey({ name: "reflection_texts_pk", columns: [t.userId, t.reflectionId] }),
    foreignKey({
      name: "reflection_texts_reflection_fk",
      columns: [t.userId, t.reflectionId],
      foreignColumns: [reflections.userId, reflections.id],
    }).onDelete("cascade"),
    check("reflection_texts_length_check", sql`length(text) <= 50000`),
  ],
);

export const reflectionsTasks = app.table(
  "reflections_tasks",
  { userId: userId(), reflectionId: uuid("reflection_id").notNull(), taskId: uuid("task_id").notNull() },
  (t) => [
    primaryKey({ name: "reflections_tasks_pk", columns: [t.userId, t.reflectionId, t.taskId] }),
    foreignKey({
      name: "reflections_tasks_reflection_fk",
      columns: [t.userId, t.reflectionId],
      foreignColumns: [reflections.userId, reflections.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "reflections_tasks_task_fk",
      columns: [t.userId, t.taskId],
      foreignColumns: [tasks.userId, tasks.id],
    }).onDelete("cascade"),
    index("reflections_tasks_task_idx").on(t.userId, t.taskId),
  ],
);

export const reflectionsGoals = app.table(
  "reflections_goals",
  { userId: userId(), reflectionId: uuid("reflection_id").notNull(), goalId: uuid("goal_id").notNull() },
  (t) => [
    primaryKey({ name: "reflections_goals_pk", columns: [t.userId, t.reflectionId, t.goalId] }),
    foreignKey({
      name: "reflections_goals_reflection_fk",
      columns: [t.userId, t.reflectionId],
      foreignColumns: [reflections.userId, reflections.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "reflections_goals_goal_fk",
      columns: [t.userId, t.goalId],
      foreignColumns: [goals.userId, goals.id],
    }).onDelete("cascade"),
    index("reflections_goals_goal_idx").on(t.userId, t.goalId),
  ],
);

export const reflectionsHabits = app.table(
  "reflections_habits",
  { userId: userId(), reflectionId: uuid("reflection_id").notNull(), habitId: uuid("habit_id").notNull() },
  (t) => [
    primaryKey({ name: "reflections_habits_pk", columns: [t.userId, t.reflectionId, t.habitId] }),
    foreignKey({
      name: "reflections_habits_reflection_fk",
      columns: [t.userId, t.reflectionId],
      foreignColumns: [reflections.userId, reflections.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "reflections_habits_habit_fk",
      columns: [t.userId, t.habitId],
      foreignColumns: [habits.userId, habits.id],
    }).onDelete("cascade"),
    index("reflections_habits_habit_idx").on(t.userId, t.habitId),
  ],
);
