import { createHash } from "node:crypto";
import { type Answer, json } from "@/e2e/simulators/answer";
import { basicOf, bearerOf, type Call, formOf } from "@/e2e/simulators/request";
import { claimsOf, idToken } from "./id-token";
import type { AccessToken, Account, RefreshToken } from "./types";
import { type GoogleWorld, secretText } from "./world";

/** Living refresh tokens of one person and application; the oldest is dropped without a word. */
const MAX_REFRESH_TOKENS = 100;

/** `POST /token`; the application gives its name in the form or with HTTP Basic. */
export function token(world: GoogleWorld, call: Call): Answer {
  const form = formOf(call);
  const basic = basicOf(call);
  const { clientId, clientSecret } = world.state.settings;
  if ((basic?.name ?? form.get("client_id")) !== clientId)
    return refuse(401, "invalid_client", "The OAuth client was not found.");
  if ((basic?.password ?? form.get("client_secret")) !== clientSecret) return refuse(401, "invalid_client", "Unauthorized");
  switch (form.get("grant_type")) {
    case "authorization_code":
      return exchange(world, form);
    case "refresh_token":
      return refresh(world, form.get("refresh_token") ?? "");
    default:
      return refuse(400, "unsupported_grant_type", "Invalid grant_type");
  }
}

function exchange(world: GoogleWorld, form: URLSearchParams): Answer {
  const { state, clock } = world;
  const code = state.codes.get(form.get("code") ?? "");
  state.codes.delete(form.get("code") ?? "");
  if (!code || code.expiresAt <= clock.seconds()) return refuse(400, "invalid_grant", "Bad Request");
  if (code.redirectUri !== form.get("redirect_uri")) return refuse(400, "redirect_uri_mismatch", "Bad Request");
  if (code.challenge) {
    const verifier = form.get("code_verifier");
    if (verifier === null) return refuse(400, "invalid_grant", "Missing code verifier.");
    const shown = code.challenge.method === "S256" ? createHash("sha256").update(verifier).digest("base64url") : verifier;
    if (shown !== code.challenge.value) return refuse(400, "invalid_grant", "Invalid code verifier.");
  }
  state.issued.exchanged += 1;
  const made = code.givesRefresh ? makeRefreshToken(world, code.account, code.scope) : undefined;
  return json(200, give(world, code.account, code.scope, { made, nonce: code.nonce }));
}

/** The answer has no refresh token: the old one stays good. */
function refresh(world: GoogleWorld, given: string): Answer {
  const { state, clock } = world;
  const found = state.refreshTokens.find(({ token, expiresAt }) => token === given && expiresAt > clock.seconds());
  if (!found) return refuse(400, "invalid_grant", "Token has been expired or revoked.");
  state.issued.refreshed += 1;
  return json(200, give(world, found.account, found.scope));
}

export function makeRefreshToken({ state, clock }: GoogleWorld, account: Account, scope: string[]): RefreshToken {
  const made: RefreshToken = {
    token: secretText("1//0"),
    account,
    scope,
    expiresAt: clock.seconds() + state.settings.refreshLifetime,
  };
  const mine = state.refreshTokens.filter((one) => one.account === account);
  if (mine.length >= MAX_REFRESH_TOKENS) state.refreshTokens = state.refreshTokens.filter((one) => one !== mine[0]);
  state.refreshTokens.push(made);
  return made;
}

/** A new access token, and the refresh token when there is a new one. */
export function give(
  world: GoogleWorld,
  account: Account,
  scope: string[],
  { made, nonce }: { made?: RefreshToken; nonce?: string } = {},
) {
  const { state, clock } = world;
  const access = secretText("ya29.");
  const lifetime = state.settings.tokenLifetime;
  state.accessTokens.set(access, { account, scope, expiresAt: clock.seconds() + lifetime });
  return {
    access_token: access,
    expires_in: lifetime,
    ...(made ? { refresh_token: made.token } : {}),
    ...(made && Number.isFinite(state.settings.refreshLifetime)
      ? { refresh_token_expires_in: state.settings.refreshLifetime }
      : {}),
    scope: scope.join(" "),
    token_type: "Bearer",
    ...(scope.includes("openid") ? { id_token: idToken(world, account, scope, access, nonce) } : {}),
  };
}

/** The living access token of a request, or undefined. */
export function findAccess({ state, clock }: GoogleWorld, call: Call): AccessToken | undefined {
  const found = state.accessTokens.get(bearerOf(call) ?? "");
  return found && found.expiresAt > clock.seconds() ? found : undefined;
}

/** Either half of a pair ends all that the person has agreed to. */
export function revoke(world: GoogleWorld, call: Call): Answer {
  const given = call.query.get("token") ?? formOf(call).get("token") ?? "";
  const account =
    world.state.accessTokens.get(given)?.account ?? world.state.refreshTokens.find(({ token }) => token === given)?.account;
  if (!account) return refuse(400, "invalid_token", "Token expired or revoked");
  endAccess(world, account);
  return json(200, {});
}

export function endAccess({ state }: GoogleWorld, account: Account): void {
  account.scopes.clear();
  state.refreshTokens = state.refreshTokens.filter((one) => one.account !== account);
  for (const [token, access] of state.accessTokens) if (access.account === account) state.accessTokens.delete(token);
}

export function userInfo(world: GoogleWorld, call: Call): Answer {
  const access = findAccess(world, call);
  return access ? json(200, claimsOf(access.account, access.scope)) : refuse(401, "invalid_request", "Invalid Credentials");
}

function refuse(status: number, error: string, error_description: string): Answer {
  return json(status, { error, error_description });
}
