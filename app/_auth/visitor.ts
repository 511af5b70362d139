import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import type { NextRequest } from "next/server";
import { cache } from "react";
import { findSession, touchSession, type Visitor } from "@/db/accounts";
import type { Actor } from "@/db/client";
import { cookieName, sessionHashOf } from "./cookie";
import { ownPath } from "./origin";
import { type RequestFacts, requestFacts } from "./request";

/** A session that was not used for this long is noted as used again. */
const TOUCH_AFTER_MS = 10 * 60_000;

async function visitorOfCookie(cookie: string | undefined): Promise<Visitor | null> {
  const hash = await sessionHashOf(cookie);
  if (!hash) return null;
  const visitor = await findSession(hash);
  if (visitor?.sessionId && visitor.lastUsedAt && Date.now() - visitor.lastUsedAt.getTime() > TOUCH_AFTER_MS) {
    await touchSession(visitor.sessionId);
  }
  return visitor;
}

/** Who is signed in, looked up once per request; null for strangers. */
export const currentVisitor = cache(async (): Promise<Visitor | null> => {
  const jar = await cookies();
  return visitorOfCookie(jar.get(cookieName())?.value);
});

/** Who is signed in in the browser that sends a request, as it is at this moment; null for strangers. */
export function visitorOfRequest(request: NextRequest): Promise<Visitor | null> {
  return visitorOfCookie(request.cookies.get(cookieName())?.value);
}

/** The actor of a visitor's own hand. */
export function actorOf(visitor: Visitor, facts: RequestFacts): Actor {
  return { userId: visitor.userId, role: visitor.role, hand: "user", ...facts };
}

/** The sign-in page, which leads back to where the browser was going. */
async function signInAddress(): Promise<string> {
  const from = ownPath((await headers()).get("x-almanac-path"));
  return from === "/" ? "/sign-in" : `/sign-in?from=${encodeURIComponent(from)}`;
}

/** The signed-in person of a page and the actor for `asUser`; strangers are sent to the sign-in page. */
export const requireUser = cache(async (): Promise<{ visitor: Visitor; actor: Actor }> => {
  const visitor = await currentVisitor();
  if (!visitor) redirect(await signInAddress());
  return { visitor, actor: actorOf(visitor, await requestFacts()) };
});

/** Like {@link requireUser}, for pages of the owner alone; others are sent to Today. */
export async function requireOwner(): Promise<{ visitor: Visitor; actor: Actor }> {
  const found = await requireUser();
  if (found.visitor.role !== "owner") redirect("/");
  return found;
}
