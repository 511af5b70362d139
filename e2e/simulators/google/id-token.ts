import { createHash, sign } from "node:crypto";
import { type Answer, json } from "@/e2e/simulators/answer";
import type { Account } from "./types";
import { type GoogleWorld, makeKey } from "./world";

export const EMAIL_SCOPE = "https://www.googleapis.com/auth/userinfo.email";
export const PROFILE_SCOPE = "https://www.googleapis.com/auth/userinfo.profile";

/** Who the person is, as far as the scopes allow to say. */
export function claimsOf(account: Account, scope: string[]) {
  const [given = account.name, ...rest] = account.name.split(" ");
  return {
    sub: account.sub,
    ...(scope.includes(EMAIL_SCOPE) ? { email: account.email, email_verified: account.verified } : {}),
    ...(scope.includes(PROFILE_SCOPE)
      ? {
          name: account.name,
          given_name: given,
          family_name: rest.join(" "),
          picture: `https://lh3.googleusercontent.com/a/${account.sub}=s96-c`,
        }
      : {}),
  };
}

/** A signed identity token (RS256), with one lie in it when the settings ask for one. */
export function idToken(
  world: GoogleWorld,
  account: Account,
  scope: string[],
  accessToken: string,
  nonce: string | undefined,
): string {
  const { settings } = world.state;
  const lie = settings.idTokenLie;
  const now = world.clock.seconds();
  const told = lie === "nonce" ? "another-nonce" : nonce;
  const claims = {
    iss: lie === "issuer" ? "https://accounts.example.org" : world.origin,
    azp: settings.clientId,
    aud: lie === "audience" ? "another-client" : settings.clientId,
    ...claimsOf(account, scope),
    at_hash: createHash("sha256").update(accessToken).digest().subarray(0, 16).toString("base64url"),
    ...(told === undefined ? {} : { nonce: told }),
    iat: lie === "expired" ? now - 7200 : now,
    exp: lie === "expired" ? now - 3600 : now + 3600,
  };
  const text = `${encode({ alg: "RS256", kid: world.key.id, typ: "JWT" })}.${encode(claims)}`;
  const signer = lie === "signature" ? makeKey() : world.key;
  return `${text}.${sign("RSA-SHA256", Buffer.from(text), signer.privateKey).toString("base64url")}`;
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

/** The public half of the key, for whoever checks a signature. */
export function certificates({ key }: GoogleWorld): Answer {
  return json(200, { keys: [{ ...key.publicKey.export({ format: "jwk" }), kid: key.id, alg: "RS256", use: "sig" }] });
}

/** OpenID's discovery document. */
export function discovery({ origin }: GoogleWorld): Answer {
  return json(200, {
    issuer: origin,
    authorization_endpoint: `${origin}/o/oauth2/v2/auth`,
    token_endpoint: `${origin}/token`,
    userinfo_endpoint: `${origin}/v1/userinfo`,
    revocation_endpoint: `${origin}/revoke`,
    jwks_uri: `${origin}/oauth2/v3/certs`,
    response_types_supported: [
      "code",
      "token",
      "id_token",
      "code token",
      "code id_token",
      "token id_token",
      "code token id_token",
      "none",
    ],
    response_modes_supported: ["query", "fragment", "form_post"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
    scopes_supported: ["openid", "email", "profile"],
    token_endpoint_auth_methods_supported: ["client_secret_post", "client_secret_basic"],
    claims_supported: [
      "aud",
      "email",
      "email_verified",
      "exp",
      "family_name",
      "given_name",
      "iat",
      "iss",
      "name",
      "picture",
      "sub",
    ],
    code_challenge_methods_supported: ["plain", "S256"],
    grant_types_supported: ["authorization_code", "refresh_token"],
  });
}
