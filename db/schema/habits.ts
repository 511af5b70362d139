import { sql } from "drizzle-orm";
import { boolean, check, date, doublePrecision, foreignKey, index, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { type Auto, HABIT_KINDS, LOG_SOURCES, type Schedule, TARGET_TYPES } from "../../domain/habits";
import { app, createdAt, instant, oneOf, updatedAt, userId, version } from "./columns";
import { historyColumns, historyKeys } from "./history";
import { users } from "./users";

/** What a person wants to do again and again. */
export const habits = app.table(
  "habits",
  {
    userId: userId(),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    description: text("description"),
    schedule: jsonb("schedule").$type<Schedule>().notNull(),
    kind: text("kind").notNull().default("yes_no"),
    unit: text("unit"),
    /** Of a number: how much a day asks for. */
    target: doublePrecision("target"),
    targetType: text("target_type").notNull().default("at_least"),
    /** What ticks it by itself. */
    auto: jsonb("auto").$type<Auto>(),
    position: doublePrecision("position").notNull(),
    /** The first day that counts, in the person's zone. */
    startDate: date("start_date", { mode: "string" }).notNull(),
    archivedAt: instant("archived_at"),
    version: version(),
    deletedAt: instant("deleted_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: "habits_pk", columns: [t.userId, t.id] }),
    foreignKey({ name: "habits_user_fk", columns: [t.userId], foreignColumns: [users.userId] }).onDelete("cascade"),
    check("habits_kind_check", oneOf("kind", HABIT_KINDS)),
    check("habits_target_type_check", oneOf("target_type", TARGET_TYPES)),
    check("habits_target_check", sql`target >= 0 and (kind = 'number') = (target is not null)`),
    check("habits_schedule_check", sql`schedule ->> 'kind' in ('weekdays', 'per_week', 'every_days')`),
    check("habits_version_check", sql`version >= 1`),
  ],
);

export const habitsHistory = app.table(
  "habits_history",
  { userId: userId(), habitId: uuid("habit_id").notNull(), ...historyColumns() },
  (t) => [primaryKey({ name: "habits_history_pk", columns: [t.userId, t.habitId, t.version] }), ...historyKeys("habits_history")],
);

/** What became of a habit on a day. No row: nothing is known of it. */
export const habitLogs = app.table(
  "habit_logs",
  {
    userId: userId(),
    habitId: uuid("habit_id").notNull(),
    date: date("date", { mode: "string" }).notNull(),
    /** 1 or 0 of a yes-or-no habit, else the number. */
    value: doublePrecision("value").notNull(),
    skipped: boolean("skipped").notNull().default(false),
    /** Whether the day is what the habit asks for; kept with the value, as totals are counted from this row alone. */
    done: boolean("done").notNull(),
    /** False while the habit is deleted: then its days are in no total. */
    counts: boolean("counts").notNull().default(true),
    /** `auto` where a fact ticked it; a fact never changes what a person said. */
    source: text("source").notNull().default("user"),
    /** The row that ticked it: table and id. */
    factTable: text("fact_table"),
    factId: text("fact_id"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: "habit_logs_pk", columns: [t.userId, t.habitId, t.date] }),
    foreignKey({
      name: "habit_logs_habit_fk",
      columns: [t.userId, t.habitId],
      foreignColumns: [habits.userId, habits.id],
    }).onDelete("cascade"),
    index("habit_logs_date_idx").on(t.userId, t.date),
    check("habit_logs_source_check", oneOf("source", LOG_SOURCES)),
    check("habit_logs_skipped_check", sql`not (skipped and done)`),
  ],
);
