import { foreignKey, primaryKey } from "drizzle-orm/pg-core";
import { app, bytea, createdAt, door, userId } from "./columns";
import { users } from "./users";

/** The secret address of a person's coding badge, sealed so that it can be shown again; looked up by its hash at the door. */
export const codingBadges = app.table(
  "coding_badges",
  { userId: userId(), sealed: bytea("sealed").notNull(), createdAt: createdAt() },
  (t) => [
    primaryKey({ name: "coding_badges_pk", columns: [t.userId] }),
    foreignKey({ name: "coding_badges_user_fk", columns: [t.userId], foreignColumns: [users.userId] }).onDelete("cascade"),
  ],
);

/** The secret address of a person's coding badge, by its hash. */
export const codingBadgeKeys = door.table(
  "coding_badge_keys",
  { tokenHash: bytea("token_hash").primaryKey(), userId: userId().unique("coding_badge_keys_user_key"), createdAt: createdAt() },
  (t) => [
    foreignKey({ name: "coding_badge_keys_user_fk", columns: [t.userId], foreignColumns: [users.userId] }).onDelete("cascade"),
  ],
);
