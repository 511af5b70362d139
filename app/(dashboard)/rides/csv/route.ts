import type { NextRequest } from "next/server";
import { asUser } from "@/db/client";
import { listWorkouts } from "@/db/workout-list";
import { requireUser } from "../../../_auth/visitor";
import { csvResponse, paramsOf } from "../../_view/csv-response";
import { formatOf } from "../../_view/visitor-format";
import { rideCsvHead, rideCsvLine } from "../csv-lines";
import { readRidesState } from "../list-state";

/** The table as CSV: the columns, the order and all the rows that the address means. */
export async function GET(request: NextRequest): Promise<Response> {
  const { visitor, actor } = await requireUser();
  const { filter, columns } = readRidesState(paramsOf(request.nextUrl.searchParams));
  const format = formatOf(visitor);
  return csvResponse("rides", rideCsvHead(columns, format), async (next) => {
    const batch = await asUser(actor, (tx) => listWorkouts(tx, { ...filter, page: undefined, limit: 500, next }));
    return { lines: batch.rows.map((ride) => rideCsvLine(ride, columns, format)), next: batch.next };
  });
}
