import type { NextRequest } from "next/server";
import { readDumpToken } from "@/app/_auth/dump-address";
import { problem } from "@/app/_auth/problem";
import { factsOfHeaders } from "@/app/_auth/request";
import { refused } from "@/app/api/_spec/refused";
import { dumpResponse } from "@/app/api/v1/_calls/dumps";
import { jobActor } from "@/db/client";
import { Failure, notFound } from "@/lib/errors";
import { log } from "@/lib/log";

/** The file of a data dump, for clients that fetch it as they fetch WakaTime's: by its address alone. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { requestId } = factsOfHeaders(request.headers);
  const now = new Date();
  const { token } = await params;
  const allowed = token.endsWith(".json") ? readDumpToken(token.slice(0, -".json".length), now) : null;
  if (!allowed) return problem(notFound("data dump"), requestId);
  const actor = jobActor(allowed.userId, requestId, "job");
  try {
    const answer = await dumpResponse({ actor, visitor: allowed, now }, allowed.type);
    answer.headers.set("x-request-id", requestId);
    answer.headers.set("x-robots-tag", "noindex");
    return answer;
  } catch (error) {
    // The account went after its address was made: there is nothing at it any more.
    if (error instanceof Failure && error.kind === "unauthenticated") return problem(notFound("data dump"), requestId);
    if (!(error instanceof Failure))
      log().error({ requestId, error: error instanceof Error ? error.stack : String(error) }, "a dump failed");
    return problem(error, requestId);
  }
}

export const { POST, PUT, PATCH, DELETE } = refused("GET");

export const dynamic = "force-dynamic";
