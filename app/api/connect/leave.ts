import "server-only";
import { NextResponse } from "next/server";
import type { Purpose } from "@/app/_auth/consent";
import type { Provider } from "@/domain/connections";
import { env } from "@/lib/env";

/** Why somebody comes back from a provider empty-handed: in a word for the page, and in a sentence for the audit log. */
export const TROUBLES = {
  not_set_up: "The provider is not set up on this server.",
  declined: "The person did not allow it at the provider.",
  stale: "The answer was late, used before, or came to another browser or person than the one that asked.",
  failed: "The provider did not answer as it should.",
  guest: "Demo data cannot be connected.",
  elsewhere: "It was not asked for by a page of Almanac.",
  not_fresh: "It is a while since the person signed in.",
  taken: "The identity or its address belongs to another account.",
  another: "It is not an identity that this person signs in with.",
  unknown: "Nobody signs in with this identity.",
  no_sign_up: "Sign-up is closed.",
} as const;
export type Trouble = keyof typeof TROUBLES;

/** The page that somebody comes back to. */
export const HOMES = {
  connect: "/settings/connections",
  link: "/settings/security",
  confirm: "/settings/security",
  "sign-in": "/sign-in",
} as const satisfies Record<Purpose, string>;

/** A redirect that no cache keeps and whose address is told to nobody. */
export function goTo(address: string): NextResponse {
  const location = address.startsWith("/") ? env().APP_URL + address : address;
  return NextResponse.redirect(location, {
    status: 303,
    headers: { "cache-control": "no-store", "referrer-policy": "no-referrer" },
  });
}

/** Back to the page that asked, with a word on what went wrong. */
export function troubleAt(purpose: Purpose, provider: Provider, trouble: Trouble): NextResponse {
  return goTo(`${HOMES[purpose]}?provider=${provider}&trouble=${trouble}`);
}
