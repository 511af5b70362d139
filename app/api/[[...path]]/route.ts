import type { NextRequest } from "next/server";
import { problem } from "@/app/_auth/problem";
import { factsOfHeaders } from "@/app/_auth/request";
import { Failure } from "@/lib/errors";

/** Whatever no other route answers. */
function nothingHere(request: NextRequest): Response {
  const { requestId } = factsOfHeaders(request.headers);
  return problem(new Failure("not_found", "There is nothing at this address. /api/openapi.json lists all there is."), requestId);
}

export { nothingHere as DELETE, nothingHere as GET, nothingHere as PATCH, nothingHere as POST, nothingHere as PUT };
