import type { NextRequest } from "next/server";
import { readDumpToken } from "@/app/_auth/dump-address";
import { problem } from "@/app/_auth/problem";
import { factsOfHeaders } from "@/app/_auth/request";
import { refused } from "@/app/api/_spec/refused";
import { dumpResponse } from "@/app/api/v1/_calls/dumps";
import { jobActor } from "@/db/client";
import { notFound } from "@/lib/errors";

/** The file of a data dump, for clients that fetch it as they fetch WakaTime's: by its address alone. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { requestId } = factsOfHeaders(request.headers);
  const now = new Date();
  const { token } = await params;
  const allowed = token.endsWith(".json") ? readDumpToken(token.slice(0, -".json".length), now) : null;
  if (!allowed) return problem(notFound("data dump"), requestId);
  const actor = jobActor(allowed.userId, requestId, "job");
  const answer = dumpResponse({ actor, visitor: allowed, now }, allowed.type);
  answer.headers.set("x-request-id", requestId);
  answer.headers.set("x-robots-tag", "noindex");
  return answer;
}

export const { POST, PUT, PATCH, DELETE } = refused("GET");

export const dynamic = "force-dynamic";
