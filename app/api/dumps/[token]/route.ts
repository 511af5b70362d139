import type { NextRequest } from "next/server";
import { readDumpToken } from "@/app/_auth/dump-address";
import { problem } from "@/app/_auth/problem";
import { factsOfHeaders } from "@/app/_auth/request";
import { refused } from "@/app/api/_spec/refused";
import { dumpResponse } from "@/app/api/v1/_calls/dumps";
import { findApiKey } from "@/db/accounts";
import { jobActor } from "@/db/client";
import { Failure, notFound } from "@/lib/errors";
import { log } from "@/lib/log";

/** The file of a data dump, for clients that fetch it as they fetch WakaTime's: by its address alone. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { requestId } = factsOfHeaders(request.headers);
  const now = new Date();
  const { token } = await params;
  const allowed = token.endsWith(".json") ? readDumpToken(token.slice(0, -".json".length), now) : null;
  // The address ends with the key that it was made for: revoked, run out, or gone with its person.
  const visitor = allowed ? await findApiKey(Buffer.from(allowed.keyHash, "base64url")) : null;
  if (!allowed || !visitor?.scopes?.includes("read")) return problem(notFound("data dump"), requestId);
  const actor = jobActor(visitor.userId, requestId, "job");
  try {
    const answer = await dumpResponse({ actor, visitor, now }, allowed.type);
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
