import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { CHANNELS } from "../../domain/activity";
import { SOURCES } from "../../domain/runs";
import { app, bytea, createdAt, instant, oneOf, updatedAt, userId } from "./columns";
import { runs } from "./runs";
import { workouts } from "./workouts";

/**
 * One row per delivery of an activity: the same run from a watch file and from an archive are two sources of one run.
 * `facts` is all that the source says, so that a run can be recomputed from its sources and split again.
 */
export const activitySources = app.table(
  "activity_sources",
  {
    userId: userId(),
    /** `strava_<activity id>`, `mmf_<workout id>`, `file_<hash>`: the same thing delivered twice has the same id. */
    id: text("id").notNull(),
    runId: text("run_id"),
    workoutId: text("workout_id"),
    source: text("source").notNull(),
    /** `api`, `export`, `file`, `manual` or `demo`: what the provider's terms say depends on it. */
    origin: text("origin").notNull(),
    facts: jsonb("facts").$type<Record<string, unknown>>().notNull(),
    trackPoints: integer("track_points").notNull().default(0),
    fileHash: text("file_hash"),
    importId: uuid("import_id"),
    /** Set when a person split it off: it is never matched by itself again. */
    splitAt: instant("split_at"),
    /** The run or workout that it was of before a person merged that one into another: it goes back there when they are split. */
    absorbedId: text("absorbed_id"),
    /** When details and track were asked for; a delivery of a provider's list waits for them while this is null. */
    detailedAt: instant("detailed_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: "activity_sources_pk", columns: [t.userId, t.id] }),
    // Always of a run or a workout, and gone with it: a key to the person as well would be checked for nothing with every row.
    foreignKey({
      name: "activity_sources_run_fk",
      columns: [t.userId, t.runId],
      foreignColumns: [runs.userId, runs.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "activity_sources_workout_fk",
      columns: [t.userId, t.workoutId],
      foreignColumns: [workouts.userId, workouts.id],
    }).onDelete("cascade"),
    index("activity_sources_run_idx").on(t.userId, t.runId),
    index("activity_sources_workout_idx").on(t.userId, t.workoutId).where(sql`workout_id is not null`),
    index("activity_sources_file_idx").on(t.userId, t.fileHash).where(sql`file_hash is not null`),
    // The newest of them are asked for first.
    index("activity_sources_undetailed_idx")
      .on(t.userId, t.source, sql`(facts->>'startAt')`)
      .where(sql`origin = 'api' and detailed_at is null`),
    index("activity_sources_absorbed_idx").on(t.userId, t.absorbedId).where(sql`absorbed_id is not null`),
    check("activity_sources_one_check", sql`num_nonnulls(run_id, workout_id) = 1`),
    check("activity_sources_source_check", oneOf("source", SOURCES)),
    check("activity_sources_origin_check", oneOf("origin", ["api", "export", "file", "manual", "demo"])),
  ],
);

/** The samples of a source, one row per channel: int32 deltas, gzipped (domain/track-codec.ts). `time` is a channel of its own. */
export const tracks = app.table(
  "tracks",
  {
    userId: userId(),
    sourceId: text("source_id").notNull(),
    channel: text("channel").notNull(),
    data: bytea("data").notNull(),
  },
  (t) => [
    primaryKey({ name: "tracks_pk", columns: [t.userId, t.sourceId, t.channel] }),
    foreignKey({
      name: "tracks_source_fk",
      columns: [t.userId, t.sourceId],
      foreignColumns: [activitySources.userId, activitySources.id],
    }).onDelete("cascade"),
    check("tracks_channel_check", oneOf("channel", ["time", "pauses", ...CHANNELS])),
  ],
);
