import { sql } from "drizzle-orm";
import { check, date, foreignKey, index, integer, jsonb, numeric, primaryKey, text } from "drizzle-orm/pg-core";
import { app, createdAt, instant, ops, updatedAt, userId } from "./columns";
import { users } from "./users";

/** The week in review, one for each ISO week in the person's zone. */
export const digests = app.table(
  "digests",
  {
    userId: userId(),
    isoWeek: text("iso_week").notNull(),
    data: jsonb("data").$type<Record<string, unknown>>().notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    /** When it went out by e-mail. */
    sentAt: instant("sent_at"),
  },
  (t) => [
    primaryKey({ name: "digests_pk", columns: [t.userId, t.isoWeek] }),
    foreignKey({ name: "digests_user_fk", columns: [t.userId], foreignColumns: [users.userId] }).onDelete("cascade"),
    check("digests_week_check", sql`iso_week ~ '^[0-9]{4}-W[0-5][0-9]$'`),
  ],
);

/**
 * A day's counts over all areas, kept by the consumer of changes. No foreign key to the account: a change that is read after the
 * account went must not stop the consumer.
 */
export const userDashboardAggregates = app.table(
  "user_dashboard_aggregates",
  {
    userId: userId(),
    aggDate: date("agg_date", { mode: "string" }).notNull(),
    tasksCompleted: integer("tasks_completed").notNull().default(0),
    tasksCreated: integer("tasks_created").notNull().default(0),
    reflectionsCount: integer("reflections_count").notNull().default(0),
    moodSum: integer("mood_sum").notNull().default(0),
    moodCount: integer("mood_count").notNull().default(0),
    runM: numeric("run_m", { precision: 16, scale: 3 }).notNull().default("0"),
    codingS: numeric("coding_s", { precision: 16, scale: 6 }).notNull().default("0"),
    habitsDone: integer("habits_done").notNull().default(0),
    lastUpdated: instant("last_updated").notNull().default(sql`now()`),
  },
  (t) => [primaryKey({ name: "user_dashboard_aggregates_pk", columns: [t.userId, t.aggDate] })],
);

/** Jobs that have run, one row for each time they were due: whichever schedule comes first does it. */
export const jobRuns = ops.table(
  "job_runs",
  {
    job: text("job").notNull(),
    /** The hour, day, week or month that it was due in. */
    runKey: text("run_key").notNull(),
    /** Who asked: `pg_cron`, `scheduler`, `route`. */
    source: text("source").notNull(),
    startedAt: instant("started_at").notNull().default(sql`now()`),
    finishedAt: instant("finished_at"),
    summary: jsonb("summary").$type<Record<string, unknown>>(),
    /** How often it was begun; whoever began it last is the one who may end it. */
    attempts: integer("attempts").notNull().default(1),
    /** Nobody else begins it before: while it runs, renewed by whoever runs it, and for a rest after a failure. */
    heldUntil: instant("held_until"),
    /** The last try's failure, gone with the next try. */
    failedAt: instant("failed_at"),
    errorCode: text("error_code"),
    error: text("error"),
  },
  (t) => [primaryKey({ name: "job_runs_pk", columns: [t.job, t.runKey] }), index("job_runs_started_idx").on(t.startedAt)],
);
