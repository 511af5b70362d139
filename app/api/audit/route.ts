import { readingRoute } from "@/app/_auth/route";
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

/** Rows in a transaction of their own: everybody's for the owner, one's own for all others. */
function read(actor: Actor, filter: AuditFilter, timeZone: string, counted: boolean) {
  return actor.role === "owner"
    ? asOwner(actor, (tx) => listAllActions(tx, filter, timeZone, counted))
    : asUser(actor, (tx) => listActions(tx, filter, timeZone, counted));
}

export const GET = readingRoute(listAuditSpec, async ({ actor, visitor, query: { format, ...filter } }) => {
  if (format === "csv") {
    return csvResponse("audit.csv", COLUMNS, async (next) => {
      const page = await read(actor, { ...filter, page: undefined, limit: CSV_PAGE, next }, visitor.timeZone, false);
      return { lines: page.rows.map((row) => COLUMNS.map((column) => row[column])), next: page.next };
    });
  }
  const { rows, next, total } = await read(actor, filter, visitor.timeZone, true);
  return { body: { items: rows, page: { limit: filter.limit, next, total } } };
});

export const { POST, PUT, PATCH, DELETE } = refused("GET");
