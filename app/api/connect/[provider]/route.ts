import type { NextRequest } from "next/server";
import { recordFailure, recordSuccess } from "@/app/_auth/audit";
import { consentCookie, consentCookieOptions, newConsent, PURPOSES, type Purpose, sealConsent } from "@/app/_auth/consent";
import { factsOfHeaders } from "@/app/_auth/request";
import { actorOf, currentVisitor } from "@/app/_auth/visitor";
import { refused } from "@/app/api/_spec/refused";
import { asUser, nobody } from "@/db/client";
import { isProvider } from "@/domain/connections";
import { consentUrl } from "@/integrations/oauth";
import { redirectUriOf } from "@/integrations/redirect";
import { contractOf } from "@/integrations/registry";
import { goTo, troubleAt } from "../leave";

/** A browser on its way to a provider's consent page. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ provider: string }> }): Promise<Response> {
  const started = performance.now();
  const { provider } = await params;
  if (!isProvider(provider)) return goTo("/settings/connections");
  const asked = request.nextUrl.searchParams.get("for");
  const purpose: Purpose = PURPOSES.find((one) => one === asked) ?? "connect";
  const visitor = await currentVisitor();
  if (!visitor && purpose !== "sign-in") return goTo("/sign-in?from=/settings/connections");
  const home = purpose === "connect" ? "/settings/connections" : purpose === "link" ? "/settings/security" : "/sign-in";
  const entrance = contractOf(provider)?.entrance;
  const client = entrance?.kind === "oauth" ? entrance.client() : null;
  if (!client || entrance?.kind !== "oauth") return troubleAt(home, provider, "not_set_up");
  if (purpose !== "connect" && !entrance.signInScopes) return troubleAt(home, provider, "not_set_up");
  if (visitor?.role === "guest" && purpose !== "sign-in") return troubleAt(home, provider, "guest");

  const consent = newConsent(provider, purpose, purpose === "sign-in" ? null : (visitor?.userId ?? null));
  const facts = factsOfHeaders(request.headers);
  const actor = visitor && purpose !== "sign-in" ? actorOf(visitor, facts) : nobody(facts.requestId, facts.ip, facts.userAgent);
  const entry = { action: "connections.begin", resource: "connection", resourceId: provider, input: { purpose }, started };
  try {
    await asUser(actor, (tx) => recordSuccess(tx, entry, 303));
  } catch (error) {
    await recordFailure(actor, entry, error);
    return troubleAt(home, provider, "failed");
  }
  const scopes = purpose === "connect" ? client.scopes : (entrance.signInScopes ?? []);
  const answer = goTo(consentUrl(client, redirectUriOf(provider), consent.state, consent.verifier, scopes));
  answer.cookies.set(consentCookie(provider), await sealConsent(consent), consentCookieOptions(provider));
  return answer;
}

export const { POST, PUT, PATCH, DELETE } = refused("GET");

export const dynamic = "force-dynamic";
