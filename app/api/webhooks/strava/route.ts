import type { NextRequest } from "next/server";
import { z } from "zod";
import { again } from "@/app/_auth/again";
import { recordFailure } from "@/app/_auth/audit";
import { readJson } from "@/app/_auth/body";
import { recordCounted } from "@/app/_auth/counted-actions";
import { problem } from "@/app/_auth/problem";
import { factsOfHeaders } from "@/app/_auth/request";
import { refused } from "@/app/api/_spec/refused";
import { atDoor, type DoorTx, nobody } from "@/db/client";
import { receiveHint } from "@/db/identities";
import { recordAction, type UserAction } from "@/db/user-actions";
import { answerHandshake, isOtherSubscription, parseStravaEvent } from "@/integrations/strava/webhooks";
import { Failure } from "@/lib/errors";
import { log } from "@/lib/log";

/** Events are a few hundred bytes. */
const LIMIT = 64_000;

/** Strava asks whether this address wants its events. */
export async function GET(request: NextRequest): Promise<Response> {
  const { requestId } = factsOfHeaders(request.headers);
  const answer = answerHandshake(request.nextUrl.searchParams);
  if (answer) return Response.json(answer, { headers: { "x-request-id": requestId } });
  return problem(new Failure("forbidden", "This handshake does not know the verify token of this server."), requestId);
}

/**
 * Strava tells that something changed. Nothing of it is believed: whoever it concerns gets a hint, and the next sync asks for the
 * truth. Answered at once, as Strava waits two seconds; the same event any number of times is one hint, and a flood of events is counted
 * together in the audit log.
 */
export async function POST(request: NextRequest): Promise<Response> {
  const started = performance.now();
  const { requestId, ip, userAgent } = factsOfHeaders(request.headers);
  const stranger = nobody(requestId, ip, userAgent);
  try {
    const hint = parseStravaEvent(await readJson(request, z.unknown(), LIMIT));
    if (!hint) throw new Failure("invalid", "This is no event of Strava's.");
    const { ownerId, item, payload } = hint;
    const other = await isOtherSubscription(hint.subscriptionId);
    const take = async (tx: DoorTx) => {
      const reached = other ? 0 : await receiveHint(tx, "strava", { externalId: ownerId, item, payload });
      const act: UserAction = {
        action: "webhooks.strava",
        resource: "connection",
        resourceId: "strava",
        outcome: "success",
        status: 200,
        input: { item, aspect: payload.aspect, reached },
        durationMs: performance.now() - started,
      };
      await recordCounted(stranger, act, async (row) => recordAction(await tx.enter(stranger), row));
    };
    // A sync that runs holds the connection and lets go of hints; an event comes the other way round.
    await again(() => atDoor(requestId, take));
    return Response.json({}, { headers: { "x-request-id": requestId } });
  } catch (error) {
    if (!(error instanceof Failure)) {
      log().error({ requestId, error: error instanceof Error ? error.stack : String(error) }, "an event could not be taken");
    }
    const entry = { action: "webhooks.strava", resource: "connection", resourceId: "strava", input: null, started };
    await recordFailure(stranger, entry, error);
    return problem(error, requestId);
  }
}

export const { PUT, PATCH, DELETE } = refused("GET", "POST");

export const dynamic = "force-dynamic";
