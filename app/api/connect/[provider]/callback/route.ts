import type { NextRequest, NextResponse } from "next/server";
import { type Entry, recordFailure } from "@/app/_auth/audit";
import { type Consent, consentCookie, consentCookieOptions, openConsent } from "@/app/_auth/consent";
import { factsOfHeaders } from "@/app/_auth/request";
import { actorOf, currentVisitor } from "@/app/_auth/visitor";
import { refused } from "@/app/api/_spec/refused";
import { nobody } from "@/db/client";
import { isProvider, PROVIDER_NAMES, type Provider } from "@/domain/connections";
import { ProviderFailure } from "@/integrations/failures";
import { contractOf } from "@/integrations/registry";
import { Failure } from "@/lib/errors";
import { log } from "@/lib/log";
import { goTo, type Trouble, troubleAt } from "../../leave";
import { exchangeCode } from "./exchange-code";
import { finishConsent } from "./finish";

const HOMES = { connect: "/settings/connections", link: "/settings/security", "sign-in": "/sign-in" } as const;

/** A browser that comes back from a provider's consent page. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ provider: string }> }): Promise<Response> {
  const { provider } = await params;
  if (!isProvider(provider)) return goTo("/settings/connections");
  const search = request.nextUrl.searchParams;
  const consent = await openConsent(provider, request.cookies.get(consentCookie(provider))?.value, search.get("state"));
  const answer = consent ? await answerTo(request, provider, consent) : troubleAt("/settings/connections", provider, "stale");
  // Good for one answer.
  answer.cookies.set(consentCookie(provider), "", { ...consentCookieOptions(provider), maxAge: 0 });
  return answer;
}

async function answerTo(request: NextRequest, provider: Provider, consent: Consent): Promise<NextResponse> {
  const facts = factsOfHeaders(request.headers);
  const visitor = await currentVisitor();
  const home = HOMES[consent.purpose];
  const back = (trouble: Trouble) => troubleAt(home, provider, trouble);
  // Whoever began it must still be the one who is signed in here.
  if (consent.purpose !== "sign-in" && (!visitor || visitor.userId !== consent.userId)) return back("stale");
  const actor = visitor && consent.userId !== null ? actorOf(visitor, facts) : nobody(facts.requestId, facts.ip, facts.userAgent);
  const entry: Entry = {
    action: `connections.${consent.purpose}`,
    resource: "connection",
    resourceId: provider,
    input: null,
    started: performance.now(),
  };
  try {
    const search = request.nextUrl.searchParams;
    if (search.get("error") !== null) {
      throw new Failure("forbidden", `The person did not allow it at ${PROVIDER_NAMES[provider]}.`);
    }
    const entrance = contractOf(provider)?.entrance;
    if (entrance?.kind !== "oauth") throw new Failure("failed_dependency", "This provider is not connected by consent.");
    const granted = await exchangeCode(provider, entrance, search, consent.verifier);
    return await finishConsent({ consent, facts, actor, entry, granted, back });
  } catch (error) {
    const expected = error instanceof ProviderFailure ? new Failure("failed_dependency", error.message) : error;
    await recordFailure(actor, entry, expected);
    if (!(expected instanceof Failure)) {
      log().error(
        { requestId: facts.requestId, provider, error: error instanceof Error ? error.stack : String(error) },
        "a consent failed",
      );
    }
    return back(expected instanceof Failure && expected.kind === "forbidden" ? "declined" : "failed");
  }
}

export const { POST, PUT, PATCH, DELETE } = refused("GET");

export const dynamic = "force-dynamic";
