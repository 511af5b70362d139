import "server-only";
import { isIP } from "node:net";
import { headers } from "next/headers";
import { cache } from "react";
import { clientAddress } from "@/lib/addresses";
import { newId } from "@/lib/crypto";
import { env } from "@/lib/env";

/** What every door knows of a request before it knows who asks. */
export type RequestFacts = { requestId: string; ip: string | null; userAgent: string | null };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Whether bin/serve.mjs runs in this process and writes the socket's address into `x-almanac-peer`. Elsewhere anybody could write it;
 * platforms that run the pages themselves (Vercel) write `x-real-ip`.
 */
function ownServer(): boolean {
  return Reflect.get(globalThis, Symbol.for("almanac.server")) === true;
}

/** Facts from a set of headers: the id that proxy.ts gave, the address behind trusted proxies, the user agent. */
export function factsOfHeaders(from: Headers): RequestFacts {
  const given = from.get("x-request-id") ?? "";
  const peer = from.get(ownServer() ? "x-almanac-peer" : "x-real-ip");
  const ip = clientAddress(peer, from.get("x-forwarded-for"), env().TRUSTED_PROXIES);
  return {
    requestId: UUID.test(given) ? given : newId(),
    ip: ip && isIP(ip) ? ip : null,
    userAgent: from.get("user-agent")?.slice(0, 400) ?? null,
  };
}

/** Facts of the request that is being rendered or acted on. */
export const requestFacts = cache(async (): Promise<RequestFacts> => {
  const facts = factsOfHeaders(await headers());
  begunRequests()?.add(facts.requestId);
  return facts;
});

/** Ids of the requests that our own code has begun to work on, kept by bin/unread-forms.mjs; null on servers that are not ours. */
export function begunRequests(): Set<unknown> | null {
  const kept: unknown = Reflect.get(globalThis, Symbol.for("almanac.begun"));
  return kept instanceof Set ? kept : null;
}
