import { sql } from "drizzle-orm";
import { check, foreignKey, smallint, text, uuid } from "drizzle-orm/pg-core";
import { ROLES } from "../../domain/users";
import { app, bytea, createdAt, door, instant, oneOf, updatedAt, userId, version } from "./columns";

/** A person. Keyed by `user_id` like all that is theirs; e-mail, password and role live in `door.accounts`. */
export const users = app.table("users", {
  userId: uuid("user_id").primaryKey(),
  name: text("name").notNull(),
  avatarType: text("avatar_type"),
  avatar: bytea("avatar"),
  createdAt: createdAt(),
  lastSignInAt: instant("last_sign_in_at"),
});

export const settings = app.table(
  "settings",
  {
    userId: uuid("user_id").primaryKey(),
    timeZone: text("time_zone").notNull().default("UTC"),
    units: text("units").notNull().default("km"),
    firstWeekday: smallint("first_weekday").notNull().default(1),
    theme: text("theme").notNull().default("system"),
    numberFormat: text("number_format").notNull().default("en-GB"),
    auditMonths: smallint("audit_months"),
    version: version(),
    updatedAt: updatedAt(),
  },
  (t) => [
    foreignKey({ name: "settings_user_fk", columns: [t.userId], foreignColumns: [users.userId] }).onDelete("cascade"),
    check("settings_units_check", oneOf("units", ["km", "mi"])),
    check("settings_theme_check", oneOf("theme", ["light", "dark", "system"])),
    check("settings_first_weekday_check", sql`first_weekday between 0 and 6`),
    check("settings_audit_months_check", sql`audit_months between 1 and 1200`),
  ],
);

/** Who may come in: one row per person. Guests have neither e-mail nor password. */
export const accounts = door.table(
  "accounts",
  {
    userId: uuid("user_id").primaryKey(),
    email: text("email").unique("accounts_email_key"),
    passwordHash: text("password_hash"),
    role: text("role").notNull(),
    createdAt: createdAt(),
    passwordChangedAt: instant("password_changed_at"),
  },
  (t) => [
    foreignKey({ name: "accounts_user_fk", columns: [t.userId], foreignColumns: [users.userId] }).onDelete("cascade"),
    check("accounts_role_check", oneOf("role", ROLES)),
    check("accounts_email_check", sql`email = lower(email)`),
    check("accounts_guest_check", sql`(role = 'guest') = (email is null)`),
  ],
);

/** A browser that is signed in. The token's hash is the key; the row's absence or `revoked_at` ends the session at once. */
export const sessions = door.table(
  "sessions",
  {
    id: uuid("id").primaryKey(),
    tokenHash: bytea("token_hash").notNull().unique("sessions_token_hash_key"),
    userId: userId(),
    createdAt: createdAt(),
    lastUsedAt: instant("last_used_at").notNull().default(sql`now()`),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
    ip: text("ip"),
    userAgent: text("user_agent"),
  },
  (t) => [foreignKey({ name: "sessions_user_fk", columns: [t.userId], foreignColumns: [users.userId] }).onDelete("cascade")],
);

export const apiKeys = door.table(
  "api_keys",
  {
    id: uuid("id").primaryKey(),
    userId: userId(),
    name: text("name").notNull(),
    keyHash: bytea("key_hash").notNull().unique("api_keys_key_hash_key"),
    lastFour: text("last_four").notNull(),
    scopes: text("scopes").array().notNull(),
    createdAt: createdAt(),
    expiresAt: instant("expires_at"),
    lastUsedAt: instant("last_used_at"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [foreignKey({ name: "api_keys_user_fk", columns: [t.userId], foreignColumns: [users.userId] }).onDelete("cascade")],
);

/** Failed attempts within a window, by account and by address. */
export const attempts = door.table("attempts", {
  key: text("key").primaryKey(),
  windowStart: instant("window_start").notNull(),
  failures: smallint("failures").notNull(),
});
