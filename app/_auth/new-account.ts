import "server-only";
import { claimGuest, createAccount, createSession, returnAttempt, takeAttempt, type Visitor } from "@/db/accounts";
import { type Actor, atDoor, type DoorTx } from "@/db/client";
import { recordAction } from "@/db/user-actions";
import { parseUserId } from "@/domain/users";
import { newId, newSecret, sha256 } from "@/lib/crypto";
import { env } from "@/lib/env";
import { Failure } from "@/lib/errors";
import { removeUploads } from "@/lib/uploads";
import { hashPassword } from "./password";
import type { RequestFacts } from "./request";

export type SignUp = { name: string; email: string; password: string; timeZone: string };

const PER_ADDRESS = 50;
const WINDOW_S = 15 * 60;

const closed = () =>
  new Failure("forbidden", "Nobody can make an account here just now. Ask the person who runs this Almanac to open sign-up.");
const taken = () =>
  new Failure("conflict", "There is an account with this address already. Sign in instead.", {
    fields: [{ path: "email", message: "This address has an account. Sign in instead, or use another address." }],
  });

/**
 * Makes an account and its first session, and answers the session's secret. A guest may bring the demo data along (`keep`) or leave
 * it behind, which erases the guest in the same transaction. @throws Failure "too_many" | "forbidden" (sign-up is closed) | "conflict"
 */
export async function signUp(facts: RequestFacts, input: SignUp, guest: Visitor | null, keep: boolean): Promise<string> {
  const addressKey = `sign-up:${facts.ip ?? "unknown"}`;
  const wait = await takeAttempt(addressKey, PER_ADDRESS, WINDOW_S);
  if (wait > 0) {
    throw new Failure("too_many", `Too many attempts from this address. Try again in ${Math.ceil(wait / 60)} minutes.`, {
      retryAfterS: wait,
    });
  }
  const account = { ...input, passwordHash: await hashPassword(input.password) };
  const secret = newSecret();
  await atDoor(facts.requestId, (tx) =>
    guest && keep ? claim(tx, facts, guest, account, secret) : create(tx, facts, guest, account, secret),
  );
  if (guest && !keep) await removeUploads(guest.userId);
  await returnAttempt("", addressKey);
  return secret;
}

type Account = { name: string; email: string; passwordHash: string; timeZone: string };

async function create(tx: DoorTx, facts: RequestFacts, guest: Visitor | null, account: Account, secret: string): Promise<void> {
  const userId = parseUserId(newId());
  const role = await createAccount(tx, { ...account, userId }, env().ALLOW_SIGNUP);
  if (role === "closed") throw closed();
  if (role === "taken") throw taken();
  const id = newId();
  await createSession(tx, { id, tokenHash: sha256(secret), userId, ip: facts.ip, userAgent: facts.userAgent });
  const own = await tx.enter({ userId, role, hand: "user", ...facts });
  await recordAction(own, { action: "accounts.create", resource: "account", outcome: "success", input: { role }, status: 200 });
  if (guest) {
    const leaving = await tx.enter({ userId: guest.userId, role: "guest", hand: "user", ...facts });
    await leaving.query("select door.own_account_delete()", []);
  }
}

async function claim(tx: DoorTx, facts: RequestFacts, guest: Visitor, account: Account, secret: string): Promise<void> {
  const id = newId();
  const { userId } = guest;
  await createSession(tx, { id, tokenHash: sha256(secret), userId, ip: facts.ip, userAgent: facts.userAgent });
  const actor: Actor = { userId, role: "guest", hand: "user", ...facts };
  const own = await tx.enter(actor);
  const role = await claimGuest(own, account, env().ALLOW_SIGNUP);
  if (role === "closed") throw closed();
  if (role === "taken") throw taken();
  // The browser's session changes with the rights that it carries.
  await own.query("select door.own_sessions_revoke_except($1)", [id]);
  const after = await tx.enter({ ...actor, role });
  await recordAction(after, { action: "accounts.claim", resource: "account", outcome: "success", input: { role }, status: 200 });
}
