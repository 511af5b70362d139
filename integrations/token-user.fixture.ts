import { jobActor } from "@/db/client";
import { closePools } from "@/db/pool";
import { newId } from "@/lib/crypto";
import type { OAuthClient } from "./oauth";
import { freshTokens } from "./tokens";

/** A client of the simulated Strava, for tests of tokens alone. */
export function simulatedClient(oauthUrl: string): OAuthClient {
  return {
    clientId: "12345",
    clientSecret: "strava-secret",
    authorizeUrl: `${oauthUrl}/authorize`,
    tokenUrl: `${oauthUrl}/token`,
    scopes: ["read"],
    scopeSeparator: ",",
    pkce: false,
    readTokens: ({ text }) => {
      const told = JSON.parse(text) as { access_token: string; refresh_token: string; expires_at: number };
      return {
        accessToken: told.access_token,
        refreshToken: told.refresh_token,
        tokenType: "Bearer",
        expiresAt: new Date(told.expires_at * 1000),
        scopes: null,
      };
    },
    isDead: ({ status, text }) => status === 400 && text.includes("RefreshToken"),
    revoke: () => null,
  };
}

/** As a program: so many users of a person's token at once; says the tokens they got. */
const [asked, userId, oauthUrl, count] = process.argv.slice(2);
if (asked === "use-token" && userId && oauthUrl) {
  const refresher = { client: simulatedClient(oauthUrl), redirectUri: "http://localhost/", now: () => new Date() };
  const users = Array.from({ length: Number(count) }, () => freshTokens(jobActor(userId, newId(), "sync"), "strava", refresher));
  const got = await Promise.all(users);
  process.stdout.write(JSON.stringify(got.map(({ accessToken }) => accessToken)));
  await closePools();
}
