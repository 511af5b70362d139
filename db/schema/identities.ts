import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, integer, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { bytea, createdAt, door, instant, userId } from "./columns";
import { users } from "./users";

/** Who a person is at a provider: a webhook names an athlete, a sign-in names an account, before it is known whose they are. */
export const externalIdentities = door.table(
  "external_identities",
  {
    provider: text("provider").notNull(),
    externalId: text("external_id").notNull(),
    userId: userId(),
    /** The person may sign in with it; at most one person per identity. */
    signsIn: boolean("signs_in").notNull().default(false),
    /** Name or address there, to be recognised by. */
    label: text("label"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: "external_identities_pk", columns: [t.provider, t.externalId, t.userId] }),
    uniqueIndex("external_identities_sign_in_key").on(t.provider, t.externalId).where(sql`signs_in`),
    index("external_identities_user_idx").on(t.userId),
    foreignKey({ name: "external_identities_user_fk", columns: [t.userId], foreignColumns: [users.userId] }).onDelete("cascade"),
  ],
);

/** The secret address of a person's calendar feed, by its hash. */
export const calendarFeedKeys = door.table(
  "calendar_feed_keys",
  { tokenHash: bytea("token_hash").primaryKey(), userId: userId().unique("calendar_feed_keys_user_key"), createdAt: createdAt() },
  (t) => [
    foreignKey({ name: "calendar_feed_keys_user_fk", columns: [t.userId], foreignColumns: [users.userId] }).onDelete("cascade"),
  ],
);

/** What an application may still ask a provider for, shared by all people: one row per window of its limits. */
export const providerBudgets = door.table(
  "provider_budgets",
  {
    provider: text("provider").notNull(),
    /** `overall 900` or `read 86400`: the kind of limit and the length of its window in seconds. */
    window: text("window").notNull(),
    mostRequests: integer("most_requests").notNull(),
    used: integer("used").notNull().default(0),
    resetsAt: instant("resets_at").notNull(),
  },
  (t) => [primaryKey({ name: "provider_budgets_pk", columns: [t.provider, t.window] })],
);

/** What the application itself has at a provider: the webhook subscription. */
export const providerApps = door.table("provider_apps", {
  provider: text("provider").primaryKey(),
  subscriptionId: text("subscription_id"),
  createdAt: createdAt(),
});
