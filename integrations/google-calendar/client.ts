import { z } from "zod";
import { ProviderFailure } from "@/integrations/failures";
import type { HttpAnswer } from "@/integrations/http";
import { expiryOf, type Identity, type OAuthClient, splitScopes, type Tokens } from "@/integrations/oauth";
import type { ProviderContract } from "@/integrations/provider";
import { env } from "@/lib/env";
import { verifyIdentity } from "./identity";
import { judge } from "./judge";
import { calendarSteps, OWN_CALENDARS } from "./sync";

/** Changes make a sync due by themselves; this is for failures that wait, and for what was written past the application. */
const EVERY_MS = 3_600_000;

const tokenSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive(),
  refresh_token: z.string().min(1).optional(),
  scope: z.string().optional(),
  token_type: z.string().optional(),
});

/** An answer of the token address. Google leaves the refresh token out where the old one stays good. */
function readTokens({ text }: HttpAnswer, now: Date): Tokens {
  const answer = tokenSchema.parse(JSON.parse(text));
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token ?? null,
    tokenType: answer.token_type ?? null,
    expiresAt: expiryOf(now.getTime() + answer.expires_in * 1000),
    scopes: answer.scope === undefined ? null : splitScopes(answer.scope),
  };
}

function isDead({ text }: HttpAnswer): boolean {
  try {
    return z.object({ error: z.string() }).parse(JSON.parse(text)).error === "invalid_grant";
  } catch {
    return false;
  }
}

function client(): OAuthClient | null {
  const { GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET, GOOGLE_AUTHORIZE_URL, GOOGLE_TOKEN_URL, GOOGLE_REVOKE_URL } = env();
  if (!GOOGLE_CLIENT_ID || !GOOGLE_CLIENT_SECRET) return null;
  return {
    clientId: GOOGLE_CLIENT_ID,
    clientSecret: GOOGLE_CLIENT_SECRET,
    authorizeUrl: GOOGLE_AUTHORIZE_URL,
    tokenUrl: GOOGLE_TOKEN_URL,
    scopes: ["openid", "email", OWN_CALENDARS],
    scopeSeparator: " ",
    pkce: true,
    authorizeExtra: (nonce) => ({ access_type: "offline", prompt: "consent", nonce }),
    readTokens,
    isDead,
    revoke: ({ accessToken, refreshToken }) => ({
      method: "POST",
      url: GOOGLE_REVOKE_URL,
      form: { token: refreshToken ?? accessToken },
    }),
  };
}

const NOBODY_KNOWN: Identity = { externalId: null, externalName: null };

/**
 * Who it is, for certain. To keep a calendar it need not be known: where Google does not say it, or its keys cannot be had at the
 * moment, nobody is named, and whoever wants to sign in that way is refused. What is said falsely is refused in any case.
 */
async function identify(_: Tokens, answer: HttpAnswer, nonce: string): Promise<Identity> {
  const clientId = env().GOOGLE_CLIENT_ID;
  const read = z.object({ id_token: z.string() }).safeParse(JSON.parse(answer.text));
  if (!clientId || !read.success) return NOBODY_KNOWN;
  try {
    return await verifyIdentity(read.data.id_token, clientId, nonce);
  } catch (error) {
    if (error instanceof ProviderFailure && error.kind === "transient") return NOBODY_KNOWN;
    throw error;
  }
}

/** Google: a calendar of Almanac's own in the person's account, and a way to sign in. */
export const google: ProviderContract = {
  id: "google",
  entrance: { kind: "oauth", client, identify, signInScopes: ["openid", "email", "profile"] },
  authorize: (request, accessToken) => ({
    ...request,
    headers: { ...request.headers, authorization: `Bearer ${accessToken}` },
  }),
  judge,
  steps: calendarSteps,
  everyMs: EVERY_MS,
};
