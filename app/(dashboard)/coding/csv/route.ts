import type { NextRequest } from "next/server";
import { localDate } from "@/domain/time-zones";
import { requireUser } from "../../../_auth/visitor";
import { csvResponse, paramsOf } from "../../_view/csv-response";
import { CSV_FILES } from "./files";

/** The figures behind a chart or a table, of the range and the filter that the address means. */
export async function GET(request: NextRequest): Promise<Response> {
  const { visitor, actor } = await requireUser();
  const params = paramsOf(request.nextUrl.searchParams);
  const what = params["what"]?.[0] ?? "days";
  const file = Object.hasOwn(CSV_FILES, what) ? CSV_FILES[what] : CSV_FILES["days"];
  if (!file) return new Response(null, { status: 404 });
  const today = localDate(new Date(), visitor.timeZone);
  const { head, lines } = await file(actor, params, { today, timeZone: visitor.timeZone });
  return csvResponse(`coding-${Object.hasOwn(CSV_FILES, what) ? what : "days"}`, head, async () => ({ lines, next: null }));
}
