import type { NextRequest } from "next/server";
import { asUser } from "@/db/client";
import { listRuns } from "@/db/run-list";
import { listShoeNames } from "@/db/shoes";
import { csvLine } from "@/lib/csv";
import { requireUser } from "../../../_auth/visitor";
import { formatOf } from "../../_view/visitor-format";
import { runCsvHead, runCsvLine } from "../csv-lines";
import { readRunsState } from "../list-state";

/** Rows per read; the file is written as they come, and no transaction stays open meanwhile. */
const BATCH = 500;

/** The table as CSV: the columns, the order and all the rows that the address means, not only one page of them. */
export async function GET(request: NextRequest): Promise<Response> {
  const { visitor, actor } = await requireUser();
  const query = request.nextUrl.searchParams;
  const params = Object.fromEntries([...query.keys()].map((name) => [name, query.getAll(name)]));
  const state = readRunsState(params, visitor.units);
  const shoes = new Map((await asUser(actor, listShoeNames)).map((shoe) => [shoe.id, shoe.name]));
  const words = { ...formatOf(visitor), shoes };
  let next: string | undefined;
  let started = false;
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (!started) controller.enqueue(encoder.encode(csvLine(runCsvHead(state.columns, words))));
      else if (next === undefined) return controller.close();
      started = true;
      const filter = { ...state.filter, page: undefined, limit: BATCH, next };
      const batch = await asUser(actor, (tx) => listRuns(tx, filter));
      if (batch.rows.length > 0)
        controller.enqueue(encoder.encode(batch.rows.map((run) => csvLine(runCsvLine(run, state.columns, words))).join("")));
      next = batch.next ?? undefined;
      if (next === undefined) controller.close();
    },
  });
  return new Response(stream, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="runs.csv"',
      "cache-control": "private, no-store",
    },
  });
}
