import { check, foreignKey, integer, primaryKey, text } from "drizzle-orm/pg-core";
import { app, bytea, createdAt, instant, oneOf, updatedAt, userId } from "./columns";
import { users } from "./users";

/** One event per run for ever: which version of the run the calendar shows, under which event. */
export const syncedRuns = app.table(
  "synced_runs",
  {
    userId: userId(),
    runId: text("run_id").notNull(),
    /** The version that the calendar has; 0 before the first. */
    runVersion: integer("run_version").notNull().default(0),
    /** Derived from run and generation, so that a repeated insert meets itself. */
    eventId: text("event_id").notNull(),
    /** Rises when an event was removed for good and its id cannot be used again. */
    generation: integer("generation").notNull().default(0),
    calendarId: text("calendar_id"),
    /** The event as it was when it was last written: whoever writes on top of another state is refused. Null before the first. */
    etag: text("etag"),
    status: text("status").notNull().default("pending"),
    error: text("error"),
    /** The event is gone from the calendar, as the run is deleted. */
    removedAt: instant("removed_at"),
    syncedAt: instant("synced_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: "synced_runs_pk", columns: [t.userId, t.runId] }),
    // Not to the run: where one is taken away for good, its event still has to be.
    foreignKey({ name: "synced_runs_user_fk", columns: [t.userId], foreignColumns: [users.userId] }).onDelete("cascade"),
    check("synced_runs_status_check", oneOf("status", ["pending", "synced", "failed"])),
  ],
);

/** The secret address of a person's calendar feed, sealed so that it can be shown again; looked up by its hash at the door. */
export const calendarFeeds = app.table(
  "calendar_feeds",
  {
    userId: userId(),
    sealed: bytea("sealed").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: "calendar_feeds_pk", columns: [t.userId] }),
    foreignKey({ name: "calendar_feeds_user_fk", columns: [t.userId], foreignColumns: [users.userId] }).onDelete("cascade"),
  ],
);
