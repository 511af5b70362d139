import { type Answer, json } from "@/e2e/simulators/answer";
import { basicOf, bearerOf, type Call, formOf } from "@/e2e/simulators/request";
import { summaryAthlete } from "./athlete-json";
import { badRequest, badToken, limited, refuse } from "./errors";
import { countRequest, rateHeaders } from "./rate-limits";
import { athleteOf, newToken, type StravaWorld } from "./state";
import type { Pair } from "./types";
import { announce } from "./webhooks";

/** An access token with less than this left is replaced at a refresh. */
const RENEW_BELOW_S = 3600;

/** `POST /oauth/token`. */
export function token(world: StravaWorld, call: Call): Answer {
  const form = formOf(call);
  const { clientId, clientSecret } = world.state.settings;
  if (form.get("client_id") !== clientId) return badRequest("Application", "client_id", "invalid");
  if (form.get("client_secret") !== clientSecret) return badRequest("Application", "client_secret", "invalid");
  switch (form.get("grant_type")) {
    case "authorization_code":
      return exchange(world, form.get("code") ?? "");
    case "refresh_token":
      return refresh(world, form.get("refresh_token") ?? "");
    default:
      return badRequest("Application", "grant_type", "invalid");
  }
}

function exchange(world: StravaWorld, code: string): Answer {
  const { state, workings } = world;
  const given = state.codes.get(code);
  state.codes.delete(code);
  if (!given || given.expiresAt <= workings.clock.seconds()) return badRequest("AuthorizationCode", "code", "invalid");
  const connected = new Set(state.pairs.map((pair) => pair.athleteId));
  if (!connected.has(given.athleteId) && connected.size >= state.settings.athleteLimit) {
    return refuse(403, "Limit of connected athletes exceeded", "Application", "Athletes", "exceeded");
  }
  const pair = grant(world, given.athleteId, given.scope);
  state.issued.exchanged += 1;
  return json(200, { ...describe(world, pair), athlete: summaryAthlete(athleteOf(state, given.athleteId)) });
}

/** The pair of this athlete and these scopes; the same one while its access token is good for more than an hour. */
export function grant(world: StravaWorld, athleteId: number, scope: string[]): Pair {
  const { state } = world;
  const key = [...scope].sort().join();
  const known = state.pairs.find((pair) => pair.athleteId === athleteId && [...pair.scope].sort().join() === key);
  if (known) {
    if (left(world, known) <= RENEW_BELOW_S) renew(world, known);
    return known;
  }
  const pair: Pair = { athleteId, scope, access: [], refresh: newToken() };
  renew(world, pair);
  state.pairs.push(pair);
  return pair;
}

function refresh(world: StravaWorld, token: string): Answer {
  const { state } = world;
  const pair = state.pairs.find((one) => one.refresh === token);
  if (!pair) return badRequest("RefreshToken", "refresh_token", "invalid");
  const stale = left(world, pair) <= RENEW_BELOW_S;
  if (stale) renew(world, pair);
  const { rotation } = state.settings;
  // From here on the old refresh token is dead, whether or not the answer arrives.
  if (rotation === "always" || (rotation === "new" && stale)) pair.refresh = newToken();
  state.issued[stale ? "refreshed" : "unchanged"] += 1;
  return json(200, describe(world, pair));
}

function renew({ state, workings }: StravaWorld, pair: Pair): void {
  const now = workings.clock.seconds();
  pair.access = pair.access.filter(({ expiresAt }) => expiresAt > now);
  pair.access.unshift({ token: newToken(), expiresAt: now + state.settings.tokenLifetime });
}

function left({ workings }: StravaWorld, pair: Pair): number {
  return (pair.access[0]?.expiresAt ?? 0) - workings.clock.seconds();
}

/** The answer of the token door, without the athlete. */
export function describe(world: StravaWorld, pair: Pair) {
  return {
    token_type: "Bearer",
    access_token: pair.access[0]?.token ?? "",
    expires_at: pair.access[0]?.expiresAt ?? 0,
    expires_in: left(world, pair),
    refresh_token: pair.refresh,
  };
}

/** The pair of a living access token. */
export function findPair({ state, workings }: StravaWorld, access: string | undefined): Pair | undefined {
  const now = workings.clock.seconds();
  return state.pairs.find((pair) => pair.access.some(({ token, expiresAt }) => token === access && expiresAt > now));
}

/** Takes the application away from the athlete: every pair dies, and the application hears of it. */
export function disconnect(world: StravaWorld, athleteId: number): void {
  const { state } = world;
  state.pairs = state.pairs.filter((pair) => pair.athleteId !== athleteId);
  announce(world, "athlete", athleteId, "update", athleteId, { authorized: "false" });
}

/** The old way: the access token itself asks, and it counts as a request. */
export function deauthorize(world: StravaWorld, call: Call): Answer {
  const token = bearerOf(call) ?? formOf(call).get("access_token") ?? undefined;
  const pair = findPair(world, token);
  if (!pair) return badToken();
  if (countRequest(world, false)) return limited(rateHeaders(world));
  disconnect(world, pair.athleteId);
  // Of a POST the read usage was recorded as a bare comma.
  return json(200, { access_token: token }, { ...rateHeaders(world), "X-Readratelimit-Usage": "," });
}

/** The new way: the application asks with its own name, and either half kills the pair. Unknown tokens are no error (RFC 7009). */
export function revoke(world: StravaWorld, call: Call): Answer {
  const { state } = world;
  const client = basicOf(call);
  if (client?.name !== state.settings.clientId || client.password !== state.settings.clientSecret) {
    return refuse(401, "Authorization Error", "Application", "client_id", "invalid");
  }
  const token = formOf(call).get("token");
  if (!token) return badRequest("Application", "token", "missing");
  const pair = state.pairs.find((one) => one.refresh === token || one.access.some((access) => access.token === token));
  if (pair) disconnect(world, pair.athleteId);
  return json(200, {});
}
