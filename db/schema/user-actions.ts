import { check, index, jsonb, primaryKey, real, smallint, text, uuid } from "drizzle-orm/pg-core";
import { app, inet, instant, oneOf, userId } from "./columns";

/**
 * The audit log: append-only by grants, monthly partitions by `at`. Rows of nobody (a refused sign-in) carry the nil UUID,
 * hence no foreign key; an account's rows go with the account.
 */
export const userActions = app.table(
  "user_actions",
  {
    userId: userId(),
    id: uuid("id").notNull(),
    at: instant("at").notNull(),
    role: text("role"),
    action: text("action").notNull(),
    resource: text("resource"),
    resourceId: text("resource_id"),
    outcome: text("outcome").notNull(),
    ip: inet("ip"),
    userAgent: text("user_agent"),
    requestId: uuid("request_id"),
    input: jsonb("input").$type<Record<string, unknown>>(),
    status: smallint("status"),
    error: text("error"),
    durationMs: real("duration_ms"),
  },
  (t) => [
    primaryKey({ name: "user_actions_pk", columns: [t.userId, t.at, t.id] }),
    index("user_actions_at_idx").on(t.at),
    check("user_actions_outcome_check", oneOf("outcome", ["success", "refused", "failed"])),
  ],
);
