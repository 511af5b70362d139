import { z } from "zod";
import { env } from "@/lib/env";
import { limitWords, readJson } from "../asking";
import { ProviderFailure } from "../failures";
import { plainName } from "../files/plain-text";
import { ask, type HttpAnswer } from "../http";
import { expiryOf, type OAuthClient, splitScopes, type Tokens } from "../oauth";
import type { ProviderContract } from "../provider";
import { meSchema } from "./schema";
import { authorize, identifyKey } from "./servers";
import { wakatimeSteps } from "./sync";

/** WakaTime answers a form unless JSON is asked for, and some proxies in front of it do not ask; both are read. */
const tokenSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).nullish(),
  token_type: z.string().nullish(),
  /** ISO text. */
  expires_at: z.string().nullish(),
  expires_in: z.coerce.number().nullish(),
  scope: z.string().nullish(),
});

function readTokens(answer: HttpAnswer, now: Date): Tokens {
  const text = answer.text.trim();
  const value: unknown = text.startsWith("{") ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text));
  const told = tokenSchema.parse(value);
  const lasts = told.expires_in ? expiryOf(now.getTime() + told.expires_in * 1000) : null;
  return {
    accessToken: told.access_token,
    refreshToken: told.refresh_token ?? null,
    // A key that a person typed has none; tokens always do.
    tokenType: told.token_type ?? "bearer",
    expiresAt: expiryOf(Date.parse(told.expires_at ?? "")) ?? lasts,
    scopes: told.scope ? splitScopes(told.scope) : null,
  };
}

function client(): OAuthClient | null {
  const { WAKATIME_CLIENT_ID: clientId, WAKATIME_CLIENT_SECRET: clientSecret, WAKATIME_OAUTH_URL: base } = env();
  if (!clientId || !clientSecret) return null;
  return {
    clientId,
    clientSecret,
    authorizeUrl: `${base}/authorize`,
    tokenUrl: `${base}/token`,
    scopes: ["email", "read_stats", "read_summaries", "read_heartbeats"],
    scopeSeparator: ",",
    pkce: false,
    // Whoever connects again wants to be asked, and may be somebody else this time.
    authorizeExtra: () => ({ force_approve: "true" }),
    // The token address wants the same redirect address again, also for a refresh.
    tokenExtra: (redirectUri) => ({ redirect_uri: redirectUri }),
    readTokens,
    isDead: ({ status }) => status === 400 || status === 401,
    revoke: ({ accessToken }) => ({
      method: "POST",
      url: `${base}/revoke`,
      form: { client_id: clientId, client_secret: clientSecret, token: accessToken },
    }),
  };
}

const meUrl = () => `${env().WAKATIME_API_URL}/users/current`;

/** The window that WakaTime counts requests in; it does not say when it opens again. */
const WINDOW_MS = 300_000;

/** WakaTime, or any server that speaks like it: connected by consent, or with a key. */
export const wakatime: ProviderContract = {
  id: "wakatime",
  entrance: {
    kind: "oauth",
    client,
    identify: async (tokens) => {
      const answer = await ask(authorize({ url: meUrl() }, tokens.accessToken, "bearer"));
      if (answer.status !== 200)
        throw new ProviderFailure("refused", `WakaTime refused its own token (status ${answer.status}).`);
      const { data } = readJson(answer, meSchema, "wakatime");
      return { externalId: data.id, externalName: plainName(data.display_name) ?? plainName(data.username) };
    },
    byKey: { identify: identifyKey, anyServer: true },
  },
  authorize,
  judge: ({ status, headers }, now) => {
    if (status === 401) return "renew";
    if (status === 403)
      return new ProviderFailure(
        "scope_missing",
        "WakaTime says that a permission is missing. Connect WakaTime again and allow all of them.",
      );
    // Too many requests are sometimes told by a redirect to the site.
    const limited = (status === 429 && !headers.has("retry-after")) || (status >= 300 && status < 400);
    return limited ? new ProviderFailure("rate_limited", limitWords("WakaTime"), new Date(now.getTime() + WINDOW_MS)) : null;
  },
  steps: wakatimeSteps,
  everyMs: 3_600_000,
};
