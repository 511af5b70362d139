import { sql } from "drizzle-orm";
import { check, date, foreignKey, index, jsonb, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { SNAPSHOT_KINDS, type SnapshotData } from "../../domain/snapshots";
import { app, instant, oneOf, userId } from "./columns";
import { users } from "./users";

/** The state at a moment. It never changes; its name may. */
export const snapshots = app.table(
  "snapshots",
  {
    userId: userId(),
    id: uuid("id").notNull(),
    name: text("name").notNull(),
    kind: text("kind").notNull(),
    takenAt: instant("taken_at").notNull(),
    /** The day in the person's zone. */
    takenOn: date("taken_on", { mode: "string" }).notNull(),
    data: jsonb("data").$type<SnapshotData>().notNull(),
    deletedAt: instant("deleted_at"),
  },
  (t) => [
    primaryKey({ name: "snapshots_pk", columns: [t.userId, t.id] }),
    foreignKey({ name: "snapshots_user_fk", columns: [t.userId], foreignColumns: [users.userId] }).onDelete("cascade"),
    index("snapshots_taken_idx").on(t.userId, t.takenAt, t.id),
    uniqueIndex("snapshots_night_idx").on(t.userId, t.takenOn).where(sql`kind = 'nightly'`),
    check("snapshots_kind_check", oneOf("kind", SNAPSHOT_KINDS)),
  ],
);
