import { createHmac } from "node:crypto";
import { sameSecret } from "./crypto";
import { env } from "./env";

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function signature(userId: string, kind: string): string {
  const { AUTH_SECRET } = env();
  if (!AUTH_SECRET) throw new Error("AUTH_SECRET is not set.");
  return createHmac("sha256", AUTH_SECRET).update(`unsubscribe ${kind} ${userId}`).digest("base64url");
}

/** What stands in the address that ends e-mails of a kind to a person: it needs no signing in and is good for nothing else. */
export const unsubscribeToken = (userId: string, kind: string) => `${userId}.${signature(userId, kind)}`;

/** Whose e-mails of a kind the address ends; null where it was not made here. */
export function readUnsubscribeToken(token: string, kind: string): string | null {
  const [userId = "", given = "", more] = token.split(".");
  return more === undefined && ID.test(userId) && sameSecret(given, signature(userId, kind)) ? userId : null;
}
