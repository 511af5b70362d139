import "server-only";
import { createSession, type Visitor } from "@/db/accounts";
import { atDoor, type DoorTx } from "@/db/client";
import { createAccountFromIdentity, findIdentity } from "@/db/identities";
import { recordAction } from "@/db/user-actions";
import type { Provider } from "@/domain/connections";
import { parseUserId, type Role, type UserId } from "@/domain/users";
import { newId, newSecret, sha256 } from "@/lib/crypto";
import { env } from "@/lib/env";
import { renewIn } from "./fresh-session";
import type { RequestFacts } from "./request";

/** Who a provider says has come; the address only where it vouches for it. */
export type Arrived = { provider: Provider; externalId: string; externalName: string | null; email?: string | null };

/** A session that was opened, by its secret; or why none was. */
type Opened<Trouble> = { secret: string } | { trouble: Trouble };

type Person = { userId: UserId; role: Role; isNew: boolean };

/**
 * Opens a session for whoever signs in with this identity. Somebody new gets an account where sign-up allows it and the provider
 * vouches for an address; an address that has an account already is never taken over: its owner signs in and links the two.
 */
export async function signInWithIdentity(
  facts: RequestFacts,
  arrived: Arrived,
  timeZone: string,
): Promise<Opened<"unknown" | "no_sign_up" | "taken">> {
  const { provider, externalId } = arrived;
  return atDoor(facts.requestId, async (tx) => {
    const known = await findIdentity(tx, provider, externalId);
    const person = known ? { ...known, isNew: false } : await newPerson(tx, arrived, timeZone);
    if (typeof person === "string") return { trouble: person };
    const { userId, role, isNew } = person;
    const [id, secret] = [newId(), newSecret()];
    await createSession(tx, { id, tokenHash: sha256(secret), userId, ip: facts.ip, userAgent: facts.userAgent });
    const own = await tx.enter({ userId, role, hand: "user", ...facts });
    const row = { resource: "account", outcome: "success", status: 303 } as const;
    if (isNew) await recordAction(own, { ...row, action: "accounts.create", input: { role, provider } });
    await recordAction(own, { ...row, resource: "session", resourceId: id, action: "sessions.create", input: { how: provider } });
    return { secret };
  });
}

async function newPerson(
  tx: DoorTx,
  { provider, externalId, externalName, email }: Arrived,
  timeZone: string,
): Promise<Person | "unknown" | "no_sign_up" | "taken"> {
  if (!email) return "unknown";
  const userId = parseUserId(newId());
  const account = { userId, email, name: externalName ?? email, timeZone, provider, externalId, label: email };
  const answer = await createAccountFromIdentity(tx, account, env().ALLOW_SIGNUP);
  if (answer !== "closed" && answer !== "taken") return { userId, role: answer, isNew: true };
  // Two browsers may come with the same new identity at once: the second finds what the first has made.
  const other = await findIdentity(tx, provider, externalId);
  return other ? { ...other, isNew: false } : answer === "closed" ? "no_sign_up" : "taken";
}

/** Renews the session of somebody who showed at a provider that it is them: with an identity they sign in with, and no other. */
export async function confirmWithIdentity(facts: RequestFacts, arrived: Arrived, visitor: Visitor): Promise<Opened<"another">> {
  return atDoor(facts.requestId, async (tx) => {
    const known = await findIdentity(tx, arrived.provider, arrived.externalId);
    if (known?.userId !== visitor.userId) return { trouble: "another" };
    return { secret: await renewIn(tx, facts, visitor, arrived.provider) };
  });
}
