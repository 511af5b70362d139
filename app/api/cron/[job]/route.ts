import type { NextRequest } from "next/server";
import { recordFailure } from "@/app/_auth/audit";
import { problem } from "@/app/_auth/problem";
import { factsOfHeaders } from "@/app/_auth/request";
import { refused } from "@/app/api/_spec/refused";
import { nobody } from "@/db/client";
import { sameSecret } from "@/lib/crypto";
import { env } from "@/lib/env";
import { Failure } from "@/lib/errors";
import { log } from "@/lib/log";
import { JOBS } from "../jobs";

/** Work that an outside schedule asks for, where no worker runs: done when it answers, safe to ask for twice at once. */
async function run(request: NextRequest, { params }: { params: Promise<{ job: string }> }): Promise<Response> {
  const started = performance.now();
  const { requestId, ip, userAgent } = factsOfHeaders(request.headers);
  const { job } = await params;
  try {
    requireSecret(request);
    const work = Object.hasOwn(JOBS, job) ? JOBS[job] : undefined;
    if (!work) throw new Failure("not_found", "There is no such job.");
    const summary = (await work(new Date())) ?? { skipped: true };
    return Response.json(summary, { headers: { "x-request-id": requestId, "cache-control": "no-store" } });
  } catch (error) {
    if (!(error instanceof Failure)) {
      log().error({ requestId, job, error: error instanceof Error ? error.stack : String(error) }, "a job failed");
    }
    const entry = { action: "jobs.run", resource: "job", resourceId: job, input: null, started };
    await recordFailure(nobody(requestId, ip, userAgent), entry, error);
    return problem(error, requestId);
  }
}

function requireSecret(request: NextRequest): void {
  const secret = env().CRON_SECRET;
  const given = /^Bearer\s+(\S.*?)\s*$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (!secret) throw new Failure("unauthenticated", "Jobs can be asked for once CRON_SECRET is set.");
  if (given === undefined || !sameSecret(given, secret)) {
    throw new Failure("unauthenticated", "Send CRON_SECRET as a bearer token.");
  }
}

export { run as GET, run as POST };

export const { PUT, PATCH, DELETE } = refused("GET", "POST");

export const dynamic = "force-dynamic";
