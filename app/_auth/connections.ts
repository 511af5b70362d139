import "server-only";
import type { Actor, Tx } from "@/db/client";
import { type Connection, connect, disconnect, findConnection, getConnection } from "@/db/connections";
import { PROVIDER_NAMES, type Provider } from "@/domain/connections";
import { ProviderFailure } from "@/integrations/failures";
import { ask } from "@/integrations/http";
import { contractOf, keyEntranceOf } from "@/integrations/registry";
import { forgetExchangesOf } from "@/integrations/token-journal";
import { readTokens, storeTokens } from "@/integrations/tokens";
import { Failure } from "@/lib/errors";
import { log } from "@/lib/log";

/** Who came with a key, and at which server. */
type Keyed = { externalId: string | null; externalName: string | null; serverAddress: string | null };

/**
 * Asks the provider who an API key belongs to. No transaction is open meanwhile.
 * @throws Failure "forbidden" for guests, "invalid" where the key or the address is refused, "failed_dependency" where nobody answers
 */
export async function identifyKey(
  actor: Actor,
  provider: Provider,
  apiKey: string,
  serverAddress: string | null,
): Promise<Keyed> {
  if (actor.role === "guest") {
    throw new Failure("forbidden", "Demo data cannot be connected: it is removed after a week. Make this your account first.");
  }
  const entrance = keyEntranceOf(provider);
  if (!entrance) {
    throw new Failure("conflict", `${PROVIDER_NAMES[provider]} is connected in the browser, not with an API key.`);
  }
  const wrong = (path: string, message: string) => new Failure("invalid", message, { fields: [{ path, message }] });
  if (serverAddress !== null && !entrance.anyServer) {
    throw wrong("serverAddress", `${PROVIDER_NAMES[provider]} has one address only; leave this out.`);
  }
  try {
    const { externalId, externalName, serverAddress: kept = null } = await entrance.identify(apiKey, serverAddress);
    return { externalId, externalName, serverAddress: kept };
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    if (error.kind === "needs_reconnect") throw wrong("apiKey", error.message);
    if (error.kind === "refused" && serverAddress !== null) throw wrong("serverAddress", error.message);
    throw new Failure("failed_dependency", error.message);
  }
}

/** Stores a connection that is entered with an API key. */
export async function connectWithKey(tx: Tx, provider: Provider, apiKey: string, keyed: Keyed): Promise<Connection> {
  await connect(tx, { provider, scopes: [], ...keyed });
  await storeTokens(tx, provider, { accessToken: apiKey, refreshToken: null, tokenType: null, expiresAt: null });
  return getConnection(tx, provider);
}

/** Ends a connection in the transaction; what is answered tells the provider so, after the commit, and never throws. */
export async function endConnection(tx: Tx, provider: Provider): Promise<() => Promise<void>> {
  const connection = await findConnection(tx, provider);
  const tokens = await readTokens(tx, provider).catch(() => null);
  await disconnect(tx, provider);
  return async () => {
    forgetExchangesOf(tx.userId, provider);
    const contract = contractOf(provider);
    if (!contract || !connection || !tokens) return;
    const client = contract.entrance.kind === "oauth" ? contract.entrance.client() : null;
    // A key that a person typed is theirs, and no grant that could be given back.
    if (!client || (tokens.tokenType === null && tokens.refreshToken === null)) return;
    const ways = [client.revoke(tokens), contract.otherFarewell?.(tokens.accessToken)];
    for (const request of ways) {
      if (!request) continue;
      try {
        const { status } = await ask({ ...request, timeoutMs: 5_000 });
        if (status < 400) return;
        log().warn({ provider, status }, "a provider did not accept that its access was given back");
      } catch (error) {
        log().warn({ provider, error: String(error) }, "a provider could not be told that its access was given back");
      }
    }
  };
}
