import "server-only";
import { createSession, type Visitor } from "@/db/accounts";
import { atDoor, type DoorTx, type Tx } from "@/db/client";
import { listSessions, revokeSession } from "@/db/sessions";
import { recordAction } from "@/db/user-actions";
import { newId, newSecret, sha256 } from "@/lib/crypto";
import { Failure } from "@/lib/errors";
import type { RequestFacts } from "./request";
import { actorOf } from "./visitor";

/** Minutes after signing in during which somebody may add a way to sign in. */
const FRESH_MINUTES = 15;

/** Whether the visitor has shown who they are a short while ago: a session that was stolen later is not enough for some acts. */
export async function isFresh(tx: Tx, visitor: Visitor, now: Date): Promise<boolean> {
  const session = (await listSessions(tx)).find(({ id }) => id === visitor.sessionId);
  return session !== undefined && now.getTime() - session.createdAt.getTime() < FRESH_MINUTES * 60_000;
}

/** @throws Failure "forbidden" where the visitor has not shown lately who they are */
export async function requireFresh(tx: Tx, visitor: Visitor, now: Date): Promise<void> {
  if (await isFresh(tx, visitor, now)) return;
  throw new Failure("forbidden", "It is a while since you signed in. Confirm that it is you, under Security, and try again.");
}

/** Puts a new session in the place of the visitor's, who has just shown who they are. Answers its secret. */
export function renewSession(facts: RequestFacts, visitor: Visitor, how: string): Promise<string> {
  return atDoor(facts.requestId, (tx) => renewIn(tx, facts, visitor, how));
}

/** Like {@link renewSession}, in a transaction that has no user yet. @throws Failure "not_found" where the session has ended */
export async function renewIn(tx: DoorTx, facts: RequestFacts, visitor: Visitor, how: string): Promise<string> {
  const secret = newSecret();
  const [id, { userId }] = [newId(), visitor];
  await createSession(tx, { id, tokenHash: sha256(secret), userId, ip: facts.ip, userAgent: facts.userAgent });
  const own = await tx.enter(actorOf(visitor, facts));
  if (visitor.sessionId) await revokeSession(own, visitor.sessionId);
  const row = { action: "sessions.renew", resource: "session", resourceId: id, outcome: "success", status: 200 } as const;
  await recordAction(own, { ...row, input: { how } });
  return secret;
}
