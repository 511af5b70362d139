import "server-only";
import { createGuest, createSession, takeAttempt } from "@/db/accounts";
import { atDoor } from "@/db/client";
import { insertDemo } from "@/db/demo";
import { recordAction } from "@/db/user-actions";
import { demoLife } from "@/domain/demo/life";
import { parseUserId } from "@/domain/users";
import { newId, newSecret, sha256 } from "@/lib/crypto";
import { Failure } from "@/lib/errors";
import type { RequestFacts } from "./request";

/** A demo life costs seconds of work, so one address gets so many in a quarter of an hour. */
const PER_ADDRESS = 30;
const WINDOW_S = 15 * 60;

/**
 * Makes a guest with a demo life that ends today, all in one transaction, and answers the secret of the session.
 * @throws Failure "too_many"
 */
export async function startGuest(facts: RequestFacts, timeZone: string): Promise<string> {
  const started = performance.now();
  const wait = await takeAttempt(`guests:${facts.ip ?? "unknown"}`, PER_ADDRESS, WINDOW_S);
  if (wait > 0) {
    throw new Failure("too_many", `This address has opened many demos. Try again in ${Math.ceil(wait / 60)} minutes.`, {
      retryAfterS: wait,
    });
  }
  const userId = parseUserId(newId());
  const secret = newSecret();
  const life = demoLife(new Date(), timeZone);
  await atDoor(facts.requestId, async (tx) => {
    await createGuest(tx, userId, "Guest", timeZone);
    await createSession(tx, { id: newId(), tokenHash: sha256(secret), userId, ip: facts.ip, userAgent: facts.userAgent });
    const own = await tx.enter({ userId, role: "guest", hand: "user", ...facts });
    await insertDemo(own, life);
    const durationMs = performance.now() - started;
    await recordAction(own, { action: "guests.create", resource: "account", outcome: "success", status: 200, durationMs });
  });
  return secret;
}
