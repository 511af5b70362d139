import type { NextRequest } from "next/server";
import { problem } from "@/app/_auth/problem";
import { factsOfHeaders } from "@/app/_auth/request";
import { refused } from "@/app/api/_spec/refused";
import { measureCdcLag } from "@/db/cdc-lag";
import { getCdcStatus } from "@/db/cdc-state";
import { asSystem } from "@/db/client";
import { isFromHere } from "@/lib/addresses";
import { sameSecret } from "@/lib/crypto";
import { env } from "@/lib/env";
import { Failure } from "@/lib/errors";
import { metrics } from "@/lib/metrics";

/** Prometheus text: for whoever has METRICS_TOKEN where it is set, else for this machine alone. */
export async function GET(request: NextRequest): Promise<Response> {
  const facts = factsOfHeaders(request.headers);
  const token = env().METRICS_TOKEN;
  const given = /^Bearer\s+(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  const allowed = token ? given !== undefined && sameSecret(given, token) : isFromHere(facts.ip, request.headers);
  if (!allowed) {
    const reason = token
      ? "Send METRICS_TOKEN as a bearer token."
      : "Metrics are for this machine alone until METRICS_TOKEN is set.";
    return problem(new Failure(token ? "unauthenticated" : "forbidden", reason), facts.requestId);
  }
  const { registry, cdcBehind, cdcLag, cdcDrift } = metrics();
  // What another process does is known to the database alone; while that does not answer the other figures still are told.
  const status = await asSystem(facts.requestId, getCdcStatus).catch(() => null);
  const lag = await asSystem(facts.requestId, measureCdcLag).catch(() => null);
  cdcBehind.set(status?.behindBytes ?? Number.NaN);
  cdcLag.set(lag ?? Number.NaN);
  cdcDrift.set(status?.driftedDays ?? Number.NaN);
  return new Response(await registry.metrics(), {
    headers: { "content-type": registry.contentType, "cache-control": "no-store", "x-request-id": facts.requestId },
  });
}

export const { POST, PUT, PATCH, DELETE } = refused("GET");

export const dynamic = "force-dynamic";
