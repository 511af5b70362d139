import type { Settings, SettingsChanges } from "@/domain/settings";
import { Failure, notFound, staleVersion } from "@/lib/errors";
import type { Tx } from "./client";
import { askForRecount } from "./coding-settings";
import { recountTaskDays } from "./task-days";

/** The user's settings and name. */
export async function getSettings(tx: Tx): Promise<Settings> {
  const [row] = await tx.query<Settings>(
    `select u.name, t.time_zone as "timeZone", t.units, t.first_weekday as "firstWeekday", t.theme, t.number_format as "numberFormat",
        t.audit_months as "auditMonths", t.version
      from app.settings t join app.users u on u.user_id = t.user_id where t.user_id = $1`,
    [tx.userId],
  );
  if (!row) throw notFound("account");
  return row;
}

const COLUMN_OF = {
  timeZone: "time_zone",
  units: "units",
  firstWeekday: "first_weekday",
  theme: "theme",
  numberFormat: "number_format",
  auditMonths: "audit_months",
} as const satisfies Record<Exclude<keyof SettingsChanges, "name">, string>;

/**
 * Changes settings; absent fields stay as they are, values that are there already change nothing.
 * @throws Failure "conflict" (stale version, with the settings as they are) | "forbidden" (what only the owner may set)
 */
export async function updateSettings(tx: Tx, changes: SettingsChanges, version?: number): Promise<Settings> {
  await tx.query("select from app.settings where user_id = $1 for update", [tx.userId]);
  const settings = await getSettings(tx);
  if (version !== undefined && version !== settings.version) throw staleVersion("account", settings);
  if (changes.auditMonths !== undefined && changes.auditMonths !== settings.auditMonths && tx.actor.role !== "owner") {
    throw new Failure("forbidden", "Only the owner of this Almanac decides how long the audit log is kept.");
  }
  const fields = (Object.keys(COLUMN_OF) as (keyof typeof COLUMN_OF)[]).filter(
    (field) => changes[field] !== undefined && changes[field] !== settings[field],
  );
  const renamed = changes.name !== undefined && changes.name !== settings.name;
  if (fields.length === 0 && !renamed) return settings;
  if (renamed) await tx.query("update app.users set name = $2 where user_id = $1", [tx.userId, changes.name]);
  const sets = fields.map((field, index) => `${COLUMN_OF[field]} = $${index + 2}`);
  await tx.query(
    `update app.settings set ${[...sets, "version = version + 1", "updated_at = now()"].join(", ")} where user_id = $1`,
    [tx.userId, ...fields.map((field) => changes[field])],
  );
  // Coding days are cut at the midnights of one's zone, and tasks count on its days.
  if (changes.timeZone !== undefined && fields.includes("timeZone")) {
    await askForRecount(tx, { timeZone: changes.timeZone });
    await recountTaskDays(tx, changes.timeZone);
  }
  return getSettings(tx);
}
