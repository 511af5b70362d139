import "server-only";
import { env } from "@/lib/env";

/**
 * Whether a request that changes something was sent by our own pages. Browsers say so themselves in `Sec-Fetch-Site` or, on plain
 * http, in `Origin`; one that says neither is not believed, because our cookie may ride on a form of somebody else's page.
 */
export function fromOwnPages(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site) return site === "same-origin";
  const origin = headers.get("origin");
  if (!origin || !URL.canParse(origin)) return false;
  return origin === env().APP_URL || new URL(origin).host === headers.get("host");
}

/** A path of ours to return to after signing in, or `/` for anything that could lead elsewhere. */
export function ownPath(from: unknown): string {
  if (typeof from !== "string" || !from.startsWith("/") || from.length > 2_000) return "/";
  const here = "http://almanac.invalid";
  // Browsers read a backslash as a slash and drop tabs and line ends, so the parsed address decides, not the text.
  if (!URL.canParse(from, here)) return "/";
  const to = new URL(from, here);
  if (to.origin !== here || /^\/+(?:api|sign-in|sign-up)(?:\/|$)/.test(to.pathname) || to.pathname.startsWith("//")) return "/";
  return to.pathname + to.search;
}
