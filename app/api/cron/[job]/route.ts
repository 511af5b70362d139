import type { NextRequest } from "next/server";
import { type Entry, recordFailure, recordSuccess } from "@/app/_auth/audit";
import { problem } from "@/app/_auth/problem";
import { factsOfHeaders } from "@/app/_auth/request";
import { refused } from "@/app/api/_spec/refused";
import { asUser, nobody } from "@/db/client";
import { sameSecret } from "@/lib/crypto";
import { env } from "@/lib/env";
import { Failure } from "@/lib/errors";
import { log } from "@/lib/log";
import { JOBS } from "../jobs";

type Context = { params: Promise<{ job: string }> };

/** Who calls, as far as is known, and what the audit log says of it. */
async function writeDown(request: NextRequest, { params }: Context) {
  const { requestId, ip, userAgent } = factsOfHeaders(request.headers);
  const { job } = await params;
  const entry: Entry = { action: "jobs.run", resource: "job", resourceId: job, input: null, started: performance.now() };
  return { requestId, job, actor: nobody(requestId, ip, userAgent), entry };
}

/** Work that an outside schedule asks for, where no worker runs: done when it answers, safe to ask for twice at once. */
async function run(request: NextRequest, context: Context): Promise<Response> {
  const { requestId, job, actor, entry } = await writeDown(request, context);
  try {
    requireSecret(request);
    const work = Object.hasOwn(JOBS, job) ? JOBS[job] : undefined;
    if (!work) throw new Failure("not_found", "There is no such job.");
    // A schedule that is one of several asks for `once`: then a job that was done in its hour, day or month is not done again.
    const once = request.nextUrl.searchParams.get("once") === "1";
    const summary = (await work(new Date(), once)) ?? { skipped: true };
    await asUser(actor, (tx) => recordSuccess(tx, { ...entry, input: summary }, 200));
    return Response.json(summary, { headers: { "x-request-id": requestId, "cache-control": "no-store" } });
  } catch (error) {
    if (!(error instanceof Failure)) {
      log().error({ requestId, job, error: error instanceof Error ? error.stack : String(error) }, "a job failed");
    }
    await recordFailure(actor, entry, error);
    return problem(error, requestId);
  }
}

const others = refused("GET", "POST");

async function refuse(request: NextRequest, context: Context): Promise<Response> {
  const { actor, entry } = await writeDown(request, context);
  await recordFailure(actor, entry, new Failure("not_allowed", "This address takes GET, POST."));
  return others.PUT(request);
}

function requireSecret(request: NextRequest): void {
  const secret = env().CRON_SECRET;
  const given = /^Bearer\s+(\S.*?)\s*$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (!secret) throw new Failure("unauthenticated", "Jobs can be asked for once CRON_SECRET is set.");
  if (given === undefined || !sameSecret(given, secret)) {
    throw new Failure("unauthenticated", "Send CRON_SECRET as a bearer token.");
  }
}

export { refuse as DELETE, refuse as PATCH, refuse as PUT, run as GET, run as POST };

export const dynamic = "force-dynamic";
