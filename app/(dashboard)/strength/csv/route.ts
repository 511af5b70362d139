import type { NextRequest } from "next/server";
import { asUser } from "@/db/client";
import { listStrengthWorkouts } from "@/db/strength-list";
import { requireUser } from "../../../_auth/visitor";
import { csvResponse, paramsOf } from "../../_view/csv-response";
import { formatOf } from "../../_view/visitor-format";
import { sessionCsvHead, sessionCsvLine } from "../csv-lines";
import { readStrengthState } from "../list-state";

/** The table as CSV: the columns, the order and all the rows that the address means. */
export async function GET(request: NextRequest): Promise<Response> {
  const { visitor, actor } = await requireUser();
  const { filter, columns } = readStrengthState(paramsOf(request.nextUrl.searchParams));
  const format = formatOf(visitor);
  return csvResponse("strength", sessionCsvHead(columns, format), async (next) => {
    const batch = await asUser(actor, (tx) => listStrengthWorkouts(tx, { ...filter, page: undefined, limit: 500, next }));
    return { lines: batch.rows.map((session) => sessionCsvLine(session, columns, format)), next: batch.next };
  });
}
