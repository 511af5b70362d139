import type { NextRequest } from "next/server";
import { localDate } from "@/domain/time-zones";
import { requireUser } from "../../../_auth/visitor";
import { csvResponse } from "../../_view/csv-response";
import { CSV_FILES } from "./files";

/** The figures behind a chart or a table, of the range and the filter that the address means. */
export async function GET(request: NextRequest): Promise<Response> {
  const { visitor, actor } = await requireUser();
  const params = Object.fromEntries(request.nextUrl.searchParams);
  const asked = params["what"] ?? "";
  const what = Object.hasOwn(CSV_FILES, asked) ? asked : "days";
  const today = localDate(new Date(), visitor.timeZone);
  const { head, lines } = await CSV_FILES[what as keyof typeof CSV_FILES](actor, params, { today, timeZone: visitor.timeZone });
  return csvResponse(`coding-${what}`, head, async () => ({ lines, next: null }));
}
