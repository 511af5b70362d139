import type { NextRequest } from "next/server";
import { asUser } from "@/db/client";
import { listRuns } from "@/db/run-list";
import { listShoeNames } from "@/db/shoes";
import { requireUser } from "../../../_auth/visitor";
import { csvResponse, paramsOf } from "../../_view/csv-response";
import { formatOf } from "../../_view/visitor-format";
import { runCsvHead, runCsvLine } from "../csv-lines";
import { readRunsState } from "../list-state";

/** The table as CSV: the columns, the order and all the rows that the address means, not only one page of them. */
export async function GET(request: NextRequest): Promise<Response> {
  const { visitor, actor } = await requireUser();
  const { filter, columns } = readRunsState(paramsOf(request.nextUrl.searchParams), visitor.units);
  const shoes = new Map((await asUser(actor, listShoeNames)).map((shoe) => [shoe.id, shoe.name]));
  const words = { ...formatOf(visitor), shoes };
  return csvResponse("runs", runCsvHead(columns, words), async (next) => {
    const batch = await asUser(actor, (tx) => listRuns(tx, { ...filter, page: undefined, limit: 500, next }));
    return { lines: batch.rows.map((run) => runCsvLine(run, columns, words)), next: batch.next };
  });
}
