import { sql } from "drizzle-orm";
import { check, doublePrecision, foreignKey, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { app, createdAt, instant, updatedAt, userId, version } from "./columns";
import { historyColumns, historyKeys } from "./history";
import { users } from "./users";

export const shoes = app.table(
  "shoes",
  {
    userId: userId(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    startingDistanceM: doublePrecision("starting_distance_m").notNull().default(0),
    limitM: doublePrecision("limit_m"),
    retiredAt: instant("retired_at"),
    retirementNotes: text("retirement_notes"),
    notes: text("notes"),
    version: version(),
    deletedAt: instant("deleted_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: "shoes_pk", columns: [t.userId, t.id] }),
    unique("shoes_name_key").on(t.userId, t.name),
    foreignKey({ name: "shoes_user_fk", columns: [t.userId], foreignColumns: [users.userId] }).onDelete("cascade"),
    check("shoes_id_check", sql`id ~ '^[a-z0-9]+(_[a-z0-9]+)*$'`),
    check("shoes_starting_distance_check", sql`starting_distance_m >= 0`),
    check("shoes_limit_check", sql`limit_m > 0`),
    check("shoes_version_check", sql`version >= 1`),
  ],
);

export const shoesHistory = app.table(
  "shoes_history",
  { userId: userId(), shoeId: text("shoe_id").notNull(), ...historyColumns() },
  (t) => [primaryKey({ name: "shoes_history_pk", columns: [t.userId, t.shoeId, t.version] }), ...historyKeys("shoes_history")],
);
