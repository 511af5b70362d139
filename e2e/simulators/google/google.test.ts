import { createHash, createPublicKey, type JsonWebKey, verify } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { type GoogleOptions, type GoogleSimulator, startGoogle } from "./start";

const running: GoogleSimulator[] = [];
const start = async (options: GoogleOptions = {}) => {
  const google = await startGoogle(options);
  running.push(google);
  return google;
};
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
});

const CALENDAR = "https://www.googleapis.com/auth/calendar.app.created";
const redirect_uri = "http://localhost:3000/api/connect/google/callback";
const client = { client_id: "almanac.apps.googleusercontent.com", client_secret: "google-secret" };
const verifier = "v".repeat(50);
const asked = {
  client_id: client.client_id,
  redirect_uri,
  response_type: "code",
  scope: `openid email profile ${CALENDAR}`,
  state: "s1",
  nonce: "n1",
  access_type: "offline",
  code_challenge: createHash("sha256").update(verifier).digest("base64url"),
  code_challenge_method: "S256",
};

/** Goes through the page as a browser would, with these boxes ticked. */
async function agree(google: GoogleSimulator, ticked: string[], more: Record<string, string> = {}): Promise<URL> {
  const page = await (await fetch(`${google.authorizeUrl}?${new URLSearchParams({ ...asked, ...more })}`)).text();
  const decision = /value="(continue:[^"]+)"/.exec(page)?.[1] ?? "";
  const hidden = [...page.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = "", value = ""]) => [
    name,
    value,
  ]);
  const body = new URLSearchParams([...hidden, ...ticked.map((scope) => ["scope", scope]), ["decision", decision]]);
  const answer = await fetch(`${google.origin}/signin/oauth/consent`, { method: "POST", body, redirect: "manual" });
  return new URL(answer.headers.get("location") ?? "");
}
const exchange = async (google: GoogleSimulator, back: URL, more: Record<string, string> = {}) => {
  const code = back.searchParams.get("code") ?? "";
  const body = new URLSearchParams({
    ...client,
    grant_type: "authorization_code",
    code,
    redirect_uri,
    code_verifier: verifier,
    ...more,
  });
  const answer = await fetch(google.tokenUrl, { method: "POST", body });
  return { status: answer.status, body: await answer.json() };
};
const refresh = async (google: GoogleSimulator, refresh_token: string) => {
  const body = new URLSearchParams({ ...client, grant_type: "refresh_token", refresh_token });
  const answer = await fetch(google.tokenUrl, { method: "POST", body });
  return { status: answer.status, body: await answer.json() };
};

describe("consent and tokens", () => {
  it("gives a refresh token at the first consent only, and again with prompt=consent", async () => {
    const google = await start();
    const first = await exchange(google, await agree(google, [CALENDAR]));
    expect(first.body).toMatchObject({ token_type: "Bearer", expires_in: 3599, refresh_token: expect.stringContaining("1//") });
    const second = await exchange(google, await agree(google, [CALENDAR]));
    expect(second.status).toBe(200);
    expect(second.body).not.toHaveProperty("refresh_token");
    const asked = await exchange(google, await agree(google, [CALENDAR], { prompt: "consent" }));
    expect(asked.body).toHaveProperty("refresh_token");
    const fresh = await refresh(google, first.body.refresh_token);
    expect(fresh.body).not.toHaveProperty("refresh_token");
    expect(fresh.body.access_token).not.toBe(first.body.access_token);
  });

  it("grants only the boxes that are ticked, under long names", async () => {
    const google = await start();
    const back = await agree(google, []);
    expect(back.searchParams.get("scope")?.split(" ")).toEqual([
      "openid",
      "https://www.googleapis.com/auth/userinfo.email",
      "https://www.googleapis.com/auth/userinfo.profile",
    ]);
    const { body } = await exchange(google, back);
    const answer = await fetch(`${google.calendarUrl}/calendars`, {
      method: "POST",
      headers: { Authorization: `Bearer ${body.access_token}` },
    });
    expect([answer.status, (await answer.json()).error.errors[0].reason]).toEqual([403, "insufficientPermissions"]);
  });

  it("holds the exchange to the code's own redirect, verifier and single use", async () => {
    const google = await start();
    const wrongVerifier = await exchange(google, await agree(google, []), { code_verifier: "w".repeat(50) });
    expect(wrongVerifier).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
    const elsewhere = await exchange(google, await agree(google, []), { redirect_uri: `${redirect_uri}/` });
    expect(elsewhere.body.error).toBe("redirect_uri_mismatch");
    const back = await agree(google, []);
    expect((await exchange(google, back)).status).toBe(200);
    expect((await exchange(google, back)).body.error).toBe("invalid_grant");
    expect((await exchange(google, await agree(google, []), { client_id: "x" })).body.error).toBe("invalid_client");
    const page = await fetch(
      `${google.authorizeUrl}?${new URLSearchParams({ ...asked, redirect_uri: "https://evil.example/" })}`,
    );
    expect([page.status, await page.text()]).toEqual([400, expect.stringContaining("redirect_uri_mismatch")]);
  });

  it("ends everything at revocation", async () => {
    const google = await start();
    const { access_token, refresh_token } = google.control.grant();
    expect((await fetch(`${google.revokeUrl}?token=${encodeURIComponent(access_token)}`, { method: "POST" })).status).toBe(200);
    expect(await refresh(google, refresh_token)).toMatchObject({
      status: 400,
      body: { error: "invalid_grant", error_description: "Token has been expired or revoked." },
    });
  });
});

describe("identity", () => {
  it("signs the token with the published key and repeats the nonce", async () => {
    const google = await start();
    const found = await (await fetch(`${google.issuer}/.well-known/openid-configuration`)).json();
    expect(found).toMatchObject({
      issuer: google.issuer,
      token_endpoint: google.tokenUrl,
      authorization_endpoint: google.authorizeUrl,
    });
    const { body } = await exchange(google, await agree(google, []));
    const claims = await open(body.id_token, found.jwks_uri);
    expect(claims).toMatchObject({
      iss: google.issuer,
      aud: client.client_id,
      nonce: "n1",
      email: "ada@example.com",
      email_verified: true,
    });
    google.control.set({ idTokenLie: "signature" });
    const forged = await exchange(google, await agree(google, []));
    expect(await open(forged.body.id_token, found.jwks_uri)).toBeUndefined();
  });

  async function open(token: string, jwksUri: string): Promise<unknown> {
    const [head = "", claims = "", signature = ""] = token.split(".");
    const { keys } = (await (await fetch(jwksUri)).json()) as { keys: (JsonWebKey & { kid: string })[] };
    const { kid } = JSON.parse(Buffer.from(head, "base64url").toString());
    const key = keys.find((one) => one.kid === kid);
    const isGood =
      key &&
      verify(
        "RSA-SHA256",
        Buffer.from(`${head}.${claims}`),
        createPublicKey({ key, format: "jwk" }),
        Buffer.from(signature, "base64url"),
      );
    return isGood ? JSON.parse(Buffer.from(claims, "base64url").toString()) : undefined;
  }
});
