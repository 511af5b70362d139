import { createLocalJWKSet, errors, type JSONWebKeySet, jwtVerify } from "jose";
import { z } from "zod";
import { ProviderFailure } from "@/integrations/failures";
import { ask, HttpFailure } from "@/integrations/http";
import type { Identity } from "@/integrations/oauth";
import { sameSecret } from "@/lib/crypto";
import { env } from "@/lib/env";

const discoverySchema = z.object({ jwks_uri: z.url() });
const keysSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });
const claimsSchema = z.object({
  sub: z.string().min(1),
  nonce: z.string(),
  email: z.string().optional(),
  email_verified: z.boolean().optional(),
  name: z.string().optional(),
});

/** Keys of issuers, kept until one is missing: Google turns them over every few days. */
const known = new Map<string, JSONWebKeySet>();

async function getJson<T extends z.ZodType>(url: string, schema: T): Promise<z.output<T>> {
  try {
    const answer = await ask({ url, timeoutMs: 10_000, maxBytes: 1024 * 1024 });
    if (answer.status === 200) return schema.parse(JSON.parse(answer.text));
    throw new ProviderFailure("transient", `Google did not show its keys (status ${answer.status}).`);
  } catch (error) {
    if (error instanceof ProviderFailure) throw error;
    const why = error instanceof HttpFailure ? error.message : "something that is not JSON";
    throw new ProviderFailure("transient", `Google's keys could not be read: ${why}.`);
  }
}

async function keysOf(issuer: string, anew: boolean): Promise<JSONWebKeySet> {
  const kept = anew ? undefined : known.get(issuer);
  if (kept) return kept;
  const { jwks_uri } = await getJson(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`, discoverySchema);
  const keys = await getJson(jwks_uri, keysSchema);
  known.set(issuer, keys);
  return keys;
}

/**
 * Who an identity token speaks of, after its signature, issuer, audience, lifetime and nonce have been checked (OpenID Connect Core
 * 3.1.3.7). The e-mail address only where Google vouches for it.
 * @throws ProviderFailure "refused" for one that must not be believed, "transient" where the keys cannot be had
 */
export async function verifyIdentity(idToken: string, clientId: string, nonce: string): Promise<Identity> {
  const issuer = env().GOOGLE_ISSUER;
  // Google itself writes its name with and without the scheme.
  const expected = { issuer: [issuer, issuer.replace(/^https:\/\//, "")], audience: clientId, algorithms: ["RS256"] };
  const check = async (anew: boolean) =>
    jwtVerify(idToken, createLocalJWKSet(await keysOf(issuer, anew)), {
      ...expected,
      clockTolerance: 10,
      requiredClaims: ["exp", "iat"],
    });
  try {
    const { payload } = await check(false).catch((error: unknown) => {
      if (error instanceof errors.JWKSNoMatchingKey) return check(true);
      throw error;
    });
    const claims = claimsSchema.parse(payload);
    if (!sameSecret(claims.nonce, nonce)) throw new Error("it was made for another consent");
    const email = claims.email_verified === true ? (claims.email ?? null) : null;
    return { externalId: claims.sub, externalName: email ?? claims.name ?? null, email };
  } catch (error) {
    if (error instanceof ProviderFailure) throw error;
    const why =
      error instanceof z.ZodError ? "something is missing in it" : error instanceof Error ? error.message : String(error);
    throw new ProviderFailure("refused", `Google's word on who this is cannot be believed: ${why}.`);
  }
}
