import { createHash } from "node:crypto";
import type { HttpAnswer, HttpRequest } from "./http";

/** What a provider answers to a code or a refresh token. Null where it did not say. */
export type Tokens = {
  accessToken: string;
  /** Null where the old one stays good (Google). */
  refreshToken: string | null;
  tokenType: string | null;
  expiresAt: Date | null;
  scopes: string[] | null;
};

/** Who the tokens belong to; `email` only where the provider vouches for it. */
export type Identity = { externalId: string | null; externalName: string | null; email?: string | null };

/** What differs between providers in OAuth 2 (RFC 6749, PKCE of RFC 7636). Everything else is the same for all. */
export type OAuthClient = {
  clientId: string;
  clientSecret: string;
  authorizeUrl: string;
  tokenUrl: string;
  scopes: readonly string[];
  scopeSeparator: " " | ",";
  /** The provider checks a code challenge. */
  pkce: boolean;
  /** More for the address of the consent page; `nonce` binds an identity to this consent. */
  authorizeExtra?: (nonce: string) => Readonly<Record<string, string>>;
  /** More for every call of the token address. */
  tokenExtra?: (redirectUri: string) => Readonly<Record<string, string>>;
  /** The tokens in a successful answer; `now` for lifetimes in seconds. @throws Error when it is not one */
  readTokens(answer: HttpAnswer, now: Date): Tokens;
  /** Whether an answer says that the refresh token is worth nothing any more. */
  isDead(answer: HttpAnswer): boolean;
  /** The call that ends the grant; null where there is nothing to call. */
  revoke(tokens: { accessToken: string; refreshToken: string | null }): HttpRequest | null;
};

/** The consent page's address. `verifier` is the PKCE secret that only we know. */
export function consentUrl(
  client: OAuthClient,
  redirectUri: string,
  state: string,
  verifier: string,
  scopes?: readonly string[],
): string {
  const url = new URL(client.authorizeUrl);
  const wanted = (scopes ?? client.scopes).join(client.scopeSeparator);
  const query: Record<string, string> = {
    client_id: client.clientId,
    redirect_uri: redirectUri,
    response_type: "code",
    scope: wanted,
    state,
    ...client.authorizeExtra?.(nonceOf(verifier)),
  };
  if (client.pkce) {
    query["code_challenge"] = createHash("sha256").update(verifier).digest("base64url");
    query["code_challenge_method"] = "S256";
  }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.toString();
}

/** The nonce of OpenID Connect that goes with a consent: derived from its secret, so that it need not be kept. */
export function nonceOf(verifier: string): string {
  return createHash("sha256").update(`nonce ${verifier}`).digest("base64url");
}

/** The call that turns a code into tokens. */
export function codeRequest(client: OAuthClient, code: string, redirectUri: string, verifier: string): HttpRequest {
  return tokenRequest(client, redirectUri, {
    grant_type: "authorization_code",
    code,
    redirect_uri: redirectUri,
    ...(client.pkce ? { code_verifier: verifier } : {}),
  });
}

/** The call that turns a refresh token into new tokens. */
export function refreshRequest(client: OAuthClient, refreshToken: string, redirectUri: string): HttpRequest {
  return tokenRequest(client, redirectUri, { grant_type: "refresh_token", refresh_token: refreshToken });
}

function tokenRequest(client: OAuthClient, redirectUri: string, form: Record<string, string>): HttpRequest {
  return {
    method: "POST",
    url: client.tokenUrl,
    form: {
      client_id: client.clientId,
      client_secret: client.clientSecret,
      ...form,
      ...client.tokenExtra?.(redirectUri),
    },
    timeoutMs: 20_000,
  };
}

/** When tokens run out, from milliseconds since the epoch; null for what is no time at all: then they are good until refused. */
export function expiryOf(epochMs: number): Date | null {
  const at = new Date(epochMs);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** Scopes as providers join them: by spaces, commas or plus signs. */
export function splitScopes(joined: string): string[] {
  return joined.split(/[\s,+]+/).filter((scope) => scope !== "");
}
