import "server-only";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { takeAttempt } from "@/db/accounts";
import { PROVIDERS, type Provider } from "@/domain/connections";
import { newSecret, sameSecret, sha256 } from "@/lib/crypto";
import { env } from "@/lib/env";
import { authSecret } from "./cookie";

/**
 * What a person is sent to a provider for: to connect it, to sign in with it, to be able to sign in with it from now on, or to show
 * that it is still them.
 */
export const PURPOSES = ["connect", "sign-in", "link", "confirm"] as const;
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
  /** Where somebody who signs in goes then: a path of ours. */
  from: z.string(),
  /** The browser's clock, for an account that is made. */
  timeZone: z.string(),
});

/** A consent that is under way in this browser. */
export type Consent = z.output<typeof consentSchema>;

/** A new consent, with secrets of its own. */
export function newConsent(asked: Omit<Consent, "state" | "verifier">): Consent {
  return { ...asked, state: newSecret(), verifier: newSecret() };
}

const secure = () => env().APP_URL.startsWith("https://");

/**
 * One cookie per provider, so that two consents in two tabs do not meet. By its prefix a browser takes it from this very host alone:
 * a neighbour under the same domain could otherwise slip somebody a consent of his own.
 */
export const consentCookie = (provider: Provider) => `${secure() ? "__Host-" : ""}almanac.consent.${provider}`;

/** Sent along when the provider leads back; gone after ten minutes. */
export const consentCookieOptions = () => ({
  httpOnly: true,
  sameSite: "lax" as const,
  secure: secure(),
  path: "/",
  maxAge: MINUTES * 60,
});

/** The cookie's value: signed and encrypted, good for ten minutes. */
export function sealConsent(consent: Consent): Promise<string> {
  return encode({ token: consent, secret: authSecret(), salt: "almanac.consent", maxAge: MINUTES * 60 });
}

/**
 * The consent in a cookie, where the state in the address is the one it was sent with; null for anything else. Each is opened once,
 * also when a copy of the cookie is sent again.
 */
export async function openConsent(provider: Provider, cookie: string | undefined, state: string | null): Promise<Consent | null> {
  if (!cookie || !state) return null;
  const token = await decode({ token: cookie, secret: authSecret(), salt: "almanac.consent" }).catch(() => null);
  const read = consentSchema.safeParse(token);
  if (!read.success || read.data.provider !== provider || !sameSecret(read.data.state, state)) return null;
  const used = await takeAttempt(`consent:${sha256(state).toString("hex")}`, 1, (MINUTES + 1) * 60);
  return used > 0 ? null : read.data;
}
