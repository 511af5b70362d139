import "server-only";
import type { NextRequest } from "next/server";
import { findApiKey, findSession, type Visitor } from "@/db/accounts";
import type { Scope } from "@/domain/users";
import { sha256 } from "@/lib/crypto";
import { Failure } from "@/lib/errors";
import { cookieName, sessionHashOf } from "./cookie";
import { fromOwnPages } from "./origin";

const KEY = /^(?:waka_)?([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})$/;

/** The key in an Authorization header, without its prefix; null when it is no key of ours. */
function bearerKey(header: string | null): string | null {
  const value = /^Bearer\s+(\S+)$/i.exec(header ?? "")?.[1];
  return KEY.exec(value ?? "")?.[1] ?? null;
}

/**
 * Who calls the API: an API key with the scope, or the browser's own session (writes only from our own pages).
 * @throws Failure "unauthenticated" | "forbidden"
 */
export async function identify(request: NextRequest, scope: Scope): Promise<Visitor> {
  const header = request.headers.get("authorization");
  if (header !== null) {
    const key = bearerKey(header);
    const visitor = key ? await findApiKey(sha256(key)) : null;
    if (!visitor) throw new Failure("unauthenticated", "This API key is not known, has expired or was revoked.");
    if (!visitor.scopes?.includes(scope)) throw new Failure("forbidden", `This API key lacks the scope "${scope}".`);
    return visitor;
  }
  const hash = await sessionHashOf(request.cookies.get(cookieName())?.value);
  const visitor = hash ? await findSession(hash) : null;
  if (!visitor) throw new Failure("unauthenticated", "Sign in, or send an API key as a bearer token.");
  if (!["GET", "HEAD"].includes(request.method) && !fromOwnPages(request.headers)) {
    throw new Failure("forbidden", "This request did not come from Almanac's own pages.");
  }
  return visitor;
}
