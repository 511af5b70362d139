import "server-only";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { PROVIDERS, type Provider } from "@/domain/connections";
import { newSecret, sameSecret } from "@/lib/crypto";
import { env } from "@/lib/env";
import { authSecret } from "./cookie";

/** What a person is sent to a provider for: to connect it, to sign in with it, or to be able to sign in with it from now on. */
export const PURPOSES = ["connect", "sign-in", "link"] as const;
export type Purpose = (typeof PURPOSES)[number];

const MINUTES = 10;

const consentSchema = z.object({
  provider: z.enum(PROVIDERS),
  purpose: z.enum(PURPOSES),
  /** Comes back in the address; binds the answer to this browser. */
  state: z.string(),
  /** The PKCE secret, and the nonce of OpenID. */
  verifier: z.string(),
  /** Who asked; null for strangers who sign in. */
  userId: z.string().nullable(),
});

/** A consent that is under way in this browser. */
export type Consent = z.output<typeof consentSchema>;

/** A new consent, with secrets of its own. */
export function newConsent(provider: Provider, purpose: Purpose, userId: string | null): Consent {
  return { provider, purpose, state: newSecret(), verifier: newSecret(), userId };
}

const secure = () => env().APP_URL.startsWith("https://");

/** One cookie per provider, so that two consents in two tabs do not meet. */
export const consentCookie = (provider: Provider) => `${secure() ? "__Secure-" : ""}almanac.consent.${provider}`;

/** Sent along when the provider leads back, and nowhere else. */
export const consentCookieOptions = (provider: Provider) => ({
  httpOnly: true,
  sameSite: "lax" as const,
  secure: secure(),
  path: `/api/connect/${provider}`,
  maxAge: MINUTES * 60,
});

/** The cookie's value: signed and encrypted, good for ten minutes. */
export function sealConsent(consent: Consent): Promise<string> {
  return encode({ token: consent, secret: authSecret(), salt: "almanac.consent", maxAge: MINUTES * 60 });
}

/** The consent in a cookie, where the state in the address is the one it was sent with; null for anything else. */
export async function openConsent(provider: Provider, cookie: string | undefined, state: string | null): Promise<Consent | null> {
  if (!cookie || !state) return null;
  const token = await decode({ token: cookie, secret: authSecret(), salt: "almanac.consent" }).catch(() => null);
  const read = consentSchema.safeParse(token);
  return read.success && read.data.provider === provider && sameSecret(read.data.state, state) ? read.data : null;
}
