import type { NextRequest } from "next/server";
import { recordFailure, recordSuccess } from "@/app/_auth/audit";
import { consentCookie, consentCookieOptions, newConsent, PURPOSES, type Purpose, sealConsent } from "@/app/_auth/consent";
import { isFresh } from "@/app/_auth/fresh-session";
import { ledBy, ownPath } from "@/app/_auth/origin";
import { factsOfHeaders } from "@/app/_auth/request";
import { actorOf, visitorOfRequest } from "@/app/_auth/visitor";
import { refused } from "@/app/api/_spec/refused";
import type { Visitor } from "@/db/accounts";
import { asUser, nobody } from "@/db/client";
import { isProvider, type Provider } from "@/domain/connections";
import { isTimeZone } from "@/domain/time-zones";
import { consentUrl } from "@/integrations/oauth";
import { redirectUriOf } from "@/integrations/redirect";
import { contractOf } from "@/integrations/registry";
import { Failure } from "@/lib/errors";
import { goTo, HOMES, TROUBLES, type Trouble, troubleAt } from "../leave";

/** A browser on its way to a provider's consent page. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ provider: string }> }): Promise<Response> {
  const { provider } = await params;
  return isProvider(provider) ? begin(request, provider) : goTo("/settings/connections");
}

async function begin(request: NextRequest, provider: Provider): Promise<Response> {
  const started = performance.now();
  const search = request.nextUrl.searchParams;
  const asked = search.get("for");
  const purpose: Purpose = PURPOSES.find((one) => one === asked) ?? "connect";
  const from = ownPath(search.get("from"));
  const visitor = await visitorOfRequest(request);
  if (!visitor && purpose !== "sign-in") return goTo(`/sign-in?from=${HOMES[purpose]}`);
  if (visitor && visitor.role !== "guest" && purpose === "sign-in") return goTo(from);

  const facts = factsOfHeaders(request.headers);
  const person = purpose === "sign-in" ? null : visitor;
  const actor = person ? actorOf(person, facts) : nobody(facts.requestId, facts.ip, facts.userAgent);
  const entry = { action: "connections.begin", resource: "connection", resourceId: provider, input: { purpose }, started };
  const way = wayTo(provider, purpose);
  const trouble = refusalOf(request, purpose, person) ?? (way ? null : "not_set_up");
  if (trouble || !way) return refuse(trouble ?? "not_set_up");
  const zone = search.get("timeZone") ?? "";
  const timeZone = isTimeZone(zone) ? zone : "UTC";
  const consent = newConsent({ provider, purpose, userId: person?.userId ?? null, from, timeZone });
  try {
    const may = await asUser(actor, async (tx) => {
      if (purpose === "link" && person && !(await isFresh(tx, person, new Date()))) return false;
      await recordSuccess(tx, entry, 303);
      return true;
    });
    if (!may) return refuse("not_fresh");
  } catch (error) {
    await recordFailure(actor, entry, error);
    return troubleAt(purpose, provider, "failed");
  }
  const answer = goTo(consentUrl(way.client, redirectUriOf(provider), consent.state, consent.verifier, way.scopes));
  answer.cookies.set(consentCookie(provider), await sealConsent(consent), consentCookieOptions());
  return answer;

  async function refuse(why: Trouble): Promise<Response> {
    await recordFailure(actor, entry, new Failure("forbidden", TROUBLES[why]));
    return troubleAt(purpose, provider, why);
  }
}

/** The provider's consent page and what to ask for there; null where it is not set up for this purpose. */
function wayTo(provider: Provider, purpose: Purpose) {
  const entrance = contractOf(provider)?.entrance;
  const client = entrance?.kind === "oauth" ? entrance.client() : null;
  if (entrance?.kind !== "oauth" || !client) return null;
  const scopes = purpose === "connect" ? client.scopes : entrance.signInScopes;
  return scopes ? { client, scopes } : null;
}

/**
 * A page of somebody else's must not be able to connect a visitor with the account that this browser happens to be signed in with over
 * there; and what would let that account in here must come from our own page for certain.
 */
function refusalOf(request: NextRequest, purpose: Purpose, person: Visitor | null): Trouble | null {
  if (person?.role === "guest") return "guest";
  const led = ledBy(request.headers);
  return led === "elsewhere" || (led === "unknown" && purpose === "link") ? "elsewhere" : null;
}

export const { POST, PUT, PATCH, DELETE } = refused("GET");

export const dynamic = "force-dynamic";
