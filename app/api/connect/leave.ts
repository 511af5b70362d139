import "server-only";
import { NextResponse } from "next/server";
import type { Provider } from "@/domain/connections";
import { env } from "@/lib/env";

/** Why somebody comes back from a provider empty-handed, as the page they come back to says it. */
export const TROUBLES = ["not_set_up", "declined", "stale", "failed", "guest", "taken", "unknown", "no_sign_up"] as const;
export type Trouble = (typeof TROUBLES)[number];

/** A redirect that no cache keeps and whose address is told to nobody. */
export function goTo(address: string): NextResponse {
  const location = address.startsWith("/") ? env().APP_URL + address : address;
  return NextResponse.redirect(location, {
    status: 303,
    headers: { "cache-control": "no-store", "referrer-policy": "no-referrer" },
  });
}

/** Back to the connections, or to the sign-in page, with a word on what went wrong. */
export function troubleAt(
  page: "/settings/connections" | "/settings/security" | "/sign-in",
  provider: Provider,
  trouble: Trouble,
): NextResponse {
  return goTo(`${page}?provider=${provider}&trouble=${trouble}`);
}
