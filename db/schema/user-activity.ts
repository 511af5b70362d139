import { sql } from "drizzle-orm";
import { check, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { app, instant, userId } from "./columns";

/**
 * What happened, for the timeline: append-only, monthly partitions by `at`, twelve months of them. No foreign key to the account, so
 * that making and dropping partitions waits for nobody who signs in; an account's rows go with the account.
 */
export const userActivity = app.table(
  "user_activity",
  {
    userId: userId(),
    id: uuid("id").notNull(),
    at: instant("at").notNull(),
    /** Noun and verb: `tasks.complete`. */
    kind: text("kind").notNull(),
    subjectId: text("subject_id"),
    /** What the subject was called then. */
    title: text("title"),
    /** What else the line says: numbers and short words. */
    data: jsonb("data").$type<Record<string, unknown>>(),
    requestId: uuid("request_id"),
  },
  (t) => [
    primaryKey({ name: "user_activity_pk", columns: [t.userId, t.at, t.id] }),
    check("user_activity_kind_check", sql`kind ~ '^[a-z_]+[.][a-z_]+$'`),
  ],
);
