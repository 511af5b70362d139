import "server-only";
import type { NextResponse } from "next/server";
import { createSession } from "@/db/accounts";
import { atDoor } from "@/db/client";
import { createAccountFromIdentity, findIdentity } from "@/db/identities";
import { recordAction } from "@/db/user-actions";
import type { Provider } from "@/domain/connections";
import { parseUserId } from "@/domain/users";
import { newId, newSecret, sha256 } from "@/lib/crypto";
import { env } from "@/lib/env";
import { goTo, type Trouble } from "../api/connect/leave";
import { cookieName, cookieOptions, sealSession } from "./cookie";
import type { RequestFacts } from "./request";

/** Who a provider says has come; the address only where it vouches for it. */
type Arrived = { externalId: string; externalName: string | null; email?: string | null };

/**
 * Opens a session for whoever signs in with this identity. Somebody new gets an account where sign-up allows it and the provider
 * vouches for an address; an address that has an account already is never taken over: its owner signs in and links the two.
 */
export async function signInWithIdentity(
  facts: RequestFacts,
  provider: Provider,
  arrived: Arrived,
  back: (trouble: Trouble) => NextResponse,
): Promise<NextResponse> {
  const secret = newSecret();
  const trouble = await atDoor(facts.requestId, async (tx): Promise<Trouble | null> => {
    const known = await findIdentity(tx, provider, arrived.externalId);
    const made = known ? null : parseUserId(newId());
    let role = known?.role;
    if (made) {
      if (!arrived.email) return "unknown";
      const account = {
        userId: made,
        email: arrived.email,
        name: arrived.externalName ?? arrived.email,
        timeZone: "UTC",
        provider,
        externalId: arrived.externalId,
        label: arrived.email,
      };
      const answer = await createAccountFromIdentity(tx, account, env().ALLOW_SIGNUP);
      if (answer === "closed") return "no_sign_up";
      if (answer === "taken") return "taken";
      role = answer;
    }
    const userId = known?.userId ?? made;
    if (!userId || !role) return "failed";
    const id = newId();
    await createSession(tx, { id, tokenHash: sha256(secret), userId, ip: facts.ip, userAgent: facts.userAgent });
    const own = await tx.enter({ userId, role, hand: "user", ...facts });
    const row = { resource: "account", outcome: "success", status: 303 } as const;
    if (made) await recordAction(own, { ...row, action: "accounts.create", input: { role, provider } });
    await recordAction(own, { ...row, resource: "session", resourceId: id, action: "sessions.create", input: { how: provider } });
    return null;
  });
  if (trouble) return back(trouble);
  const answer = goTo("/");
  answer.cookies.set(cookieName(), await sealSession(secret), cookieOptions());
  return answer;
}
