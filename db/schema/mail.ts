import { check, foreignKey, primaryKey, text } from "drizzle-orm/pg-core";
import { app, createdAt, oneOf, userId } from "./columns";
import { users } from "./users";

/** What a person wants by e-mail. No row: they did not ask for it. */
export const mailSubscriptions = app.table(
  "mail_subscriptions",
  { userId: userId(), kind: text("kind").notNull(), createdAt: createdAt() },
  (t) => [
    primaryKey({ name: "mail_subscriptions_pk", columns: [t.userId, t.kind] }),
    foreignKey({ name: "mail_subscriptions_user_fk", columns: [t.userId], foreignColumns: [users.userId] }).onDelete("cascade"),
    check("mail_subscriptions_kind_check", oneOf("kind", ["weekly"])),
  ],
);
