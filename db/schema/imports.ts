import { sql } from "drizzle-orm";
import { bigint, check, foreignKey, index, integer, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { IMPORT_RESULTS, IMPORT_STATES } from "../../domain/imports";
import { app, createdAt, instant, oneOf, userId } from "./columns";
import { users } from "./users";

/** A file as it was uploaded: name as the person knows it, where it lies under the data folder. */
export type ImportFile = { name: string; path: string; bytes: number };

export const imports = app.table(
  "imports",
  {
    userId: userId(),
    id: uuid("id").notNull(),
    state: text("state").notNull().default("queued"),
    files: jsonb("files").$type<ImportFile[]>().notNull(),
    done: integer("done").notNull().default(0),
    total: integer("total"),
    /** Why the whole import failed, in words. */
    error: text("error"),
    /** Who works on it until when; a lease that ran out is free for the next worker. */
    leaseUntil: instant("lease_until"),
    attempts: integer("attempts").notNull().default(0),
    requestId: uuid("request_id"),
    createdAt: createdAt(),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
    undoneAt: instant("undone_at"),
  },
  (t) => [
    primaryKey({ name: "imports_pk", columns: [t.userId, t.id] }),
    foreignKey({ name: "imports_user_fk", columns: [t.userId], foreignColumns: [users.userId] }).onDelete("cascade"),
    index("imports_created_idx").on(t.userId, t.createdAt),
    check("imports_state_check", oneOf("state", IMPORT_STATES)),
  ],
);

/** What became of one file, archive entry or row. `seq` counts them in their order, so that a resumed job goes on where it was. */
export const importItems = app.table(
  "import_items",
  {
    userId: userId(),
    importId: uuid("import_id").notNull(),
    seq: bigint("seq", { mode: "number" }).notNull(),
    file: text("file").notNull(),
    entry: text("entry"),
    row: integer("row"),
    result: text("result").notNull(),
    reason: text("reason"),
    runId: text("run_id"),
    workoutId: text("workout_id"),
    strengthWorkoutId: text("strength_workout_id"),
    /** Sources that an earlier import had brought and that came again: they stay when that one is undone. */
    sourceIds: text("source_ids").array(),
  },
  (t) => [
    primaryKey({ name: "import_items_pk", columns: [t.userId, t.importId, t.seq] }),
    foreignKey({
      name: "import_items_import_fk",
      columns: [t.userId, t.importId],
      foreignColumns: [imports.userId, imports.id],
    }).onDelete("cascade"),
    index("import_items_strength_idx").on(t.userId, t.strengthWorkoutId).where(sql`strength_workout_id is not null`),
    check("import_items_result_check", oneOf("result", IMPORT_RESULTS)),
  ],
);
