import type { AuditEntry, AuditFilter } from "@/domain/audit";
import { addDays, startOfDay } from "@/domain/time-zones";
import { NOBODY } from "@/domain/users";
import type { SystemTx, Tx } from "./client";
import { Conditions } from "./conditions";
import { byInstant, paged, pageOf } from "./ordering";

/** One row of the audit log. */
export type ActionRow = AuditEntry;

/** A page of the log; `total` counts all that the filter means, null where that is more than is worth counting. */
export type ActionPage = { rows: ActionRow[]; next: string | null; total: number | null };

/** Counting goes no further than this. */
const MOST_COUNTED = 100_000;

const COLUMNS = `a.id::text as id, nullif(a.user_id, '${NOBODY}'::uuid) as "userId", a.at, a.role, a.action, a.resource,
  a.resource_id as "resourceId", a.outcome, host(a.ip) as ip, a.user_agent as "userAgent", a.request_id as "requestId", a.input,
  a.status, a.error, a.duration_ms as "durationMs"`;

type Query = <Row extends object>(text: string, values: readonly unknown[]) => Promise<Row[]>;

async function list(query: Query, conditions: () => Conditions, filter: AuditFilter, count: boolean): Promise<ActionPage> {
  const order = byInstant("a.at");
  const chosen = conditions();
  const rest = paged(chosen, order, { ...filter, sort: "at", order: "desc" }, "a.id::text");
  const rows = await query<ActionRow & { cursorValue: string }>(
    `select ${COLUMNS}, ${order.kept} as "cursorValue" from app.user_actions a ${rest}`,
    chosen.values,
  );
  const page = pageOf<ActionRow>(rows, { ...filter, sort: "at", order: "desc" });
  if (!count) return { ...page, total: null };
  const all = conditions();
  const [counted] = await query<{ total: number }>(
    `select count(*) as total from (select from app.user_actions a where ${all.where} limit ${MOST_COUNTED + 1}) x`,
    all.values,
  );
  const total = counted?.total ?? 0;
  return { ...page, total: total > MOST_COUNTED ? null : total };
}

/** The instant after a day; none after the last one that can be written down. */
function endOf(day: string | undefined, timeZone: string): Date | undefined {
  return day === undefined || day === "9999-12-31" ? undefined : startOfDay(addDays(day, 1), timeZone);
}

function narrowed(conditions: Conditions, filter: AuditFilter, timeZone: string): Conditions {
  return conditions
    .with(filter.from && startOfDay(filter.from, timeZone), (from) => `a.at >= ${from}::timestamptz`)
    .with(endOf(filter.to, timeZone), (to) => `a.at < ${to}::timestamptz`)
    .with(filter.action, (action) => `(a.action = ${action} or starts_with(a.action, ${action} || '.'))`)
    .with(filter.outcome, (outcome) => `a.outcome = ${outcome}`)
    .with(filter.user, (user) => `a.user_id = ${user}::uuid`);
}

/**
 * The user's own rows of the audit log, newest first. Days of the filter are those of `timeZone`; another user's id finds nothing.
 * `count` false leaves the total out. @throws Failure "invalid" for a cursor of another list
 */
export function listActions(tx: Tx, filter: AuditFilter, timeZone: string, count = true): Promise<ActionPage> {
  return list(tx.query, () => narrowed(new Conditions(tx.userId, "a"), filter, timeZone), filter, count);
}

/** Everybody's rows and nobody's, newest first, in a transaction of `asOwner`. @throws Failure "invalid" for a cursor of another list */
export function listAllActions(tx: SystemTx, filter: AuditFilter, timeZone: string, count = true): Promise<ActionPage> {
  return list(tx.query, () => narrowed(new Conditions(null, "a"), filter, timeZone), filter, count);
}
