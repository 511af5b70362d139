import { check, integer, jsonb, text, uuid } from "drizzle-orm/pg-core";
import { CHANGE_TYPES } from "../../domain/runs";
import { instant, oneOf } from "./columns";

/** What every history table keeps of a version: the whole row as it became, what changed, who, when, why. */
export const historyColumns = () => ({
  version: integer("version").notNull(),
  changeType: text("change_type").notNull(),
  changedFields: text("changed_fields").array().notNull(),
  data: jsonb("data").$type<Record<string, unknown>>().notNull(),
  /** `user`, `import`, `sync` or `job`: whose hand it was. */
  actor: text("actor").notNull(),
  reason: text("reason"),
  requestId: uuid("request_id"),
  at: instant("at").notNull(),
});

export const historyKeys = (table: string) => [
  check(`${table}_change_type_check`, oneOf("change_type", CHANGE_TYPES)),
  check(`${table}_actor_check`, oneOf("actor", ["user", "import", "sync", "job"])),
];
