import "server-only";
import { PROVIDERS, type Provider } from "@/domain/connections";
import { contractOf } from "@/integrations/registry";

/** A provider that people can sign in with on this server; `makesAccounts`: it vouches for an address, which a new account needs. */
export type SignInProvider = { provider: Provider; makesAccounts: boolean };

/** Every provider that is set up here and says who somebody is. */
export function signInProviders(): SignInProvider[] {
  return PROVIDERS.flatMap((provider) => {
    const entrance = contractOf(provider)?.entrance;
    if (entrance?.kind !== "oauth" || !entrance.signInScopes || entrance.client() === null) return [];
    return [{ provider, makesAccounts: entrance.signInScopes.includes("email") }];
  });
}
