import { sql } from "drizzle-orm";
import { bigint, boolean, check, foreignKey, index, integer, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { CONNECTION_STATES, KEEP_POLICIES, PROVIDERS } from "../../domain/connections";
import { SYNC_ITEM_KINDS, SYNC_STATES, SYNC_TRIGGERS } from "../../domain/syncs";
import { app, bytea, createdAt, instant, oneOf, updatedAt, userId } from "./columns";
import { users } from "./users";

/** One row per connected service. What opens it is in `provider_tokens`; nothing secret is here. */
export const integrations = app.table(
  "integrations",
  {
    userId: userId(),
    provider: text("provider").notNull(),
    state: text("state").notNull().default("ok"),
    /** Why it is not `ok`, in words for the person. */
    reason: text("reason"),
    /** What the person granted, in the provider's own words. */
    scopes: text("scopes").array().notNull().default([]),
    /** Who they are there: athlete, account or user id. */
    externalId: text("external_id"),
    externalName: text("external_name"),
    /** Server of a compatible service; null for the provider's own. */
    serverAddress: text("server_address"),
    policy: text("policy").notNull().default("keep"),
    policyDays: integer("policy_days"),
    /** What a provider needs to remember of a connection: a calendar made, a subscription. */
    memory: jsonb("memory").$type<Record<string, unknown>>().notNull().default({}),
    connectedAt: instant("connected_at").notNull().default(sql`now()`),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: "integrations_pk", columns: [t.userId, t.provider] }),
    foreignKey({ name: "integrations_user_fk", columns: [t.userId], foreignColumns: [users.userId] }).onDelete("cascade"),
    check("integrations_provider_check", oneOf("provider", PROVIDERS)),
    check("integrations_state_check", oneOf("state", CONNECTION_STATES)),
    check("integrations_policy_check", oneOf("policy", KEEP_POLICIES)),
    check(
      "integrations_days_check",
      sql`(policy = 'keep_days') = (policy_days is not null) and (policy_days is null or policy_days between 1 and 3650)`,
    ),
  ],
);

/** The secrets of a connection, sealed (lib/seal.ts) with the key, user, provider and generation bound in. */
export const providerTokens = app.table(
  "provider_tokens",
  {
    userId: userId(),
    provider: text("provider").notNull(),
    /** A sealed JSON of `{accessToken, refreshToken}` or `{apiKey}`. */
    sealed: bytea("sealed").notNull(),
    tokenType: text("token_type"),
    expiresAt: instant("expires_at"),
    /** Rises with every new set of tokens, so that of many who find one expired exactly one replaces it. */
    generation: integer("generation").notNull().default(1),
    /** Who is exchanging the refresh token until when. */
    refreshId: uuid("refresh_id"),
    refreshUntil: instant("refresh_until"),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: "provider_tokens_pk", columns: [t.userId, t.provider] }),
    foreignKey({
      name: "provider_tokens_integration_fk",
      columns: [t.userId, t.provider],
      foreignColumns: [integrations.userId, integrations.provider],
    }).onDelete("cascade"),
  ],
);

/** How far a connection is in step, when it is due, and who works on it: the queue of syncs is this table. */
export const syncMetadata = app.table(
  "sync_metadata",
  {
    userId: userId(),
    provider: text("provider").notNull(),
    lastSyncedAt: instant("last_synced_at"),
    /** Where the next incremental sync begins, and where one under way goes on; the provider's own business. */
    cursor: jsonb("cursor").$type<Record<string, unknown>>().notNull().default({}),
    /** Everything is asked for anew by the next sync. */
    fullSync: boolean("full_sync").notNull().default(true),
    dueAt: instant("due_at"),
    /** Who or what asked for the sync that is due, where it was not the clock. */
    askedBy: text("asked_by"),
    /** Hints make it due no earlier: those before proved to be nothing, or the provider gives nothing now. */
    hintsFrom: instant("hints_from"),
    leaseUntil: instant("lease_until"),
    leaseId: uuid("lease_id"),
    /** Since when the sync that holds the lease does only what can wait, and gives way to one that somebody asks for. */
    yieldsAt: instant("yields_at"),
    /** Failures in a row. */
    attempts: integer("attempts").notNull().default(0),
    /** The provider's limits allow nothing before. */
    resumesAt: instant("resumes_at"),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: "sync_metadata_pk", columns: [t.userId, t.provider] }),
    foreignKey({
      name: "sync_metadata_integration_fk",
      columns: [t.userId, t.provider],
      foreignColumns: [integrations.userId, integrations.provider],
    }).onDelete("cascade"),
    check("sync_metadata_asked_by_check", oneOf("asked_by", SYNC_TRIGGERS)),
  ],
);

/** The log of syncs: one row each, also of those that broke off. */
export const syncRuns = app.table(
  "sync_runs",
  {
    userId: userId(),
    id: uuid("id").notNull(),
    provider: text("provider").notNull(),
    trigger: text("trigger").notNull(),
    fullSync: boolean("full_sync").notNull(),
    state: text("state").notNull().default("running"),
    asked: integer("asked").notNull().default(0),
    fetched: integer("fetched").notNull().default(0),
    inserted: integer("inserted").notNull().default(0),
    updated: integer("updated").notNull().default(0),
    unchanged: integer("unchanged").notNull().default(0),
    deleted: integer("deleted").notNull().default(0),
    failed: integer("failed").notNull().default(0),
    reason: text("reason"),
    requestId: uuid("request_id"),
    startedAt: instant("started_at").notNull().default(sql`now()`),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    primaryKey({ name: "sync_runs_pk", columns: [t.userId, t.id] }),
    foreignKey({ name: "sync_runs_user_fk", columns: [t.userId], foreignColumns: [users.userId] }).onDelete("cascade"),
    index("sync_runs_started_idx").on(t.userId, t.provider, t.startedAt),
    check("sync_runs_provider_check", oneOf("provider", PROVIDERS)),
    check("sync_runs_state_check", oneOf("state", SYNC_STATES)),
    check("sync_runs_trigger_check", oneOf("trigger", SYNC_TRIGGERS)),
  ],
);

/**
 * Single things of a provider that need looking at: hints of webhooks, and what failed and waits for another try or, given up,
 * for the person's (`dead_at`).
 */
export const syncItems = app.table(
  "sync_items",
  {
    userId: userId(),
    provider: text("provider").notNull(),
    kind: text("kind").notNull(),
    itemId: text("item_id").notNull(),
    /** What the hint or the failed item said. */
    payload: jsonb("payload").$type<Record<string, unknown>>().notNull().default({}),
    reason: text("reason"),
    attempts: integer("attempts").notNull().default(0),
    /** How often it was hinted at; a hint that comes while it is being worked on counts up, and it stays. */
    seen: bigint("seen", { mode: "number" }).notNull().default(1),
    nextTryAt: instant("next_try_at").notNull().default(sql`now()`),
    deadAt: instant("dead_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: "sync_items_pk", columns: [t.userId, t.provider, t.kind, t.itemId] }),
    foreignKey({
      name: "sync_items_integration_fk",
      columns: [t.userId, t.provider],
      foreignColumns: [integrations.userId, integrations.provider],
    }).onDelete("cascade"),
    check("sync_items_kind_check", oneOf("kind", SYNC_ITEM_KINDS)),
  ],
);
