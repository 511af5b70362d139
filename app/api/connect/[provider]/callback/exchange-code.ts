import "server-only";
import { PROVIDER_NAMES, type Provider } from "@/domain/connections";
import { ProviderFailure } from "@/integrations/failures";
import { ask, HttpFailure } from "@/integrations/http";
import { codeRequest, type Identity, nonceOf, splitScopes, type Tokens } from "@/integrations/oauth";
import type { Entrance } from "@/integrations/provider";
import { redirectUriOf } from "@/integrations/redirect";

/** What a consent brought: tokens, who they belong to, what was really granted. */
export type Granted = { tokens: Tokens; identity: Identity; scopes: string[] };

/** Turns the code of a consent, which had asked for `asked`, into tokens. @throws ProviderFailure */
export async function exchangeCode(
  provider: Provider,
  entrance: Extract<Entrance, { kind: "oauth" }>,
  search: URLSearchParams,
  verifier: string,
  asked: readonly string[],
): Promise<Granted> {
  const name = PROVIDER_NAMES[provider];
  const client = entrance.client();
  const code = search.get("code");
  if (!client || code === null) throw new ProviderFailure("refused", `${name} sent no code.`);
  try {
    const answer = await ask(codeRequest(client, code, redirectUriOf(provider), verifier));
    if (answer.status !== 200)
      throw new ProviderFailure("refused", `${name} did not accept its own code (status ${answer.status}).`);
    const tokens = client.readTokens(answer, new Date());
    const identity = await entrance.identify(tokens, answer, nonceOf(verifier));
    // Boxes can be unticked: what counts is what came back, in the tokens or in the address. Said nowhere, all was granted (RFC 6749, 5.1).
    const told = search.get("scope");
    const scopes = tokens.scopes ?? (told === null ? [...asked] : splitScopes(told));
    return { tokens, identity, scopes };
  } catch (error) {
    if (error instanceof ProviderFailure) throw error;
    if (error instanceof HttpFailure) throw new ProviderFailure("transient", `${name} could not be reached: ${error.message}.`);
    throw new ProviderFailure("transient", `${name} answered with something that is no token.`);
  }
}
