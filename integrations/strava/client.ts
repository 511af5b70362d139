import { readJson } from "@/integrations/asking";
import { ProviderFailure } from "@/integrations/failures";
import { plainName } from "@/integrations/files/plain-text";
import { ask, type HttpRequest } from "@/integrations/http";
import { expiryOf, type Identity, type OAuthClient, type Tokens } from "@/integrations/oauth";
import type { ProviderContract } from "@/integrations/provider";
import { env } from "@/lib/env";
import { budgets, judge, saidOf } from "./refusals";
import { type Athlete, athleteSchema, tokenSchema } from "./schema";
import { stravaSteps } from "./sync";

/** Everything that is read: private activities, and the list of shoes. What was granted of it is obeyed. */
const SCOPES = ["read", "activity:read_all", "profile:read_all"] as const;

/** With or without webhooks: what they do not tell of (distance, shoe, late uploads) is found within the hour. */
const EVERY_MS = 60 * 60_000;

function oauthClient(): OAuthClient | null {
  const { STRAVA_CLIENT_ID: clientId, STRAVA_CLIENT_SECRET: clientSecret, STRAVA_OAUTH_URL } = env();
  if (!clientId || !clientSecret) return null;
  const url = STRAVA_OAUTH_URL.replace(/\/+$/, "");
  return {
    clientId,
    clientSecret,
    authorizeUrl: `${url}/authorize`,
    tokenUrl: `${url}/token`,
    scopes: SCOPES,
    scopeSeparator: ",",
    pkce: false,
    authorizeExtra: () => ({ approval_prompt: "auto" }),
    readTokens(answer): Tokens {
      const read = tokenSchema.parse(JSON.parse(answer.text));
      return {
        accessToken: read.access_token,
        refreshToken: read.refresh_token,
        tokenType: read.token_type ?? null,
        expiresAt: expiryOf(read.expires_at * 1000),
        scopes: null,
      };
    },
    isDead: (answer) =>
      (answer.status === 400 || answer.status === 401) &&
      saidOf(answer).errors.some(({ resource, field }) => resource === "RefreshToken" || field === "refresh_token"),
    // The way since June 2026: the application asks with its own name, and the whole pair dies.
    revoke: ({ accessToken }) => {
      const basic = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
      return { method: "POST", url: `${url}/revoke`, headers: { authorization: `Basic ${basic}` }, form: { token: accessToken } };
    },
  };
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

function authorize(request: HttpRequest, secret: string): HttpRequest {
  return { ...request, headers: { ...request.headers, ...bearer(secret) } };
}

/** The athlete comes with the tokens; where not, is asked for. */
async function identify(tokens: Tokens, answer: { text: string }): Promise<Identity> {
  const said = tokenSchema.safeParse(JSON.parse(answer.text));
  if (said.success && said.data.athlete) return identityOf(said.data.athlete);
  const asked = await ask(authorize({ url: `${env().STRAVA_API_URL}/athlete` }, tokens.accessToken));
  if (asked.status !== 200)
    throw new ProviderFailure("transient", `Strava does not say whose account this is (status ${asked.status}).`);
  return identityOf(readJson(asked, athleteSchema, "strava"));
}

function identityOf({ id, firstname, lastname, username }: Athlete): Identity {
  return { externalId: id, externalName: plainName([firstname, lastname].filter(Boolean).join(" ")) ?? plainName(username) };
}

/** Strava: activities become runs and workouts, gear becomes shoes. */
export const strava: ProviderContract = {
  id: "strava",
  entrance: { kind: "oauth", client: oauthClient, identify, signInScopes: ["read"] },
  authorize,
  judge,
  budgets,
  steps: stravaSteps,
  everyMs: EVERY_MS,
  // The way until June 2027.
  otherFarewell: (accessToken) => ({
    method: "POST",
    url: `${env().STRAVA_OAUTH_URL.replace(/\/+$/, "")}/deauthorize`,
    headers: bearer(accessToken),
  }),
};
