import type { NextRequest } from "next/server";
import { problem } from "@/app/_auth/problem";
import { factsOfHeaders } from "@/app/_auth/request";
import { endWeeklyLetters } from "@/app/_auth/unsubscribe";
import { refused } from "@/app/api/_spec/refused";
import { Failure } from "@/lib/errors";
import { log } from "@/lib/log";

/** What mail programs call when somebody presses their own "unsubscribe" (RFC 8058): no page, no cookie, one press. */
export async function POST(request: NextRequest, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { requestId } = factsOfHeaders(request.headers);
  try {
    await endWeeklyLetters((await params).token, requestId);
    return new Response("No more letters.\n", {
      headers: { "content-type": "text/plain; charset=utf-8", "x-request-id": requestId },
    });
  } catch (error) {
    if (error instanceof Failure) return problem(error, requestId);
    log().error({ requestId, error: String(error) }, "a subscription could not be ended");
    return problem(new Failure("unavailable", "This did not work. Try again in a moment."), requestId);
  }
}

/** A mail program that knows no single press opens the address: the page asks there. */
export async function GET(_request: NextRequest, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const location = `/unsubscribe/${encodeURIComponent((await params).token)}`;
  return new Response(null, { status: 303, headers: { location, "referrer-policy": "no-referrer" } });
}

export const { PUT, PATCH, DELETE } = refused("GET", "POST");
