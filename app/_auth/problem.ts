import "server-only";
import { STATUS_CODES } from "node:http";
import { Failure } from "@/lib/errors";

/** An RFC 9457 problem document. */
export function problem(error: unknown, requestId: string): Response {
  const expected = error instanceof Failure;
  const status = expected ? error.status : 500;
  const headers = new Headers({
    "content-type": "application/problem+json",
    "x-request-id": requestId,
    "cache-control": "no-store",
  });
  if (expected && error.extra.retryAfterS !== undefined) headers.set("retry-after", String(error.extra.retryAfterS));
  if (status === 401) headers.set("www-authenticate", "Bearer");
  const body = {
    type: "about:blank",
    title: STATUS_CODES[status] ?? "Error",
    status,
    detail: expected
      ? error.message
      : "Almanac failed to answer. Nothing was changed. The log has the details under this request id.",
    requestId,
    ...(expected && error.extra.fields ? { errors: error.extra.fields } : {}),
    ...(expected && error.kind === "conflict" && error.extra.current !== undefined ? { current: error.extra.current } : {}),
  };
  return new Response(JSON.stringify(body), { status, headers });
}
