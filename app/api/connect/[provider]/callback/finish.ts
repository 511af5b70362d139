import "server-only";
import type { NextResponse } from "next/server";
import { type Entry, recordSuccess } from "@/app/_auth/audit";
import type { Consent } from "@/app/_auth/consent";
import { cookieName, cookieOptions, sealSession } from "@/app/_auth/cookie";
import type { RequestFacts } from "@/app/_auth/request";
import { type Arrived, confirmWithIdentity, signInWithIdentity } from "@/app/_auth/sign-in-identity";
import type { Visitor } from "@/db/accounts";
import { type Actor, asUser } from "@/db/client";
import { connect } from "@/db/connections";
import { linkIdentity } from "@/db/identities";
import type { Provider } from "@/domain/connections";
import { ProviderFailure } from "@/integrations/failures";
import { storeTokens } from "@/integrations/tokens";
import { goTo, type Trouble } from "../../leave";
import type { Granted } from "./exchange-code";

type Finish = {
  consent: Consent;
  facts: RequestFacts;
  visitor: Visitor | null;
  actor: Actor;
  entry: Entry;
  granted: Granted;
};

/** Does what the person went to the provider for, with its audit row in the same transaction; or answers why not. */
export async function finishConsent(finish: Finish): Promise<NextResponse | Trouble> {
  const { consent, facts, visitor, actor, entry, granted } = finish;
  const { provider, purpose } = consent;
  if (purpose === "connect") {
    const { tokens, identity, scopes } = granted;
    await asUser(actor, async (tx) => {
      await connect(tx, { provider, scopes, externalId: identity.externalId, externalName: identity.externalName });
      await storeTokens(tx, provider, tokens);
      await recordSuccess(tx, entry, 303);
    });
    return goTo(`/settings/connections?connected=${provider}`);
  }
  const arrived = arrivedOf(provider, granted);
  if (purpose === "link") {
    const label = arrived.email ?? arrived.externalName;
    const linked = await asUser(actor, async (tx) => {
      const done = await linkIdentity(tx, provider, arrived.externalId, label);
      if (done) await recordSuccess(tx, entry, 303);
      return done;
    });
    return linked ? goTo(`/settings/security?linked=${provider}`) : "taken";
  }
  if (purpose === "confirm") {
    if (!visitor) return "stale";
    const opened = await confirmWithIdentity(facts, arrived, visitor);
    return "trouble" in opened ? opened.trouble : signedIn(opened.secret, "/settings/security?confirmed=yes");
  }
  const opened = await signInWithIdentity(facts, arrived, consent.timeZone);
  return "trouble" in opened ? opened.trouble : signedIn(opened.secret, consent.from);
}

function arrivedOf(provider: Provider, { identity }: Granted): Arrived {
  const { externalId } = identity;
  if (externalId === null) throw new ProviderFailure("refused", "The provider did not say who this is.");
  return { ...identity, provider, externalId };
}

async function signedIn(secret: string, address: string): Promise<NextResponse> {
  const answer = goTo(address);
  answer.cookies.set(cookieName(), await sealSession(secret), cookieOptions());
  return answer;
}
