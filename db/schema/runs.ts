import { sql } from "drizzle-orm";
import { check, date, doublePrecision, foreignKey, index, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { RUN_TYPES, SOURCES } from "../../domain/runs";
import { app, createdAt, instant, oneOf, updatedAt, userId, version } from "./columns";
import { historyColumns, historyKeys } from "./history";
import { shoes } from "./shoes";
import { users } from "./users";

export const runs = app.table(
  "runs",
  {
    userId: userId(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    type: text("type").notNull(),
    startAt: instant("start_at").notNull(),
    startPrecision: text("start_precision").notNull().default("second"),
    timeZone: text("time_zone").notNull(),
    localDate: date("local_date", { mode: "string" }).notNull(),
    distanceM: doublePrecision("distance_m").notNull(),
    durationS: doublePrecision("duration_s").notNull(),
    elapsedS: doublePrecision("elapsed_s").notNull(),
    movingS: doublePrecision("moving_s"),
    averageHeartRateBpm: doublePrecision("average_heart_rate_bpm"),
    maxHeartRateBpm: doublePrecision("max_heart_rate_bpm"),
    averageCadenceSpm: doublePrecision("average_cadence_spm"),
    elevationGainM: doublePrecision("elevation_gain_m"),
    source: text("source").notNull(),
    shoeId: text("shoe_id"),
    notes: text("notes"),
    version: version(),
    /** Names of fields that a person has set; no import or sync writes those. */
    editedFields: text("edited_fields").array().notNull().default(sql`'{}'`),
    /** What the sources say of edited fields, so that both values can be shown. */
    provider: jsonb("provider").$type<Record<string, unknown>>().notNull().default({}),
    /** The import that made it; its undo takes it away. */
    importId: uuid("import_id"),
    /** Set with `deleted_at` when an import's undo took the run away: a later import of the same source may bring it back. */
    undoneImportId: uuid("undone_import_id"),
    deletedAt: instant("deleted_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: "runs_pk", columns: [t.userId, t.id] }),
    foreignKey({ name: "runs_user_fk", columns: [t.userId], foreignColumns: [users.userId] }).onDelete("cascade"),
    foreignKey({ name: "runs_shoe_fk", columns: [t.userId, t.shoeId], foreignColumns: [shoes.userId, shoes.id] }),
    index("runs_start_idx").on(t.userId, t.startAt, t.id).where(sql`deleted_at is null`),
    check("runs_type_check", oneOf("type", RUN_TYPES)),
    check("runs_source_check", oneOf("source", SOURCES)),
    check("runs_start_precision_check", oneOf("start_precision", ["second", "day"])),
    check("runs_distance_check", sql`distance_m >= 0 and distance_m < 10000000`),
    check("runs_duration_check", sql`duration_s >= 0 and elapsed_s >= 0`),
    check("runs_heart_rate_check", sql`average_heart_rate_bpm between 20 and 260`),
    check("runs_version_check", sql`version >= 1`),
  ],
);

export const runsHistory = app.table(
  "runs_history",
  { userId: userId(), runId: text("run_id").notNull(), ...historyColumns() },
  (t) => [primaryKey({ name: "runs_history_pk", columns: [t.userId, t.runId, t.version] }), ...historyKeys("runs_history")],
);

/** Fastest elapsed time of a run over a distance (METRICS, running). */
export const bestEfforts = app.table(
  "best_efforts",
  {
    userId: userId(),
    runId: text("run_id").notNull(),
    distanceM: doublePrecision("distance_m").notNull(),
    durationS: doublePrecision("duration_s").notNull(),
    startOffsetS: doublePrecision("start_offset_s").notNull(),
  },
  (t) => [
    primaryKey({ name: "best_efforts_pk", columns: [t.userId, t.runId, t.distanceM] }),
    foreignKey({ name: "best_efforts_run_fk", columns: [t.userId, t.runId], foreignColumns: [runs.userId, runs.id] }).onDelete(
      "cascade",
    ),
    index("best_efforts_distance_idx").on(t.userId, t.distanceM, t.durationS),
  ],
);
