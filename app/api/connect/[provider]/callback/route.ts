import type { NextRequest, NextResponse } from "next/server";
import { type Entry, recordFailure } from "@/app/_auth/audit";
import { type Consent, consentCookie, consentCookieOptions, openConsent } from "@/app/_auth/consent";
import { factsOfHeaders, type RequestFacts } from "@/app/_auth/request";
import { actorOf, visitorOfRequest } from "@/app/_auth/visitor";
import { refused } from "@/app/api/_spec/refused";
import { nobody } from "@/db/client";
import { isProvider, type Provider } from "@/domain/connections";
import { ProviderFailure } from "@/integrations/failures";
import { contractOf } from "@/integrations/registry";
import { Failure } from "@/lib/errors";
import { log } from "@/lib/log";
import { goTo, TROUBLES, type Trouble, troubleAt } from "../../leave";
import { exchangeCode } from "./exchange-code";
import { finishConsent } from "./finish";

/** A browser that comes back from a provider's consent page. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ provider: string }> }): Promise<Response> {
  const { provider } = await params;
  if (!isProvider(provider)) return goTo("/settings/connections");
  const state = request.nextUrl.searchParams.get("state");
  const consent = await openConsent(provider, request.cookies.get(consentCookie(provider))?.value, state);
  const answer = await answerTo(request, provider, consent);
  // Good for one answer; an answer that is not this browser's leaves the consent that is under way alone.
  if (consent) answer.cookies.set(consentCookie(provider), "", { ...consentCookieOptions(), maxAge: 0 });
  return answer;
}

async function answerTo(request: NextRequest, provider: Provider, consent: Consent | null): Promise<NextResponse> {
  const facts = factsOfHeaders(request.headers);
  const visitor = await visitorOfRequest(request);
  const purpose = consent?.purpose ?? (visitor ? "connect" : "sign-in");
  // Somebody who signed in in another tab meanwhile stays who they are.
  if (consent?.purpose === "sign-in" && visitor && visitor.role !== "guest") return goTo(consent.from);
  const actor = visitor && purpose !== "sign-in" ? actorOf(visitor, facts) : nobody(facts.requestId, facts.ip, facts.userAgent);
  const entry: Entry = {
    action: `connections.${purpose}`,
    resource: "connection",
    resourceId: provider,
    input: null,
    started: performance.now(),
  };
  // Whoever began it must still be the one who is signed in here.
  const isStill = async () => purpose === "sign-in" || (await visitorOfRequest(request))?.userId === consent?.userId;
  try {
    if (!consent || !(await isStill())) return await refuse("stale");
    const search = request.nextUrl.searchParams;
    const error = search.get("error");
    if (error !== null) return await refuse(error === "access_denied" ? "declined" : "failed");
    const entrance = contractOf(provider)?.entrance;
    if (entrance?.kind !== "oauth") return await refuse("not_set_up");
    const asked = (purpose === "connect" ? entrance.client()?.scopes : entrance.signInScopes) ?? [];
    const granted = await exchangeCode(provider, entrance, search, consent.verifier, asked);
    // The provider may have taken its time, and the session may have been ended meanwhile.
    if (!(await isStill())) return await refuse("stale");
    const finished = await finishConsent({ consent, facts, visitor, actor, entry, granted });
    return typeof finished === "string" ? await refuse(finished) : finished;
  } catch (error) {
    const expected = error instanceof ProviderFailure ? new Failure("failed_dependency", error.message) : error;
    await recordFailure(actor, entry, expected);
    if (!(expected instanceof Failure)) logUnexpected(facts, provider, expected);
    return troubleAt(purpose, provider, "failed");
  }

  async function refuse(why: Trouble): Promise<NextResponse> {
    await recordFailure(actor, entry, new Failure("forbidden", TROUBLES[why]));
    return troubleAt(purpose, provider, why);
  }
}

function logUnexpected({ requestId }: RequestFacts, provider: Provider, error: unknown): void {
  log().error({ requestId, provider, error: error instanceof Error ? error.stack : String(error) }, "a consent failed");
}

export const { POST, PUT, PATCH, DELETE } = refused("GET");

export const dynamic = "force-dynamic";
