import "server-only";
import { createSession, findAccount, returnAttempt, takeAttempt } from "@/db/accounts";
import { type Actor, atDoor, nobody } from "@/db/client";
import { recordAction } from "@/db/user-actions";
import type { Role, UserId } from "@/domain/users";
import { newId, newSecret, sha256 } from "@/lib/crypto";
import { Failure } from "@/lib/errors";
import { type Entry, recordFailure } from "./audit";
import { verifyPassword } from "./password";
import type { RequestFacts } from "./request";

/** Limits of the contract, within 15 minutes. */
const WINDOW_S = 15 * 60;
const PER_ACCOUNT = 10;
const PER_ADDRESS = 50;

/**
 * Checks email and password and opens a session. Attempts are counted before the password is looked at, so parallel guesses count
 * too; known and unknown accounts get the same answers in the same time. Answers the session's secret.
 * @throws Failure "too_many" with the seconds to wait, "unauthenticated"
 */
export async function signInWithPassword(facts: RequestFacts, email: string, password: string): Promise<string> {
  const entry: Entry = {
    action: "sessions.create",
    resource: "session",
    resourceId: null,
    input: { email },
    started: performance.now(),
  };
  try {
    return await attempt(facts, email, password);
  } catch (error) {
    await recordFailure(nobody(facts.requestId, facts.ip, facts.userAgent), entry, error);
    throw error;
  }
}

/** The keys under which the attempts on an account and from an address are counted. */
function keysOf(facts: RequestFacts, email: string) {
  return { accountKey: `account:${sha256(email).toString("hex")}`, addressKey: `address:${facts.ip ?? "unknown"}` };
}

/**
 * Counts an attempt against the account and the address, whether or not there is such an account.
 * @throws Failure "too_many" with the seconds to wait
 */
export async function countAttempt(facts: RequestFacts, email: string): Promise<void> {
  const { accountKey, addressKey } = keysOf(facts, email);
  const wait = Math.max(
    await takeAttempt(addressKey, PER_ADDRESS, WINDOW_S),
    await takeAttempt(accountKey, PER_ACCOUNT, WINDOW_S),
  );
  if (wait > 0) {
    const minutes = Math.ceil(wait / 60);
    throw new Failure(
      "too_many",
      `Too many failed attempts. Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`,
      {
        retryAfterS: wait,
      },
    );
  }
}

async function attempt(facts: RequestFacts, email: string, password: string): Promise<string> {
  await countAttempt(facts, email);
  const account = await atDoor(facts.requestId, (tx) => findAccount(tx, email));
  const fits = await verifyPassword(account?.passwordHash ?? null, password);
  if (!account || !fits) throw new Failure("unauthenticated", "Email and password do not fit together.");
  const { accountKey, addressKey } = keysOf(facts, email);
  await returnAttempt(accountKey, addressKey);
  return openSession(facts, account.userId, account.role, "password");
}

/** Makes a session and its audit row in one transaction. Answers the session's secret. */
async function openSession(facts: RequestFacts, userId: UserId, role: Role, how: string): Promise<string> {
  const started = performance.now();
  const secret = newSecret();
  const id = newId();
  const actor: Actor = { userId, role, hand: "user", ...facts };
  await atDoor(facts.requestId, async (tx) => {
    await createSession(tx, { id, tokenHash: sha256(secret), userId, ip: facts.ip, userAgent: facts.userAgent });
    const own = await tx.enter(actor);
    await recordAction(own, {
      action: "sessions.create",
      resource: "session",
      resourceId: id,
      outcome: "success",
      input: { how },
      status: 200,
      durationMs: performance.now() - started,
    });
  });
  return secret;
}
