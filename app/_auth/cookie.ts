import "server-only";
import { decode, encode } from "next-auth/jwt";
import { SESSION_DAYS } from "@/db/accounts";
import { sha256 } from "@/lib/crypto";
import { env } from "@/lib/env";

/**
 * The session cookie: next-auth's encrypted token that carries nothing but `sid`, the secret of a row in `door.sessions`.
 * The row decides whether it is worth anything, so signing out elsewhere ends it at once.
 */
const secure = () => env().APP_URL.startsWith("https://");

export const cookieName = () => `${secure() ? "__Secure-" : ""}next-auth.session-token`;

export const cookieOptions = () => ({
  httpOnly: true,
  sameSite: "lax" as const,
  path: "/",
  secure: secure(),
  maxAge: SESSION_DAYS * 86_400,
});

/** The secret that signs and encrypts cookies. @throws Error when it is not configured */
export function authSecret(): string {
  const secret = env().AUTH_SECRET;
  if (!secret) throw new Error("AUTH_SECRET is not set. `npm start` makes one.");
  return secret;
}

/** The cookie's value for a session's secret. */
export function sealSession(sid: string): Promise<string> {
  return encode({ token: { sid }, secret: authSecret(), maxAge: SESSION_DAYS * 86_400 });
}

/** Decrypting costs more than asking the database; the same cookie always yields the same hash, so it is remembered. */
const MOST_REMEMBERED = 2_000;
const remembered = new Map<string, Buffer>();

/** The hash under which the session of a cookie is stored; null when the cookie is not ours. */
export async function sessionHashOf(cookie: string | undefined): Promise<Buffer | null> {
  if (!cookie) return null;
  const known = remembered.get(cookie);
  if (known) return known;
  const token = await decode({ token: cookie, secret: authSecret() }).catch(() => null);
  if (typeof token?.sid !== "string") return null;
  const hash = sha256(token.sid);
  if (remembered.size >= MOST_REMEMBERED) remembered.delete(remembered.keys().next().value ?? "");
  remembered.set(cookie, hash);
  return hash;
}
