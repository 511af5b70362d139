import { sql } from "drizzle-orm";
import { check, date, doublePrecision, foreignKey, index, integer, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { SPORTS } from "../../domain/activity";
import { SOURCES } from "../../domain/runs";
import { WORKOUT_STATUSES } from "../../domain/workouts";
import { app, createdAt, instant, oneOf, updatedAt, userId, version } from "./columns";
import { historyColumns, historyKeys } from "./history";
import { users } from "./users";

/** Rides and every other sport that is not running. */
export const workouts = app.table(
  "workouts",
  {
    userId: userId(),
    id: text("id").notNull(),
    sport: text("sport").notNull(),
    rawSport: text("raw_sport"),
    title: text("title").notNull(),
    description: text("description"),
    status: text("status").notNull(),
    startAt: instant("start_at").notNull(),
    startPrecision: text("start_precision").notNull().default("second"),
    endAt: instant("end_at"),
    timeZone: text("time_zone").notNull(),
    localDate: date("local_date", { mode: "string" }).notNull(),
    durationS: doublePrecision("duration_s").notNull(),
    elapsedS: doublePrecision("elapsed_s").notNull(),
    movingS: doublePrecision("moving_s"),
    distanceM: doublePrecision("distance_m"),
    elevationGainM: doublePrecision("elevation_gain_m"),
    averagePowerW: doublePrecision("average_power_w"),
    maxPowerW: doublePrecision("max_power_w"),
    normalizedPowerW: doublePrecision("normalized_power_w"),
    averageCadenceRpm: doublePrecision("average_cadence_rpm"),
    maxCadenceRpm: doublePrecision("max_cadence_rpm"),
    averageHeartRateBpm: doublePrecision("average_heart_rate_bpm"),
    maxHeartRateBpm: doublePrecision("max_heart_rate_bpm"),
    energyKj: doublePrecision("energy_kj"),
    sampleCount: integer("sample_count").notNull().default(0),
    source: text("source").notNull(),
    version: version(),
    editedFields: text("edited_fields").array().notNull().default(sql`'{}'`),
    provider: jsonb("provider").$type<Record<string, unknown>>().notNull().default({}),
    importId: uuid("import_id"),
    undoneImportId: uuid("undone_import_id"),
    deletedAt: instant("deleted_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: "workouts_pk", columns: [t.userId, t.id] }),
    foreignKey({ name: "workouts_user_fk", columns: [t.userId], foreignColumns: [users.userId] }).onDelete("cascade"),
    index("workouts_start_idx").on(t.userId, t.startAt, t.id).where(sql`deleted_at is null`),
    check("workouts_sport_check", oneOf("sport", SPORTS)),
    check("workouts_status_check", oneOf("status", WORKOUT_STATUSES)),
    check("workouts_source_check", oneOf("source", SOURCES)),
    check("workouts_start_precision_check", oneOf("start_precision", ["second", "day"])),
    check("workouts_duration_check", sql`duration_s >= 0 and elapsed_s >= 0`),
    check("workouts_version_check", sql`version >= 1`),
  ],
);

export const workoutsHistory = app.table(
  "workouts_history",
  { userId: userId(), workoutId: text("workout_id").notNull(), ...historyColumns() },
  (t) => [
    primaryKey({ name: "workouts_history_pk", columns: [t.userId, t.workoutId, t.version] }),
    ...historyKeys("workouts_history"),
  ],
);

/** Functional threshold power, valid from a day on. */
export const ftpHistory = app.table(
  "ftp_history",
  {
    userId: userId(),
    validFrom: date("valid_from", { mode: "string" }).notNull(),
    ftpW: doublePrecision("ftp_w").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: "ftp_history_pk", columns: [t.userId, t.validFrom] }),
    foreignKey({ name: "ftp_history_user_fk", columns: [t.userId], foreignColumns: [users.userId] }).onDelete("cascade"),
    check("ftp_history_ftp_check", sql`ftp_w between 30 and 600`),
  ],
);

/** Heart-rate figures and the lower bounds of zones 1 to n, valid from a day on. */
export const heartRateZones = app.table(
  "heart_rate_zones",
  {
    userId: userId(),
    validFrom: date("valid_from", { mode: "string" }).notNull(),
    maxBpm: integer("max_bpm"),
    restingBpm: integer("resting_bpm"),
    thresholdBpm: integer("threshold_bpm"),
    lowerBoundsBpm: integer("lower_bounds_bpm").array().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: "heart_rate_zones_pk", columns: [t.userId, t.validFrom] }),
    foreignKey({ name: "heart_rate_zones_user_fk", columns: [t.userId], foreignColumns: [users.userId] }).onDelete("cascade"),
  ],
);
