import "server-only";
import type { NextResponse } from "next/server";
import { type Entry, recordSuccess } from "@/app/_auth/audit";
import type { Consent } from "@/app/_auth/consent";
import type { RequestFacts } from "@/app/_auth/request";
import { signInWithIdentity } from "@/app/_auth/sign-in-identity";
import { type Actor, asUser } from "@/db/client";
import { connect } from "@/db/connections";
import { linkIdentity } from "@/db/identities";
import { storeTokens } from "@/integrations/tokens";
import { Failure } from "@/lib/errors";
import { goTo, type Trouble } from "../../leave";
import type { Granted } from "./exchange-code";

type Finish = {
  consent: Consent;
  facts: RequestFacts;
  actor: Actor;
  entry: Entry;
  granted: Granted;
  back: (trouble: Trouble) => NextResponse;
};

/** Does what the person went to the provider for, with its audit row in the same transaction. */
export async function finishConsent({ consent, facts, actor, entry, granted, back }: Finish): Promise<NextResponse> {
  const { provider, purpose } = consent;
  const { tokens, identity, scopes } = granted;
  if (purpose === "connect") {
    await asUser(actor, async (tx) => {
      await connect(tx, { provider, scopes, ...identity });
      await storeTokens(tx, provider, tokens);
      await recordSuccess(tx, entry, 303);
    });
    return goTo(`/settings/connections?connected=${provider}`);
  }
  const externalId = identity.externalId;
  if (externalId === null) throw new Failure("failed_dependency", "The provider did not say who this is.");
  const label = identity.email ?? identity.externalName;
  if (purpose === "link") {
    const linked = await asUser(actor, async (tx) => {
      const done = await linkIdentity(tx, provider, externalId, label);
      if (done) await recordSuccess(tx, entry, 303);
      return done;
    });
    return linked ? goTo(`/settings/security?linked=${provider}`) : back("taken");
  }
  return signInWithIdentity(facts, provider, { ...identity, externalId }, back);
}
