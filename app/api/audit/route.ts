import { route } from "@/app/_auth/route";
import { listAuditSpec } from "@/app/api/_spec/audit";
import { CSV_PAGE, csvResponse } from "@/app/api/_spec/csv-stream";
import { refused } from "@/app/api/_spec/refused";
import { listActions, listAllActions } from "@/db/audit";
import { type Actor, asOwner, asUser } from "@/db/client";
import type { AuditEntry, AuditFilter } from "@/domain/audit";

const COLUMNS = [
  "at",
  "userId",
  "role",
  "action",
  "resource",
  "resourceId",
  "outcome",
  "status",
  "error",
  "ip",
  "userAgent",
  "requestId",
  "input",
  "durationMs",
] as const satisfies readonly (keyof AuditEntry)[];

/** Rows for the file, in a transaction of their own: everybody's for the owner, one's own for all others. */
function read(actor: Actor, filter: AuditFilter, timeZone: string) {
  return actor.role === "owner"
    ? asOwner(actor, (tx) => listAllActions(tx, filter, timeZone, false))
    : asUser(actor, (tx) => listActions(tx, filter, timeZone, false));
}

export const GET = route(listAuditSpec, async ({ tx, actor, visitor, query: { format, ...filter } }) => {
  if (format === "csv") {
    return csvResponse("audit.csv", COLUMNS, async (next) => {
      const page = await read(actor, { ...filter, page: undefined, limit: CSV_PAGE, next }, visitor.timeZone);
      return { lines: page.rows.map((row) => COLUMNS.map((column) => row[column])), next: page.next };
    });
  }
  const { rows, next, total } =
    actor.role === "owner"
      ? await asOwner(actor, (everybody) => listAllActions(everybody, filter, visitor.timeZone))
      : await listActions(tx, filter, visitor.timeZone);
  return { body: { items: rows, page: { limit: filter.limit, next, total } } };
});

export const { POST, PUT, PATCH, DELETE } = refused("GET");
