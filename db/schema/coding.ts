import { sql } from "drizzle-orm";
import { bigint, boolean, check, date, foreignKey, index, integer, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { CODING_SOURCES, SOURCE_RULES, STATS_TYPES } from "../../domain/coding";
import { app, createdAt, instant, oneOf, updatedAt, userId } from "./columns";
import { users } from "./users";

/** Microseconds: of an instant since 1970 (below 2^53 until the year 2255), or of time spent. */
const microseconds = (name: string) => bigint(name, { mode: "number" });

/** The first eight bytes of a hash; beyond what a number holds exactly. */
const hash = (name: string) => bigint(name, { mode: "bigint" });

/** What editors told, as they told it. The key is the instant and a hash of what makes two of one instant differ. */
export const heartbeats = app.table(
  "heartbeats",
  {
    userId: userId(),
    atUs: microseconds("at_us").notNull(),
    /** Hash of entity, type, category, project, branch, language and is_write as they came: a retry meets itself. */
    key: hash("key").notNull(),
    comboId: hash("combo_id").notNull(),
    entity: text("entity").notNull(),
    type: text("type").notNull(),
    isWrite: boolean("is_write").notNull().default(false),
    userAgentId: hash("user_agent_id"),
    machineId: hash("machine_id"),
    lines: integer("lines"),
    lineNumber: integer("line_number"),
    cursorPosition: integer("cursor_position"),
    dependencies: text("dependencies").array(),
    /** The rarer fields under the names they came with: line changes, tokens, sessions, roots. */
    more: jsonb("more").$type<Record<string, string | number | boolean>>(),
    /** The import that brought it; null from an editor. */
    importId: uuid("import_id"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: "heartbeats_pk", columns: [t.userId, t.atUs, t.key] }),
    foreignKey({ name: "heartbeats_user_fk", columns: [t.userId], foreignColumns: [users.userId] }).onDelete("cascade"),
    index("heartbeats_import_idx").on(t.userId, t.importId).where(sql`import_id is not null`),
    check("heartbeats_at_check", sql`at_us between 0 and 9007199254740991`),
  ],
);

/** One combination of everything that time is told apart by. Null: the source does not tell; empty: it tells that there is none. */
export const codingCombos = app.table(
  "coding_combos",
  {
    userId: userId(),
    /** Hash of the other columns. */
    id: hash("id").notNull(),
    project: text("project"),
    branch: text("branch"),
    language: text("language"),
    editor: text("editor"),
    operatingSystem: text("operating_system"),
    machine: text("machine"),
    category: text("category"),
    /** The AI agent that worked, empty by hand. */
    agent: text("agent"),
    model: text("model"),
  },
  (t) => [
    primaryKey({ name: "coding_combos_pk", columns: [t.userId, t.id] }),
    foreignKey({ name: "coding_combos_user_fk", columns: [t.userId], foreignColumns: [users.userId] }).onDelete("cascade"),
  ],
);

/** A day as one source tells it. Where several tell of a day, one counts. */
export const codingDays = app.table(
  "coding_days",
  {
    userId: userId(),
    date: date("date", { mode: "string" }).notNull(),
    source: text("source").notNull(),
    totalUs: microseconds("total_us").notNull().default(0),
    /** Whether this source is the one that counts for the day. */
    counts: boolean("counts").notNull().default(true),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: "coding_days_pk", columns: [t.userId, t.date, t.source] }),
    foreignKey({ name: "coding_days_user_fk", columns: [t.userId], foreignColumns: [users.userId] }).onDelete("cascade"),
    check("coding_days_source_check", oneOf("source", CODING_SOURCES)),
    check("coding_days_total_check", sql`total_us >= 0`),
  ],
);

/** The time of a day by combination. */
export const codingSlices = app.table(
  "coding_slices",
  {
    userId: userId(),
    date: date("date", { mode: "string" }).notNull(),
    source: text("source").notNull(),
    comboId: hash("combo_id").notNull(),
    us: microseconds("us").notNull(),
    /** Heartbeats of this combination in the day; 0 of sources that tell totals. */
    heartbeats: integer("heartbeats").notNull().default(0),
    /** The last of them. */
    lastUs: microseconds("last_us"),
  },
  (t) => [
    primaryKey({ name: "coding_slices_pk", columns: [t.userId, t.date, t.source, t.comboId] }),
    foreignKey({
      name: "coding_slices_day_fk",
      columns: [t.userId, t.date, t.source],
      foreignColumns: [codingDays.userId, codingDays.date, codingDays.source],
    }).onDelete("cascade"),
    foreignKey({
      name: "coding_slices_combo_fk",
      columns: [t.userId, t.comboId],
      foreignColumns: [codingCombos.userId, codingCombos.id],
    }),
  ],
);

/** The rule that a person's days are made by: what is in force, and what was asked for and waits for the recount. */
export const codingSettings = app.table(
  "coding_settings",
  {
    userId: userId(),
    timeoutS: integer("timeout_s").notNull().default(900),
    timeZone: text("time_zone").notNull(),
    sourceRule: text("source_rule").notNull().default("most"),
    wantedTimeoutS: integer("wanted_timeout_s"),
    wantedTimeZone: text("wanted_time_zone"),
    /** Set while a recount is asked for. */
    recountDueAt: instant("recount_due_at"),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: "coding_settings_pk", columns: [t.userId] }),
    foreignKey({ name: "coding_settings_user_fk", columns: [t.userId], foreignColumns: [users.userId] }).onDelete("cascade"),
    check("coding_settings_timeout_check", sql`timeout_s between 60 and 14400`),
    check("coding_settings_wanted_check", sql`wanted_timeout_s between 60 and 14400`),
    check("coding_settings_rule_check", oneOf("source_rule", SOURCE_RULES)),
  ],
);

/** Editors and plugins as they name themselves. */
export const codingUserAgents = app.table(
  "coding_user_agents",
  {
    userId: userId(),
    /** Hash of the value. */
    id: hash("id").notNull(),
    value: text("value").notNull(),
    firstSeenAt: instant("first_seen_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
  },
  (t) => [
    primaryKey({ name: "coding_user_agents_pk", columns: [t.userId, t.id] }),
    foreignKey({ name: "coding_user_agents_user_fk", columns: [t.userId], foreignColumns: [users.userId] }).onDelete("cascade"),
  ],
);

/** Machines that heartbeats came from. */
export const codingMachines = app.table(
  "coding_machines",
  {
    userId: userId(),
    /** Hash of the name. */
    id: hash("id").notNull(),
    name: text("name").notNull(),
    timeZone: text("time_zone"),
    firstSeenAt: instant("first_seen_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
  },
  (t) => [
    primaryKey({ name: "coding_machines_pk", columns: [t.userId, t.id] }),
    foreignKey({ name: "coding_machines_user_fk", columns: [t.userId], foreignColumns: [users.userId] }).onDelete("cascade"),
  ],
);

/** Statistics as WakaTime told them last, in its own words. */
export const wakatimeStats = app.table(
  "wakatime_stats",
  {
    userId: userId(),
    statsType: text("stats_type").notNull(),
    data: jsonb("data").$type<Record<string, unknown>>().notNull(),
    fetchedAt: instant("fetched_at").notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ name: "wakatime_stats_pk", columns: [t.userId, t.statsType] }),
    foreignKey({ name: "wakatime_stats_user_fk", columns: [t.userId], foreignColumns: [users.userId] }).onDelete("cascade"),
    check("wakatime_stats_type_check", oneOf("stats_type", STATS_TYPES)),
  ],
);
